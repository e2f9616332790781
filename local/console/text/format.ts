import type { MetricUnit } from '../../../shared/model/metric.ts';

/** Keeps a number and its unit on one line. */
export const NBSP = '\u00a0';

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** A length of time in at most two units, finer where it is short: `12 s`, `4 min 12 s`, `3 h 5 min`, `2 d 4 h`. */
export function formatSpan(spanMs: number): string {
  const ms = Math.max(0, spanMs);
  if (ms < MINUTE_MS) return part(ms / SECOND_MS, 's');
  if (ms < 10 * MINUTE_MS) return joinParts(part(ms / MINUTE_MS, 'min'), (ms % MINUTE_MS) / SECOND_MS, 's');
  if (ms < HOUR_MS) return part(ms / MINUTE_MS, 'min');
  if (ms < DAY_MS) return joinParts(part(ms / HOUR_MS, 'h'), (ms % HOUR_MS) / MINUTE_MS, 'min');
  return joinParts(part(ms / DAY_MS, 'd'), (ms % DAY_MS) / HOUR_MS, 'h');
}

function part(value: number, unit: string): string {
  return `${Math.floor(value)}${NBSP}${unit}`;
}

function joinParts(first: string, rest: number, unit: string): string {
  return rest >= 1 ? `${first} ${part(rest, unit)}` : first;
}

/** How long ago a moment was: `now`, `12 s ago`; a moment ahead, as clocks differ, is `now`. */
export function formatAgo(atMs: number, nowMs: number): string {
  return nowMs - atMs < SECOND_MS ? 'now' : `${formatSpan(nowMs - atMs)} ago`;
}

/** Milliseconds no finer than they are worth: `4.2 ms`, `42 ms`, `1.24 s`, `12.5 s`. */
export function formatMilliseconds(ms: number): string {
  const size = Math.abs(ms);
  if (size < 9.95) return `${trimZeros(ms.toFixed(1))}${NBSP}ms`;
  if (size < 999.5) return `${Math.round(ms)}${NBSP}ms`;
  return `${withDigits(ms / SECOND_MS, 3)}${NBSP}s`;
}

/** Seconds as milliseconds are written, from two minutes on as a span: `0.4 ms`, `73 s`, `4 min 12 s`. */
export function formatSeconds(seconds: number): string {
  return Math.abs(seconds) < 120 ? formatMilliseconds(seconds * SECOND_MS) : formatSpan(seconds * SECOND_MS);
}

/** A plain number with at most four digits that mean something, in groups of thousands: `0.042`, `12.35`, `48,230`. */
export function formatNumber(value: number): string {
  return withDigits(value, 4);
}

/** A percentage cut, not rounded, to two decimals: 99.999 is never shown as 100. */
export function formatPercent(percent: number): string {
  return `${trimZeros((Math.floor(percent * 100 + 1e-9) / 100).toFixed(2))}${NBSP}%`;
}

/** Bytes in decimal units: `512 B`, `1.2 kB`, `3.4 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1_000) return `${withDigits(bytes, 3)}${NBSP}B`;
  if (bytes < 1_000_000) return `${withDigits(bytes / 1_000, 3)}${NBSP}kB`;
  if (bytes < 1_000_000_000) return `${withDigits(bytes / 1_000_000, 3)}${NBSP}MB`;
  if (bytes < 1_000_000_000_000) return `${withDigits(bytes / 1_000_000_000, 3)}${NBSP}GB`;
  return `${withDigits(bytes / 1_000_000_000_000, 3)}${NBSP}TB`;
}

const unitFormats = {
  None: formatNumber,
  Count: formatNumber,
  Milliseconds: formatMilliseconds,
  Seconds: formatSeconds,
  Percent: formatPercent,
  Bytes: formatBytes,
} as const satisfies Record<MetricUnit, (value: number) => string>;

/** A metric's value as a reader wants it, e.g. 1240 Milliseconds -> `1.24 s`. */
export function formatQuantity(value: number, unit: MetricUnit): string {
  return unitFormats[unit](value);
}

function withDigits(value: number, digits: number): string {
  const decimals = Math.max(0, digits - Math.max(1, Math.floor(Math.log10(Math.abs(value) || 1)) + 1));
  const text = trimZeros(value.toFixed(decimals));
  return text.replace(/^(-?\d+)/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ','));
}

function trimZeros(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/** Days left, in words: `expired 2 days ago`, `less than a day left`, `1 day left`, `43 days left`. */
export function formatDaysLeft(daysLeft: number): string {
  const days = Math.floor(Math.abs(daysLeft));
  const count = days === 1 ? '1 day' : `${days} days`;
  if (daysLeft < 0) return days === 0 ? 'expired today' : `expired ${count} ago`;
  return days === 0 ? 'less than a day left' : `${count} left`;
}

/** The text with a capital first letter, for the start of a line. */
export function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `1 endpoint`, `3 endpoints`, `no endpoints`. */
export function countOf(count: number, singular: string, plural = `${singular}s`): string {
  if (count === 0) return `no ${plural}`;
  return `${count} ${count === 1 ? singular : plural}`;
}
