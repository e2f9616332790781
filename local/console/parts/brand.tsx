/** The mark: a lighthouse's lamp over the horizon. */
export function Brand({ size }: { readonly size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" class="brand-mark">
      <path d="M9.2 10h5.6l1.4 11H7.8Z" />
      <path d="M9 6.2h6V10H9Z" />
      <path d="M12 2.6l3.6 3.6H8.4Z" />
      <path class="brand-beam" d="M7 8L1.5 5.8M7 8.4l-5.5 2M17 8l5.5-2.2M17 8.4l5.5 2" />
    </svg>
  );
}
