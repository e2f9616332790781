/** What a form shows of a moment, `2026-03-03T14:20`: wall-clock time of a zone. */
export function wallClock(atMs: number, timeZone: string): string {
  const local = new Date(atMs + offsetOf(atMs, timeZone));
  return local.toISOString().slice(0, 16);
}

/**
 * The moment of `2026-03-03T14:20` in a zone, epoch milliseconds; undefined where the text is none. What a change of time
 * skips counts as later, what it repeats as the first of both.
 */
export function readWallClock(text: string, timeZone: string): number | undefined {
  const wallMs = Date.parse(`${text}Z`);
  if (Number.isNaN(wallMs)) return undefined;
  const [early, late] = [-1, 1].map((days) => offsetOf(wallMs + days * DAY_MS, timeZone));
  const moments = [wallMs - (early ?? 0), wallMs - (late ?? 0)].sort((a, b) => a - b);
  return moments.find((atMs) => atMs + offsetOf(atMs, timeZone) === wallMs) ?? moments.at(-1);
}

/** The beginnings of the days of a period (epoch milliseconds, `toMs` exclusive) in a zone. */
export function listMidnights(fromMs: number, toMs: number, timeZone: string): readonly number[] {
  const midnights: number[] = [];
  const firstDay = Date.parse(`${wallClock(fromMs, timeZone).slice(0, 10)}T00:00Z`);
  for (let dayMs = firstDay; ; dayMs += DAY_MS) {
    const atMs = readWallClock(new Date(dayMs).toISOString().slice(0, 16), timeZone);
    if (atMs === undefined || atMs >= toMs) return midnights;
    if (atMs >= fromMs) midnights.push(atMs);
  }
}

const DAY_MS = 86_400_000;

/** Wall-clock time minus UTC, in milliseconds. */
function offsetOf(atMs: number, timeZone: string): number {
  const parts = formatOf(timeZone).formatToParts(atMs);
  const part = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.find((one) => one.type === type)?.value);
  const wallMs = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return wallMs - Math.floor(atMs / 1_000) * 1_000;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format is slow, and there are few zones. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  formats.set(timeZone, known);
  return known;
}
