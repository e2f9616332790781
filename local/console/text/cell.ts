import type { CellValue, ColumnUnit, TableColumn } from '../../../shared/model/evidence-table.ts';
import { formatBytes, formatNumber, formatPercent, formatSeconds } from './format.ts';
import type { ZonedTime } from './zoned-time.ts';

const numberFormats = {
  count: formatNumber,
  number: formatNumber,
  percent: formatPercent,
  milliseconds: (value: number) => formatSeconds(value / 1_000),
  seconds: formatSeconds,
  bytes: formatBytes,
} as const satisfies Partial<Record<ColumnUnit, (value: number) => string>>;

/** Whether the values of a column are compared by their size, and so are set to the right. */
export function isNumeric(unit: ColumnUnit): boolean {
  return Object.hasOwn(numberFormats, unit);
}

/**
 * The value of a cell as a reader wants it; a dash for what is not there, and what does not fit its unit as it is. Seconds in
 * a column of what was last ("Last vacuum") are how long ago it was.
 */
export function formatCell(
  value: CellValue,
  { title, unit }: Pick<TableColumn, 'title' | 'unit'>,
  time: ZonedTime,
): string {
  if (value === null) return '–';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return value === '' ? '–' : value;
  if (unit === 'time') return time.full(value);
  if (unit === 'seconds' && title.startsWith('Last ')) return `${formatSeconds(value)} ago`;
  return unit in numberFormats ? numberFormats[unit as keyof typeof numberFormats](value) : formatNumber(value);
}
