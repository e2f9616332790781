/** The ranges that a reader may choose from, shortest first. */
export const rangeChoices = [
  { label: '15 min', spanMs: 15 * 60_000 },
  { label: '1 h', spanMs: 3_600_000 },
  { label: '3 h', spanMs: 3 * 3_600_000 },
  { label: '12 h', spanMs: 12 * 3_600_000 },
  { label: '24 h', spanMs: 24 * 3_600_000 },
] as const;

const DEFAULT_MS = 3 * 3_600_000;
const LONGEST_MS = 24 * 3_600_000;

/** Length of a dashboard's own range (`start`, an ISO 8601 duration back from now such as `-PT3H`), or undefined. */
export function parseStart(start: string | undefined): number | undefined {
  const match = /^-P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(start ?? '');
  if (!match) return undefined;
  const [weeks, days, hours, minutes] = match.slice(1).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
  ];
  const spanMs = (((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60_000;
  return spanMs > 0 ? spanMs : undefined;
}

/**
 * The choice to begin with: what the dashboard asks for (default 3 hours, as in CloudWatch), but no longer than the watch
 * has run, so that a fresh start is not a sliver at the right edge.
 */
export function firstRange(wantedMs: number | undefined, ageMs: number): number {
  const fitting = rangeChoices.find(({ spanMs }) => spanMs >= Math.min(wantedMs ?? DEFAULT_MS, ageMs));
  return fitting?.spanMs ?? LONGEST_MS;
}
