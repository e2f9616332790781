import type { AlarmRule, ComparisonOperator, MetricQuery } from '../../../shared/model/alarm.ts';
import type { MetricId, MetricUnit } from '../../../shared/model/metric.ts';
import { formatQuantity } from './format.ts';

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
export function ruleInShort(rule: AlarmRule, unit: MetricUnit = 'None'): string {
  return `${periodsInShort(rule)} ${comparisonSign(rule.comparison)} ${thresholdInWords(rule, unit)}`;
}

/** How many periods of how many decide: `2 of the last 2 one-minute periods`. */
export function periodsInShort(rule: AlarmRule): string {
  const { datapointsToAlarm, evaluationPeriods } = rule;
  const period = periodInWords(watchedQuery(rule)?.periodSeconds ?? 60);
  return `${datapointsToAlarm} of the last ${evaluationPeriods} ${period} period${evaluationPeriods === 1 ? '' : 's'}`;
}

/** The rule as a sentence, with the metric and its statistic. */
export function ruleInWords(rule: AlarmRule, unit: MetricUnit = 'None'): string {
  const query = watchedQuery(rule);
  const period = periodInWords(query?.periodSeconds ?? 60);
  const subject = query ? `the ${period} ${queryInWords(query)}` : `the ${period} value`;
  const limit = `${comparisons[rule.comparison].words} ${thresholdInWords(rule, unit)}`;
  return `In alarm when ${subject} is ${limit} ${oftenInWords(rule, 'period')}.`;
}

/** How often a rule must hold: `in the last period`, `in each of the last 2 periods`, `in 2 of the last 3 periods`. */
export function oftenInWords({ datapointsToAlarm, evaluationPeriods }: AlarmRule, turn: 'period' | 'run'): string {
  if (evaluationPeriods === 1) return `in the last ${turn}`;
  return datapointsToAlarm === evaluationPeriods
    ? `in each of the last ${evaluationPeriods} ${turn}s`
    : `in ${datapointsToAlarm} of the last ${evaluationPeriods} ${turn}s`;
}

/** A threshold is a setting: where its unit has no scale of its own, it is written as it was set. */
function thresholdInWords({ threshold }: AlarmRule, unit: MetricUnit): string {
  return unit === 'None' || unit === 'Count' ? `${threshold}` : formatQuantity(threshold, unit);
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
