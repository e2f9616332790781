import type { AlarmRule, ComparisonOperator, EvaluatedDatapoint } from '../model/alarm.ts';
import { formatReasonTime } from './cloudwatch-time.ts';
import { formatDouble } from './format-double.ts';
import type { StateDecision } from './missing-data.ts';

/** From this many values on a reason tells the newest of them only, as many, in a sentence of their own. */
const longListFrom = 5;

/**
 * CloudWatch's `StateReason`. Its frame and its usual cases are taken from real notifications; what is not, is marked
 * below.
 *
 * @param used the real points that decided, oldest first
 */
export function stateReason(
  rule: Omit<AlarmRule, 'queries'>,
  decision: StateDecision,
  used: readonly EvaluatedDatapoint[],
): string {
  const { outcome, fillCount } = decision;
  const periods = rule.evaluationPeriods;
  switch (outcome) {
    case 'INSUFFICIENT_DATA':
      // Seen with no point at all, so that the count is N; with a few points, the count of missing ones is a guess.
      return `Insufficient Data: ${datapoints(fillCount)} ${were(fillCount)} unknown.`;
    case 'RETAIN':
      // CloudWatch writes no reason, as nothing changes; this is for our own console.
      return `State kept: ${fillCount} of ${datapoints(periods)} ${were(fillCount)} missing and missing data is ignored.`;
    default:
      return used.length === 0
        ? `Threshold Crossed: no datapoints were received for ${periods} ${periods === 1 ? 'period' : 'periods'}${missingClause(rule, fillCount)}.`
        : thresholdReason(rule, outcome, fillCount, used);
  }
}

function thresholdReason(
  rule: Omit<AlarmRule, 'queries'>,
  outcome: 'OK' | 'ALARM',
  fillCount: number,
  used: readonly EvaluatedDatapoint[],
): string {
  // The points on the side of the new state are told; when only made-up points brought it about, the others are.
  // CloudWatch's own words for that case were not seen.
  const wanted = outcome === 'ALARM';
  const agreeing = used.filter((point) => point.breaching === wanted);
  const [told, breaching] = agreeing.length > 0 ? [agreeing, wanted] : [used, !wanted];
  const count = told.length;
  const newestFirst = told.toReversed().slice(0, longListFrom);
  const list = newestFirst.map((point) => `${formatDouble(point.value ?? 0)} (${formatReasonTime(point.timestampMs)})`);
  const bracketed = `[${list.join(', ')}]`;
  const isLong = count >= longListFrom;
  const verb = `${were(count)}${breaching ? '' : ' not'} ${comparisons[rule.comparison]}`;
  const crossed = `${verb} the threshold (${formatDouble(rule.threshold)})${missingClause(rule, fillCount)}`;
  // The words for a long list of good points were not seen.
  const recent = isLong
    ? `. The most recent datapoints which ${breaching ? 'crossed' : 'did not cross'} the threshold: ${bracketed}`
    : '';
  const inline = isLong ? '' : ` ${bracketed}`;
  return `Threshold Crossed: ${count} out of the last ${rule.evaluationPeriods} datapoints${inline} ${crossed}${recent} (${minimum(rule, outcome)}).`;
}

/** The least number of points on one side that changes the state. */
export function pointsToChange(
  rule: Pick<AlarmRule, 'evaluationPeriods' | 'datapointsToAlarm'>,
  to: 'OK' | 'ALARM',
): number {
  return to === 'ALARM' ? rule.datapointsToAlarm : rule.evaluationPeriods - rule.datapointsToAlarm + 1;
}

function minimum(rule: Omit<AlarmRule, 'queries'>, to: 'OK' | 'ALARM'): string {
  const transition = to === 'ALARM' ? 'OK -> ALARM' : 'ALARM -> OK';
  return `minimum ${datapoints(pointsToChange(rule, to))} for ${transition} transition`;
}

const comparisons = {
  GreaterThanThreshold: 'greater than',
  GreaterThanOrEqualToThreshold: 'greater than or equal to',
  LessThanThreshold: 'less than',
  LessThanOrEqualToThreshold: 'less than or equal to',
} satisfies Record<ComparisonOperator, string>;

const treatments = { breaching: '[Breaching]', notBreaching: '[NonBreaching]' } as const;

/** Only data that counted as something is told; with `missing` and `ignore` CloudWatch says nothing. */
function missingClause(rule: Pick<AlarmRule, 'treatMissingData'>, fillCount: number): string {
  const { treatMissingData } = rule;
  if (fillCount === 0 || treatMissingData === 'missing' || treatMissingData === 'ignore') return '';
  return ` and ${fillCount} missing ${fillCount === 1 ? 'datapoint' : 'datapoints'} ${were(fillCount)} treated as ${treatments[treatMissingData]}`;
}

function datapoints(count: number): string {
  return `${count} ${count === 1 ? 'datapoint' : 'datapoints'}`;
}

function were(count: number): string {
  return count === 1 ? 'was' : 'were';
}
