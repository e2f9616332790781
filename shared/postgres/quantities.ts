/** Seconds for people: `0.4 s`, `73 s`, `12 min`, `5.5 h`, `9 d`. */
export function formatSeconds(seconds: number): string {
  if (seconds < 10) return `${round(seconds, 1)} s`;
  if (seconds < 120) return `${Math.round(seconds)} s`;
  if (seconds < 7_200) return `${Math.round(seconds / 60)} min`;
  if (seconds < 172_800) return `${round(seconds / 3_600, 1)} h`;
  return `${Math.round(seconds / 86_400)} d`;
}

const byteUnits = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const;

/** Bytes for people in decimal units: `512 bytes`, `8.2 kB`, `1.5 GB`. */
export function formatBytes(bytes: number): string {
  const step = bytes < 1_000 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), byteUnits.length - 1);
  return `${round(bytes / 1_000 ** step, step === 0 ? 0 : 1)} ${byteUnits[step]}`;
}

/** Milliseconds for people: `0.42 ms`, `87 ms`, `2.5 s`. */
export function formatMilliseconds(ms: number): string {
  if (ms >= 1_000) return formatSeconds(ms / 1_000);
  return `${round(ms, ms < 10 ? 2 : 0)} ms`;
}

/** A number for people, at most so many digits behind the point. */
export function formatNumber(value: number, digits = 1): string {
  return round(value, digits).toLocaleString('en-GB', { maximumFractionDigits: digits });
}

/** `1 index`, `3 indexes`. */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${formatNumber(count, 0)} ${count === 1 ? one : many}`;
}

function round(value: number, digits: number): number {
  return Math.round(value * 10 ** digits) / 10 ** digits;
}
