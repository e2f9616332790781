import type {
  AlarmTrigger,
  MathTrigger,
  MetricTrigger,
  NotifiedDimension,
  NotifiedQuery,
} from './alarm-notification.ts';

/** A JSON object of which nothing is known yet. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** The value as an object; undefined when it is none. */
export function jsonObject(value: unknown): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
}

/** The value as a text of limited length; undefined when it is none. */
export function textOf(value: unknown, maxLength: number): string | undefined {
  return typeof value === 'string' && value.length <= maxLength ? value : undefined;
}

/** CloudWatch allows 5 actions for a state and 1,024 characters for each; more and longer ones are left out. */
export function textsOf(value: unknown): readonly string[] {
  return listOf(value, 5, (item) => textOf(item, 1024));
}

const maxNameLength = 1024;

/**
 * Reads what an alarm evaluates; undefined when it is missing or not understood. It is evidence beside the message, so
 * a form that AWS adds must not cost the alarm.
 */
export function parseTrigger(value: unknown): AlarmTrigger | undefined {
  const body = jsonObject(value);
  if (body === undefined) return undefined;
  const period = numberOf(body.Period);
  const evaluationPeriods = numberOf(body.EvaluationPeriods);
  const comparison = textOf(body.ComparisonOperator, maxNameLength);
  if (period === undefined || evaluationPeriods === undefined || comparison === undefined) return undefined;
  const datapointsToAlarm = numberOf(body.DatapointsToAlarm);
  const threshold = numberOf(body.Threshold);
  const evaluation = {
    Period: period,
    EvaluationPeriods: evaluationPeriods,
    ...(datapointsToAlarm === undefined ? {} : { DatapointsToAlarm: datapointsToAlarm }),
    ComparisonOperator: comparison,
    ...(threshold === undefined ? {} : { Threshold: threshold }),
    TreatMissingData: textOf(body.TreatMissingData, maxNameLength) ?? '',
    EvaluateLowSampleCountPercentile: textOf(body.EvaluateLowSampleCountPercentile, maxNameLength) ?? '',
  };
  return Array.isArray(body.Metrics) ? mathTrigger(body, evaluation) : metricTrigger(body, evaluation);
}

type Evaluation = Omit<MathTrigger, 'Metrics'>;

function metricTrigger(body: JsonObject, evaluation: Evaluation): MetricTrigger | undefined {
  const name = textOf(body.MetricName, maxNameLength);
  const namespace = textOf(body.Namespace, maxNameLength);
  if (name === undefined || namespace === undefined) return undefined;
  const statistic = textOf(body.Statistic, maxNameLength);
  const extended = textOf(body.ExtendedStatistic, maxNameLength);
  return {
    MetricName: name,
    Namespace: namespace,
    StatisticType: extended === undefined ? 'Statistic' : 'ExtendedStatistic',
    ...(statistic === undefined ? {} : { Statistic: statistic }),
    ...(extended === undefined ? {} : { ExtendedStatistic: extended }),
    Unit: textOf(body.Unit, maxNameLength) ?? null,
    Dimensions: dimensionsOf(body.Dimensions),
    ...evaluation,
  };
}

function mathTrigger(body: JsonObject, evaluation: Evaluation): MathTrigger {
  return { ...evaluation, Metrics: listOf(body.Metrics, 10, queryOf) };
}

function queryOf(value: unknown): NotifiedQuery | undefined {
  const body = jsonObject(value);
  const id = textOf(body?.Id, maxNameLength);
  if (body === undefined || id === undefined) return undefined;
  const expression = textOf(body.Expression, 2048);
  const label = textOf(body.Label, maxNameLength);
  const metricStat = metricStatOf(body.MetricStat);
  return {
    ...(expression === undefined ? {} : { Expression: expression }),
    Id: id,
    ...(label === undefined ? {} : { Label: label }),
    ...(metricStat === undefined ? {} : { MetricStat: metricStat }),
    ReturnData: body.ReturnData !== false,
  };
}

function metricStatOf(value: unknown): NotifiedQuery['MetricStat'] | undefined {
  const body = jsonObject(value);
  const metric = jsonObject(body?.Metric);
  const name = textOf(metric?.MetricName, maxNameLength);
  const namespace = textOf(metric?.Namespace, maxNameLength);
  const period = numberOf(body?.Period);
  const stat = textOf(body?.Stat, maxNameLength);
  if (name === undefined || namespace === undefined || period === undefined || stat === undefined) return undefined;
  const Metric = { Dimensions: dimensionsOf(metric?.Dimensions), MetricName: name, Namespace: namespace };
  return { Metric, Period: period, Stat: stat };
}

function dimensionsOf(value: unknown): readonly NotifiedDimension[] {
  return listOf(value, 30, (item) => {
    const body = jsonObject(item);
    const name = textOf(body?.name, maxNameLength);
    const text = textOf(body?.value, maxNameLength);
    return name === undefined || text === undefined ? undefined : { value: text, name };
  });
}

/** The items of a list that can be read, as many as CloudWatch sends at most. */
function listOf<T>(value: unknown, maxItems: number, read: (item: unknown) => T | undefined): readonly T[] {
  if (!Array.isArray(value)) return [];
  return value.slice(0, maxItems).flatMap((item) => read(item) ?? []);
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}
