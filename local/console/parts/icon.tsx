/** Drawn on a 16 x 16 grid with a 1.5 wide stroke in the colour of the text. */
const shapes = {
  up: ['M8 1.75a6.25 6.25 0 1 0 0 12.5a6.25 6.25 0 1 0 0-12.5', 'M5.2 8.2l2 2l3.7-4.2'],
  degraded: ['M8 2.1L14.6 13.4H1.4Z', 'M8 6.4v3.2', 'M8 11.4v.2'],
  down: ['M5.3 1.75h5.4l3.55 3.55v5.4l-3.55 3.55H5.3L1.75 10.7V5.3Z', 'M5.8 5.8l4.4 4.4', 'M10.2 5.8l-4.4 4.4'],
  unknown: [
    'M8 1.75a6.25 6.25 0 1 0 0 12.5a6.25 6.25 0 1 0 0-12.5',
    'M6.1 6.3a1.9 1.9 0 1 1 2.6 1.8c-.5.2-.7.5-.7 1.1',
    'M8 11.4v.2',
  ],
  pending: ['M8 1.75a6.25 6.25 0 1 0 0 12.5a6.25 6.25 0 1 0 0-12.5', 'M8 4.6V8l2.3 1.6'],
  bell: ['M3 11.6c1-1 1.2-2.2 1.2-4.4a3.8 3.8 0 0 1 7.6 0c0 2.2.2 3.4 1.2 4.4Z', 'M6.6 13.6a1.5 1.5 0 0 0 2.8 0'],
  inbox: ['M1.8 9.2L3.7 3h8.6l1.9 6.2V13H1.8Z', 'M1.8 9.2h3.7l.9 1.7h3.2l.9-1.7h3.7'],
  overview: ['M2 2h5v5H2Z', 'M9 2h5v3H9Z', 'M9 7h5v7H9Z', 'M2 9h5v5H2Z'],
  dashboard: ['M1.8 13.5h12.4', 'M3.6 11V8', 'M6.6 11V4', 'M9.6 11V6.5', 'M12.6 11V2.6'],
  email: ['M1.8 3.3h12.4v9.4H1.8Z', 'M2 3.8l6 4.9l6-4.9'],
  sms: ['M2 2.4h12v8.4H7l-3 2.8v-2.8H2Z', 'M5 6.6h.2', 'M8 6.6h.2', 'M11 6.6h.2'],
  slack: ['M6.2 2l-1.6 12', 'M11.4 2L9.8 14', 'M2.6 5.6h11.2', 'M2.2 10.4h11.2'],
  webhook: [
    'M5.6 2.2c-1.7 0-1.7 1-1.7 2.6c0 1.8-.3 2.6-1.9 3.2c1.6.6 1.9 1.4 1.9 3.2c0 1.6 0 2.6 1.7 2.6',
    'M10.4 2.2c1.7 0 1.7 1 1.7 2.6c0 1.8.3 2.6 1.9 3.2c-1.6.6-1.9 1.4-1.9 3.2c0 1.6 0 2.6-1.7 2.6',
  ],
  external: ['M9.2 2h4.8v4.8', 'M13.6 2.4L7.4 8.6', 'M6.6 3.2H2.4v10.4h10.4V9.4'],
  chevron: ['M6 3.4L10.6 8L6 12.6'],
  check: ['M3 8.6l3.2 3.2L13 4.6'],
  cross: ['M3.8 3.8l8.4 8.4', 'M12.2 3.8l-8.4 8.4'],
  minus: ['M3.4 8h9.2'],
  arrow: ['M2.4 8h11', 'M9.4 4l4 4l-4 4'],
  sun: [
    'M8 5.2a2.8 2.8 0 1 0 0 5.6a2.8 2.8 0 1 0 0-5.6',
    'M8 1.4v1.2',
    'M8 13.4v1.2',
    'M1.4 8h1.2',
    'M13.4 8h1.2',
    'M3.3 3.3l.9.9',
    'M11.8 11.8l.9.9',
    'M12.7 3.3l-.9.9',
    'M4.2 11.8l-.9.9',
  ],
  moon: ['M13.6 9.6A6 6 0 0 1 6.4 2.4a6 6 0 1 0 7.2 7.2Z'],
  screen: ['M1.8 2.8h12.4v8.2H1.8Z', 'M5.4 13.6h5.2', 'M8 11v2.6'],
  plug: ['M5.4 1.8v3.6', 'M10.6 1.8v3.6', 'M3.6 5.4h8.8v2.4a4.4 4.4 0 0 1-8.8 0Z', 'M8 12.2v2.2'],
  book: [
    'M2.4 2.6h4a1.6 1.6 0 0 1 1.6 1.6v9.4a1.6 1.6 0 0 0-1.6-1.4h-4Z',
    'M13.6 2.6h-4A1.6 1.6 0 0 0 8 4.2v9.4a1.6 1.6 0 0 1 1.6-1.4h4Z',
  ],
  shield: ['M8 1.6l5.4 2v4c0 3.4-2.2 5.6-5.4 6.8c-3.2-1.2-5.4-3.4-5.4-6.8v-4Z', 'M5.6 8l1.8 1.8l3-3.4'],
} as const satisfies Record<string, readonly string[]>;

export type IconName = keyof typeof shapes;

/** A decorative picture: the word next to it carries the meaning. */
export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg class="icon" width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
      {shapes[name].map((path) => (
        <path key={path} d={path} />
      ))}
    </svg>
  );
}
