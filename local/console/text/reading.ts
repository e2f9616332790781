import type { CheckReading } from '../../../shared/model/database-view.ts';
import { formatBytes, formatMilliseconds, formatNumber, formatPercent, formatSeconds, NBSP } from './format.ts';

const symbolFormats: Readonly<Record<string, (value: number) => string>> = {
  '': formatNumber,
  '%': formatPercent,
  s: formatSeconds,
  ms: formatMilliseconds,
  bytes: formatBytes,
};

/** What a check read, with its unit: `42 %`, `1 min 13 s`, `1.2 GB`, `84 queries/s`. */
export function formatReading({ value, symbol }: Pick<CheckReading, 'value' | 'symbol'>): string {
  const format = Object.hasOwn(symbolFormats, symbol) ? symbolFormats[symbol] : undefined;
  return format === undefined ? `${formatNumber(value)}${NBSP}${symbol}` : format(value);
}
