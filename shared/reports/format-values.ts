import { formatDate } from '../alerting/format-moment.ts';
import type { CellValue, ColumnUnit } from '../model/evidence-table.ts';
import { formatBytes, formatMilliseconds, formatNumber, formatSeconds } from '../postgres/quantities.ts';
import type { KpiLine, Report } from './report-model.ts';

/** What stands where there is no value. */
export const noValue = '–';

/** A percentage that never rounds an outage away: `100 %` is said of nothing less. */
export function formatUptime(percent: number | undefined): string {
  if (percent === undefined) return noValue;
  if (percent >= 100) return '100 %';
  const digits = percent > 99.9 ? 3 : 2;
  return `${(Math.floor(percent * 10 ** digits) / 10 ** digits).toFixed(digits)} %`;
}

/** A share of time, never rounded up: `0 %`, `< 1 %`, `99 %`. */
export function formatShare(percent: number): string {
  return percent > 0 && percent < 1 ? '< 1 %' : `${Math.floor(percent)} %`;
}

/** Minutes of outage: `0`, `less than a minute`, `12 min`, `5.5 h`. */
export function formatOutage(minutes: number): string {
  if (minutes <= 0) return 'none';
  return minutes < 1 ? '< 1 min' : formatSeconds(minutes * 60);
}

/** A value of a KPI with its unit: `1,204.5 EUR`, `73 s`, `12`. */
export function formatKpi({ unit, measures }: Pick<KpiLine, 'unit' | 'measures'>, value: number | undefined): string {
  if (value === undefined) return noValue;
  if (measures === 'age') return formatSeconds(value);
  const text = formatNumber(value, Math.abs(value) < 10 ? 2 : Math.abs(value) < 1_000 ? 1 : 0);
  return unit === '' ? text : `${text} ${unit}`;
}

/** A change with its sign: `+12 %`, `-0.4 %`, `unchanged`. */
export function formatChange(percent: number | undefined): string {
  if (percent === undefined) return noValue;
  if (percent === 0) return 'unchanged';
  const size = Math.abs(percent);
  if (size < 0.05) return 'unchanged';
  const sign = percent > 0 ? '+' : '-';
  return size >= 1_000 ? `${sign}${formatNumber(size, 0)} %` : `${sign}${formatNumber(size, size < 10 ? 1 : 0)} %`;
}

/** A date and a time of day in a zone, short: `12 Jan, 14:03`. */
export function formatShortMoment(atMs: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone,
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(atMs);
}

/** What a report covers, in words: `Monday 5 January 2026`, `5 January 2026 to 11 January 2026`, `January 2026`. */
export function describePeriod({
  every,
  untilNow,
  period,
  timeZone,
}: Pick<Report, 'every' | 'untilNow' | 'period' | 'timeZone'>): string {
  const first = formatDate(period.fromMs, timeZone);
  if (untilNow) {
    return `${formatShortMoment(period.fromMs, timeZone)}, to ${formatShortMoment(period.toMs, timeZone)}`;
  }
  if (every === 'month') {
    return new Intl.DateTimeFormat('en-GB', { timeZone, month: 'long', year: 'numeric' }).format(period.fromMs);
  }
  if (every === 'week') return `${first} to ${formatDate(period.toMs - 1, timeZone)}`;
  const weekday = new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'long' }).format(period.fromMs);
  return `${weekday} ${first}`;
}

const numberFormats: Readonly<Partial<Record<ColumnUnit, (value: number) => string>>> = {
  count: (value) => formatNumber(value, 0),
  number: (value) => formatNumber(value, Math.abs(value) < 10 ? 2 : 1),
  percent: (value) => `${formatNumber(value, 1)} %`,
  milliseconds: formatMilliseconds,
  seconds: formatSeconds,
  bytes: formatBytes,
};

/** One value of an evidence table for people. Times are epoch milliseconds. */
export function formatCell(value: CellValue, unit: ColumnUnit, timeZone: string): string {
  if (value === null) return noValue;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return value;
  if (unit === 'time') return formatShortMoment(value, timeZone);
  return numberFormats[unit]?.(value) ?? String(value);
}

/** Whether values of a unit stand under each other by their last digit. */
export function isNumeric(unit: ColumnUnit): boolean {
  return unit !== 'text' && unit !== 'code' && unit !== 'time';
}
