import { describeDuration } from '../alerting/describe-duration.ts';
import type { KpiSpec } from '../model/kpi.ts';

const grouped = new Intl.NumberFormat('en', { maximumFractionDigits: 6 });

/** A value as people write it, with its unit: `1,234.5 EUR`; an age as a length of time. */
export function formatValue(value: number, { unit, measures }: Pick<KpiSpec, 'unit' | 'measures'>): string {
  if (measures === 'age') return describeDuration(value * 1_000);
  const tiny = value !== 0 && Math.abs(value) < 1e-6;
  return `${tiny ? value.toPrecision(3) : grouped.format(value)}${unit === '' ? '' : ` ${unit}`}`;
}
