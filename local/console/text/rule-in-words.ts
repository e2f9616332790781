import type { AlarmRule, ComparisonOperator, MetricQuery } from '../../../shared/model/alarm.ts';
import type { MetricId } from '../../../shared/model/metric.ts';

const comparisons = {
  GreaterThanThreshold: { sign: '>', words: 'above' },
  GreaterThanOrEqualToThreshold: { sign: '≥', words: 'at least' },
  LessThanThreshold: { sign: '<', words: 'below' },
  LessThanOrEqualToThreshold: { sign: '≤', words: 'at most' },
} as const satisfies Record<ComparisonOperator, { readonly sign: string; readonly words: string }>;

/** The comparison as a sign, e.g. `≥`. */
export function comparisonSign(comparison: ComparisonOperator): string {
  return comparisons[comparison].sign;
}

/** The rule without its metric: `2 of the last 2 one-minute periods ≥ 1`. */
export function ruleInShort(rule: AlarmRule): string {
  const { datapointsToAlarm, evaluationPeriods, comparison, threshold } = rule;
  const period = periodInWords(watchedQuery(rule)?.periodSeconds ?? 60);
  const periods = `${datapointsToAlarm} of the last ${evaluationPeriods} ${period} period${evaluationPeriods === 1 ? '' : 's'}`;
  return `${periods} ${comparisonSign(comparison)} ${threshold}`;
}

/** The rule as a sentence, with the metric and its statistic. */
export function ruleInWords(rule: AlarmRule): string {
  const { datapointsToAlarm, evaluationPeriods, comparison, threshold } = rule;
  const query = watchedQuery(rule);
  const period = periodInWords(query?.periodSeconds ?? 60);
  const subject = query ? `the ${period} ${queryInWords(query)}` : `the ${period} value`;
  const often =
    evaluationPeriods === 1
      ? 'in the last period'
      : datapointsToAlarm === evaluationPeriods
        ? `in each of the last ${evaluationPeriods} periods`
        : `in ${datapointsToAlarm} of the last ${evaluationPeriods} periods`;
  return `In alarm when ${subject} is ${comparisons[comparison].words} ${threshold} ${often}.`;
}

/** The query whose values are compared with the threshold. */
export function watchedQuery(rule: AlarmRule): MetricQuery | undefined {
  return rule.queries.find((query) => query.returnData);
}

function queryInWords(query: MetricQuery): string {
  if (query.kind === 'expression') return `${query.label} (${query.expression})`;
  return `${query.stat.toLowerCase()} of ${metricInWords(query.metric)}`;
}

/** A metric with its dimensions: `Down (Endpoint web, Location eu-central-1)`. */
export function metricInWords({ name, dimensions }: MetricId): string {
  const pairs = Object.entries(dimensions).map(([key, value]) => `${key} ${value}`);
  return pairs.length === 0 ? name : `${name} (${pairs.join(', ')})`;
}

const smallNumbers = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** A period as an adjective: `one-minute`, `five-minute`, `one-hour`, `90-second`. */
export function periodInWords(periodSeconds: number): string {
  const [size, unit] =
    periodSeconds % 86_400 === 0
      ? [86_400, 'day']
      : periodSeconds % 3_600 === 0
        ? [3_600, 'hour']
        : periodSeconds % 60 === 0
          ? [60, 'minute']
          : [1, 'second'];
  const count = periodSeconds / size;
  return `${smallNumbers[count] ?? count}-${unit}`;
}
