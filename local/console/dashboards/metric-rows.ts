import type { DashboardMetricOptions, DashboardMetricRow, MetricWidget } from '../../../shared/model/dashboard.ts';
import type { MetricId } from '../../../shared/model/metric.ts';
import type { MetricsQuery, SeriesQuery } from '../../api/types.ts';

/** One row of a metric widget with its shorthand written out and its defaults filled in. */
export interface WidgetSeries {
  readonly id: string;
  /** What the row names, or the expression it computes. */
  readonly source: { readonly metric: MetricId; readonly stat: string } | { readonly expression: string };
  readonly label: string;
  readonly periodSeconds: number;
  readonly visible: boolean;
  readonly yAxis: 'left' | 'right';
  readonly color?: string;
}

/**
 * The rows of a widget as series: `.` repeats the row above at its place, `...` all that fits in between
 * (CloudWatch-Dashboard-Body-Structure.html, "metrics"). Rows without an id get one that no other row has.
 */
export function expandRows({ metrics, stat, period }: MetricWidget['properties']): readonly WidgetSeries[] {
  const taken = new Set(metrics.flatMap((row) => optionsOf(row).id ?? []));
  let above: readonly string[] = [];
  return metrics.map((row, index) => {
    const options = optionsOf(row);
    const names = writeOut(namesOf(row), above);
    if (names.length > 0) above = names;
    const metric = metricOf(names);
    const series: Omit<WidgetSeries, 'source' | 'label'> = {
      id: options.id ?? freeId(index, taken),
      periodSeconds: options.period ?? period,
      visible: options.visible ?? true,
      yAxis: options.yAxis ?? 'left',
      ...(options.color !== undefined && { color: options.color }),
    };
    return options.expression !== undefined
      ? { ...series, source: { expression: options.expression }, label: options.label ?? options.expression }
      : { ...series, source: { metric, stat: options.stat ?? stat }, label: options.label ?? defaultLabel(metric) };
  });
}

function optionsOf(row: DashboardMetricRow): DashboardMetricOptions {
  const last = row.at(-1);
  return typeof last === 'object' ? last : {};
}

function namesOf(row: DashboardMetricRow): readonly string[] {
  return row.flatMap((part) => (typeof part === 'string' ? [part] : []));
}

function writeOut(names: readonly string[], above: readonly string[]): readonly string[] {
  const gap = names.indexOf('...');
  const whole = gap < 0 ? names : names.toSpliced(gap, 1, ...above.slice(gap, gap + 1 + above.length - names.length));
  return whole.map((name, index) => (name === '.' ? (above[index] ?? name) : name));
}

function metricOf([namespace = '', name = '', ...pairs]: readonly string[]): MetricId {
  const dimensions: Record<string, string> = {};
  for (let index = 0; index + 1 < pairs.length; index += 2) dimensions[pairs[index] ?? ''] = pairs[index + 1] ?? '';
  return { namespace, name, dimensions };
}

function freeId(index: number, taken: ReadonlySet<string>): string {
  let id = `row${index}`;
  while (taken.has(id)) id += '_';
  return id;
}

/** CloudWatch's own legend leaves out what all lines share; the values of the dimensions are what tells lines apart. */
function defaultLabel({ name, dimensions }: MetricId): string {
  return [...Object.values(dimensions), name].join(' ');
}

/** The requests that fetch a widget's visible series: one per period, because a request has one for all its expressions. */
export function queriesFor(
  series: readonly WidgetSeries[],
  window: { readonly fromMs: number; readonly toMs: number },
): readonly MetricsQuery[] {
  const periods = new Set(series.filter(({ visible }) => visible).map(({ periodSeconds }) => periodSeconds));
  return [...periods].map((periodSeconds) => {
    const periodMs = periodSeconds * 1_000;
    return {
      fromMs: Math.floor(window.fromMs / periodMs) * periodMs,
      toMs: Math.ceil(window.toMs / periodMs) * periodMs,
      periodSeconds,
      queries: series.map((one) => queryOf(one, periodSeconds)),
    };
  });
}

/** The one request of a widget that asks for a value over the whole range (`setPeriodToTimeRange`). */
export function queryWholeRange(
  series: readonly WidgetSeries[],
  window: { readonly fromMs: number; readonly toMs: number },
): MetricsQuery {
  const fromMs = Math.floor(window.fromMs / 60_000) * 60_000;
  const toMs = Math.max(Math.ceil(window.toMs / 60_000) * 60_000, fromMs + 60_000);
  const periodSeconds = (toMs - fromMs) / 1_000;
  return {
    fromMs,
    toMs,
    periodSeconds,
    queries: series.map((one) => queryOf({ ...one, periodSeconds }, periodSeconds)),
  };
}

function queryOf({ id, label, source, visible, periodSeconds }: WidgetSeries, requestedPeriod: number): SeriesQuery {
  return { id, label, ...source, visible: visible && periodSeconds === requestedPeriod };
}
