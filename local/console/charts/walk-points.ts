/** Where a key leads on a chart of `count` points: to another point, away from all, or nowhere. */
export type Step = { readonly to: number } | 'leave' | undefined;

/** Arrow keys go by one point, the first press to the newest; Home and End to the ends; Escape leaves. */
export function walkPoints(key: string, at: number | undefined, count: number): Step {
  const last = count - 1;
  if (key === 'Escape') return 'leave';
  if (count === 0) return undefined;
  switch (key) {
    case 'ArrowLeft':
      return { to: Math.max(0, (at ?? count) - 1) };
    case 'ArrowRight':
      return { to: Math.min(last, (at ?? last) + 1) };
    case 'Home':
      return { to: 0 };
    case 'End':
      return { to: last };
    default:
      return undefined;
  }
}

/** The index of the newest point at or before a time; the oldest where all are later. */
export function findPoint(timestampsMs: readonly number[], atMs: number): number {
  return Math.max(
    0,
    timestampsMs.findLastIndex((timestampMs) => timestampMs <= atMs),
  );
}
