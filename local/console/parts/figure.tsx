interface FigureProps {
  readonly value: string;
  readonly label: string;
  /** Whether the label stands above the value. */
  readonly isAbove?: boolean;
}

/** One number in large type with the word for it. */
export function FigureText({ value, label, isAbove = false }: FigureProps) {
  return (
    <div class={`figure${isAbove ? ' figure-label-first' : ''}`}>
      <span class="figure-value">{value}</span>
      <span class="figure-label">{label}</span>
    </div>
  );
}
