import type { ReadMetric } from '../shared/cloudwatch/alarm-queries.ts';
import { computeParsedStatistic } from '../shared/cloudwatch/compute-statistic.ts';
import { type ExpressionWindow, evaluateExpression } from '../shared/cloudwatch/metric-math/evaluate-expression.ts';
import type { Expression } from '../shared/cloudwatch/metric-math/expression.ts';
import { parseExpression } from '../shared/cloudwatch/metric-math/parse-expression.ts';
import { referencedIds } from '../shared/cloudwatch/metric-math/referenced-ids.ts';
import { seriesIn, seriesOf, type TimeSeries } from '../shared/cloudwatch/metric-math/time-series.ts';
import { parseStatistic } from '../shared/cloudwatch/parse-statistic.ts';
import type { MetricsQuery, SeriesQuery, SeriesView } from './api/types.ts';

/** The series of a query, or the first reason why there can be none. */
export type QueryAnswer = { readonly series: readonly SeriesView[] } | { readonly problem: string };

type StatQuery = Extract<SeriesQuery, { readonly stat: string }>;
type ExpressionQuery = Extract<SeriesQuery, { readonly expression: string }>;

/**
 * Answers as GetMetricData does: one point per period, periods aligned to whole multiples, statistics over raw values,
 * expressions over the other queries. Queries with `visible: false` only feed expressions.
 */
export function queryMetrics({ fromMs, toMs, periodSeconds, queries }: MetricsQuery, read: ReadMetric): QueryAnswer {
  const periodMs = periodSeconds * 1000;
  const startMs = Math.floor(fromMs / periodMs) * periodMs;
  const timestamps = Array.from({ length: Math.ceil((toMs - startMs) / periodMs) }, (_, i) => startMs + i * periodMs);
  const found = new Map<string, TimeSeries>();
  for (const query of queries.filter((each): each is StatQuery => 'stat' in each)) {
    const parsed = parseStatistic(query.stat);
    if (!parsed.ok) return { problem: parsed.problem };
    const points = read(query.metric, startMs, startMs + timestamps.length * periodMs);
    const periods = Map.groupBy(points, ({ timestampMs }) => Math.floor(timestampMs / periodMs) * periodMs);
    const valuesAt = (time: number) => (periods.get(time) ?? []).map(({ value }) => value);
    found.set(
      query.id,
      seriesOf(periods.keys(), (time) => computeParsedStatistic(parsed.statistic, valuesAt(time))),
    );
  }
  const metricIds = [...found.keys()];
  const expressions = queries.filter((each): each is ExpressionQuery => 'expression' in each);
  const problem = evaluateAll(expressions, found, { periodSeconds, timestamps, metricIds });
  if (problem !== undefined) return { problem };
  const visible = queries.filter(({ visible }) => visible !== false);
  const valuesOf = (id: string) => timestamps.map((time) => found.get(id)?.get(time) ?? null);
  return {
    series: visible.map(({ id, label }) => ({
      id,
      label: label ?? id,
      timestampsMs: timestamps,
      values: valuesOf(id),
    })),
  };
}

/** Adds what each expression yields to `found`, those that others refer to first. Returns the first problem. */
function evaluateAll(
  queries: readonly ExpressionQuery[],
  found: Map<string, TimeSeries>,
  window: ExpressionWindow,
): string | undefined {
  const known = new Set([...found.keys(), ...queries.map(({ id }) => id)]);
  const waiting = new Map<string, Expression>();
  for (const { id, expression: text } of queries) {
    const parsed = parseExpression(text);
    if (!parsed.ok) return parsed.problem.message;
    if (parsed.expression.type === 'array') return `Cannot query "${id}": it yields several series, must yield one`;
    const unknown = referencedIds(parsed.expression).find((each) => !known.has(each));
    if (unknown !== undefined) return `Cannot query "${id}": it refers to "${unknown}", must be the id of a query`;
    waiting.set(id, parsed.expression);
  }
  while (waiting.size > 0) {
    const ready = [...waiting].find(([, expression]) => !referencedIds(expression).some((id) => waiting.has(id)));
    if (ready === undefined)
      return `Cannot query "${[...waiting.keys()].join('", "')}": they refer to each other in a circle`;
    const [id, expression] = ready;
    waiting.delete(id);
    const value = evaluateExpression(expression, found, window);
    found.set(id, value.type === 'scalar' ? seriesOf(window.timestamps, () => value.value) : seriesIn(value));
  }
  return undefined;
}
