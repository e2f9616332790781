import type { AlarmRule, MetricExpressionQuery, MetricQuery, MetricStatQuery } from '../model/alarm.ts';
import type { MetricId } from '../model/metric.ts';
import { computeParsedStatistic } from './compute-statistic.ts';
import { evaluateExpression } from './metric-math/evaluate-expression.ts';
import type { Expression } from './metric-math/expression.ts';
import { parseExpression } from './metric-math/parse-expression.ts';
import { referencedIds } from './metric-math/referenced-ids.ts';
import { seriesIn, type TimeSeries } from './metric-math/time-series.ts';
import { parseStatistic, type Statistic } from './parse-statistic.ts';

/** One value of a metric as it was published. */
export interface MetricReading {
  readonly timestampMs: number;
  readonly value: number;
}

/** Reads what was published of a metric from `fromMs` (inclusive) to `toMs` (exclusive), in any order. */
export type ReadMetric = (metric: MetricId, fromMs: number, toMs: number) => readonly MetricReading[];

/** Consecutive periods that end with the evaluation's window. */
export interface PeriodWindow {
  readonly startMs: number;
  readonly periodSeconds: number;
  readonly periods: number;
}

/** What one query has for each period of a window, oldest first; undefined where no data came. */
export interface PeriodValues {
  readonly values: readonly (number | undefined)[];
  /** How many raw values each period has; absent for metric math. */
  readonly sampleCounts?: readonly number[];
}

/**
 * Evaluates the query of a rule that returns data, with the queries it refers to. Throws when the rule has none, or
 * when a statistic or an expression cannot be read: what validation refuses beforehand.
 */
export function evaluateQueries(rule: AlarmRule, read: ReadMetric, window: PeriodWindow): PeriodValues {
  const prepared = prepareQueries(rule);
  const { returned } = prepared;
  if (returned.kind === 'stat') return periodValues(returned, prepared, read, window);
  const timestamps = Array.from(
    { length: window.periods },
    (_, index) => window.startMs + index * window.periodSeconds * 1000,
  );
  const series = new Map<string, TimeSeries>();
  for (const query of prepared.stats) {
    const { values } = periodValues(query, prepared, read, window);
    series.set(query.id, seriesOfPeriods(timestamps, values));
  }
  const metricIds = [...series.keys()];
  const { periodSeconds } = window;
  for (const { id, expression } of prepared.expressions) {
    series.set(id, seriesIn(evaluateExpression(expression, series, { periodSeconds, timestamps, metricIds })));
  }
  const result = series.get(returned.id);
  return { values: timestamps.map((time) => result?.get(time)) };
}

function periodValues(
  query: MetricStatQuery,
  { statistics }: PreparedQueries,
  read: ReadMetric,
  { startMs, periodSeconds, periods }: PeriodWindow,
): PeriodValues & { readonly sampleCounts: readonly number[] } {
  const periodMs = periodSeconds * 1000;
  const samples = Array.from({ length: periods }, (): number[] => []);
  for (const { timestampMs, value } of read(query.metric, startMs, startMs + periods * periodMs)) {
    samples[Math.floor((timestampMs - startMs) / periodMs)]?.push(value);
  }
  const statistic = statistics.get(query.id) ?? readStatistic(query.stat);
  return {
    values: samples.map((values) => computeParsedStatistic(statistic, values)),
    sampleCounts: samples.map((values) => values.length),
  };
}

function seriesOfPeriods(timestamps: readonly number[], values: readonly (number | undefined)[]): TimeSeries {
  const series = new Map<number, number>();
  for (const [index, time] of timestamps.entries()) {
    const value = values[index];
    if (value !== undefined) series.set(time, value);
  }
  return series;
}

interface PreparedQueries {
  readonly returned: MetricQuery;
  readonly stats: readonly MetricStatQuery[];
  readonly statistics: ReadonlyMap<string, Statistic>;
  /** Each after those it refers to. */
  readonly expressions: readonly { readonly id: string; readonly expression: Expression }[];
}

/** Rules are plain data that never changes, so what was read of one is kept as long as the rule lives. */
const preparedQueries = new WeakMap<AlarmRule, PreparedQueries>();

function prepareQueries(rule: AlarmRule): PreparedQueries {
  const known = preparedQueries.get(rule);
  if (known !== undefined) return known;
  const returned = rule.queries.filter((query) => query.returnData);
  if (returned.length !== 1 || returned[0] === undefined) {
    throw new Error(`Cannot evaluate alarm: ${returned.length} queries return data, must be one`);
  }
  const stats = rule.queries.filter((query) => query.kind === 'stat');
  const prepared = {
    returned: returned[0],
    stats,
    statistics: new Map(stats.map((query) => [query.id, readStatistic(query.stat)])),
    expressions: inOrderOfReference(rule.queries),
  };
  preparedQueries.set(rule, prepared);
  return prepared;
}

function inOrderOfReference(queries: readonly MetricQuery[]): PreparedQueries['expressions'] {
  const waiting = new Map(
    queries.flatMap((query) => (query.kind === 'expression' ? [[query.id, readExpression(query)] as const] : [])),
  );
  const ordered: { readonly id: string; readonly expression: Expression }[] = [];
  while (waiting.size > 0) {
    const ready = [...waiting].find(([, expression]) => !referencedIds(expression).some((id) => waiting.has(id)));
    if (ready === undefined) {
      const ids = [...waiting.keys()].map((id) => `"${id}"`).join(', ');
      throw new Error(`Cannot evaluate alarm: expressions ${ids} refer to each other in a circle, must not`);
    }
    const [id, expression] = ready;
    waiting.delete(id);
    ordered.push({ id, expression });
  }
  return ordered;
}

function readExpression({ id, expression: text }: MetricExpressionQuery): Expression {
  const parsed = parseExpression(text);
  if (!parsed.ok) throw new Error(parsed.problem.message);
  const { type } = parsed.expression;
  if (type === 'series') return parsed.expression;
  const remedy = type === 'scalar' ? 'wrap it in TIME_SERIES(...)' : 'reduce it with SUM, AVG, MIN or MAX';
  const given = type === 'scalar' ? 'one number' : 'an array of series';
  throw new Error(`Cannot evaluate alarm: expression "${id}" (${text}) yields ${given}, must be one series: ${remedy}`);
}

function readStatistic(text: string): Statistic {
  const parsed = parseStatistic(text);
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.statistic;
}
