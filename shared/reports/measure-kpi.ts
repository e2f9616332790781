import type { KpiSpec } from '../model/kpi.ts';
import type { ReportPeriod } from './period-of.ts';
import type { KpiLine, KpiRow } from './report-model.ts';
import { sliceTrend } from './trend-slots.ts';

interface Point {
  readonly timestampMs: number;
  readonly value: number;
}

/** What is known of a KPI's values. */
export interface KpiSeries {
  /** `Average`, `Minimum` and `Maximum` per stretch of the period. */
  readonly mean: readonly Point[];
  readonly least: readonly Point[];
  readonly most: readonly Point[];
  /** The newest value of the period, and of the period before. */
  readonly last?: number;
  readonly before?: number;
  readonly rows: readonly KpiRow[];
}

type MeasuredKpi = Pick<KpiSpec, 'id' | 'title' | 'unit' | 'measures' | 'better' | 'target'>;

/** Value at the end, mean, extremes, target and change of one KPI. */
export function measureKpi(kpi: MeasuredKpi, series: KpiSeries, period: ReportPeriod): KpiLine {
  const { id, title, unit, measures, better, target } = kpi;
  const { last, before } = series;
  const changePercent = last === undefined || before === undefined ? undefined : changeOf(before, last);
  return {
    ...{ id, title, unit, measures, better },
    ...known('last', last),
    ...known('mean', meanOf(series.mean)),
    ...known('least', extreme(series.least, Math.min)),
    ...known('most', extreme(series.most, Math.max)),
    ...known('before', before),
    ...known('changePercent', changePercent),
    ...(target === undefined ? {} : { target }),
    ...(target === undefined || last === undefined
      ? {}
      : { targetReached: better === 'higher' ? last >= target : last <= target }),
    trend: sliceTrend(series.mean, period, meanOf),
    rows: series.rows,
  };
}

/** Change in percent; undefined from zero, and towards what is no number. */
export function changeOf(before: number, last: number): number | undefined {
  const percent = (100 * (last - before)) / Math.abs(before);
  return Number.isFinite(percent) ? percent : undefined;
}

/** A field that is there only with its value. */
export function known<Key extends string>(key: Key, value: number | undefined): { readonly [K in Key]?: number } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [K in Key]?: number });
}

function meanOf(points: readonly Point[]): number | undefined {
  return points.length === 0 ? undefined : points.reduce((sum, { value }) => sum + value, 0) / points.length;
}

function extreme(points: readonly Point[], choose: (a: number, b: number) => number): number | undefined {
  return points.length === 0 ? undefined : points.map(({ value }) => value).reduce((a, b) => choose(a, b));
}
