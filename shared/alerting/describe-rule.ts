import type { AlarmNotification, AlarmTrigger } from '../cloudwatch/alarm-notification.ts';
import type { MetricUnit } from '../model/metric.ts';
import { endpointMetrics } from '../plan/endpoint-metrics.ts';
import { jobMetrics } from '../plan/job-metrics.ts';
import { databaseChecks } from '../postgres/checks/registry.ts';
import { formatMs } from '../probes/format-time.ts';
import { describeDuration } from './describe-duration.ts';

const comparisons: Readonly<Record<string, string>> = {
  GreaterThanThreshold: 'above',
  GreaterThanOrEqualToThreshold: 'at least',
  LessThanThreshold: 'below',
  LessThanOrEqualToThreshold: 'at most',
};

const statistics: Readonly<Record<string, string>> = {
  AVERAGE: 'average',
  MINIMUM: 'lowest',
  MAXIMUM: 'highest',
  SUM: 'sum of',
  SAMPLECOUNT: 'number of',
};

/** Metrics whose value is 0 or 1: their threshold tells a reader nothing. */
const verdicts: Readonly<Record<string, string>> = {
  Down: 'down',
  KpiBreach: 'the condition holds',
  RefreshFailed: 'failing',
};

/** Units of the product's own metrics; CloudWatch's notification leaves the unit of an alarm open. */
const units: Readonly<Record<string, MetricUnit>> = Object.fromEntries(
  Object.entries({ ...endpointMetrics, ...jobMetrics }).map(([name, { unit }]) => [name, unit]),
);

/** What the numbers of databases are written with. */
const symbols: Readonly<Record<string, string>> = Object.fromEntries(
  Object.values(databaseChecks).map(({ metric, symbol }) => [metric, symbol]),
);

const unitTexts: Readonly<Partial<Record<string, string>>> = { Seconds: ' s', Percent: ' %', Bytes: ' bytes' };

/**
 * What the alarm looks at, its threshold, M of N and the newest values, as a clause: `average latency is above 800 ms for 2
 * minutes in a row; seen 2,431 ms and 2,380 ms`. Empty for an alarm without numbers (composite).
 */
export function describeRule({
  Trigger,
  NewStateReason,
}: Pick<AlarmNotification, 'Trigger' | 'NewStateReason'>): string {
  if (Trigger === undefined) return '';
  const long = describeWindow(Trigger);
  const verdict = 'MetricName' in Trigger ? verdicts[Trigger.MetricName] : undefined;
  if (verdict !== undefined) return `${verdict} ${long}`;
  const format = formatterOf(Trigger);
  const comparison = comparisons[Trigger.ComparisonOperator] ?? Trigger.ComparisonOperator;
  const threshold = Trigger.Threshold === undefined ? '' : ` ${format(Trigger.Threshold)}`;
  const values = readValues(NewStateReason).map(format);
  const seen = values.length === 0 ? '' : `; seen ${joinWords(values)}`;
  return `${describeMetric(Trigger)} is ${comparison}${threshold} ${long}${seen}`;
}

/** The values in a state reason, newest first, at most three: `[99.5 (02/01/26 03:04:00), ...]`. */
function readValues(reason: string): readonly number[] {
  const dated = /(-?\d{1,20}(?:\.\d{1,20})?(?:E-?\d{1,3})?) \(\d\d\/\d\d\/\d\d \d\d:\d\d:\d\d\)/g;
  return Array.from(reason.matchAll(dated).take(3), ([, value]) => Number(value));
}

function describeMetric(trigger: AlarmTrigger): string {
  if (!('MetricName' in trigger)) {
    const returned = trigger.Metrics.find(({ ReturnData }) => ReturnData);
    return `"${returned?.Label ?? returned?.Expression ?? 'metric math'}"`;
  }
  const statistic = trigger.Statistic ?? trigger.ExtendedStatistic ?? '';
  const name = trigger.MetricName.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return `${statistics[statistic.toUpperCase()] ?? statistic} ${name}`;
}

/** M of N periods in words. */
function describeWindow({ Period, EvaluationPeriods, DatapointsToAlarm = EvaluationPeriods }: AlarmTrigger): string {
  const whole = describeDuration(Period * EvaluationPeriods * 1_000);
  if (DatapointsToAlarm === EvaluationPeriods)
    return EvaluationPeriods === 1 ? `for ${whole}` : `for ${whole} in a row`;
  const unit = Period === 60 ? 'minutes' : `periods of ${describeDuration(Period * 1_000)}`;
  return `in ${DatapointsToAlarm} of the last ${EvaluationPeriods} ${unit}`;
}

function unitOf(trigger: AlarmTrigger): string | undefined {
  return 'MetricName' in trigger ? (trigger.Unit ?? units[trigger.MetricName]) : undefined;
}

/** How values of the alarm's metric are written. */
function formatterOf(trigger: AlarmTrigger): (value: number) => string {
  const symbol = 'MetricName' in trigger ? symbols[trigger.MetricName] : undefined;
  const unit = unitOf(trigger);
  if (symbol === undefined || unit !== undefined) return (value) => formatValue(value, unit);
  return (value) => `${numbers.format(value)}${symbol === '' ? '' : ` ${symbol}`}`;
}

const numbers = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 });

/** A value for people: `2,431 ms`, `6.92`, `95 %`. */
function formatValue(value: number, unit: string | undefined): string {
  if (unit === 'Milliseconds') return formatMs(value);
  return `${numbers.format(value)}${unitTexts[unit ?? ''] ?? ''}`;
}

function joinWords(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
