import type { AlarmState, MetricQuery, MetricStatQuery, PlannedAlarm } from '../model/alarm.ts';
import { arnOf } from './arn.ts';
import { formatCloudWatchTime } from './cloudwatch-time.ts';
import type { AlarmEvaluation } from './evaluate-alarm.ts';
import { alarmPeriodSeconds } from './evaluation-schedule.ts';
import { parseStatistic } from './parse-statistic.ts';
import { regionName } from './region-names.ts';

/**
 * The JSON that CloudWatch publishes to SNS when a metric alarm changes state, with its own field names. A composite
 * alarm has no `Trigger`.
 */
export interface AlarmNotification {
  readonly AlarmName: string;
  readonly AlarmDescription: string | null;
  readonly AWSAccountId: string;
  /** Times are written `2026-01-02T03:04:05.678+0000`. */
  readonly AlarmConfigurationUpdatedTimestamp?: string;
  readonly NewStateValue: AlarmState;
  readonly NewStateReason: string;
  readonly StateChangeTime: string;
  /** The display name, e.g. `EU (Frankfurt)`; the code is in the ARN. */
  readonly Region: string;
  readonly AlarmArn: string;
  readonly OldStateValue: AlarmState;
  readonly OKActions: readonly string[];
  readonly AlarmActions: readonly string[];
  readonly InsufficientDataActions: readonly string[];
  /** True when a mute rule held the message back until its window ended. */
  readonly ActionExecutedAfterMuteWindow?: boolean;
  readonly Trigger?: AlarmTrigger;
}

/** What an alarm evaluates: one metric with a statistic, or queries of which one returns data. */
export type AlarmTrigger = MetricTrigger | MathTrigger;

interface TriggerEvaluation {
  /** Seconds. */
  readonly Period: number;
  readonly EvaluationPeriods: number;
  readonly DatapointsToAlarm?: number;
  readonly ComparisonOperator: string;
  /** Absent for anomaly detection. */
  readonly Threshold?: number;
  readonly TreatMissingData: string;
  readonly EvaluateLowSampleCountPercentile: string;
}

/** Dimensions have lower-case keys here, unlike everywhere else in CloudWatch. */
export interface NotifiedDimension {
  readonly value: string;
  readonly name: string;
}

export interface MetricTrigger extends TriggerEvaluation {
  readonly MetricName: string;
  readonly Namespace: string;
  readonly StatisticType: 'Statistic' | 'ExtendedStatistic';
  /** Upper-case, e.g. `AVERAGE`. */
  readonly Statistic?: string;
  /** E.g. `p99`. */
  readonly ExtendedStatistic?: string;
  readonly Unit: string | null;
  readonly Dimensions: readonly NotifiedDimension[];
}

export interface MathTrigger extends TriggerEvaluation {
  readonly Metrics: readonly NotifiedQuery[];
}

/** One query of a metric math alarm: it has an expression or a metric. */
export interface NotifiedQuery {
  readonly Expression?: string;
  readonly Id: string;
  readonly Label?: string;
  readonly ReturnData: boolean;
  readonly MetricStat?: {
    readonly Metric: {
      readonly Dimensions: readonly NotifiedDimension[];
      readonly MetricName: string;
      readonly Namespace: string;
    };
    readonly Period: number;
    readonly Stat: string;
  };
}

/** One change of an alarm's state, and where the alarm lives. */
export interface NotifiedChange {
  readonly evaluation: Pick<AlarmEvaluation, 'state' | 'reason'>;
  readonly previousState: AlarmState;
  readonly changedAtMs: number;
  /** When the alarm was created or last changed. */
  readonly configuredAtMs: number;
  /** Twelve digits. */
  readonly accountId: string;
  /** ARN of the topic that is told of ALARM and of OK. */
  readonly topicArn: string;
}

/** Builds the message that CloudWatch would publish for a change of a planned alarm. */
export function buildAlarmNotification(alarm: PlannedAlarm, change: NotifiedChange): AlarmNotification {
  const { evaluation, accountId, topicArn } = change;
  return {
    AlarmName: alarm.name,
    AlarmDescription: alarm.description,
    AWSAccountId: accountId,
    AlarmConfigurationUpdatedTimestamp: formatCloudWatchTime(change.configuredAtMs),
    NewStateValue: evaluation.state,
    NewStateReason: evaluation.reason,
    StateChangeTime: formatCloudWatchTime(change.changedAtMs),
    Region: regionName(alarm.region),
    AlarmArn: arnOf('cloudwatch', { region: alarm.region, account: accountId }, `alarm:${alarm.name}`),
    OldStateValue: change.previousState,
    OKActions: [topicArn],
    AlarmActions: [topicArn],
    InsufficientDataActions: [],
    Trigger: triggerOf(alarm),
  };
}

function triggerOf({ rule }: PlannedAlarm): AlarmTrigger {
  const evaluation = {
    Period: alarmPeriodSeconds(rule),
    EvaluationPeriods: rule.evaluationPeriods,
    DatapointsToAlarm: rule.datapointsToAlarm,
    ComparisonOperator: rule.comparison,
    Threshold: rule.threshold,
    TreatMissingData: rule.treatMissingData,
    EvaluateLowSampleCountPercentile: '',
  };
  const [only, ...others] = rule.queries;
  if (only?.kind !== 'stat' || others.length > 0) return { ...evaluation, Metrics: rule.queries.map(notifiedQuery) };
  const { namespace, name } = only.metric;
  return {
    MetricName: name,
    Namespace: namespace,
    ...notifiedStatistic(only.stat),
    Unit: null,
    Dimensions: notifiedDimensions(only),
    ...evaluation,
  };
}

function notifiedStatistic(stat: string): Pick<MetricTrigger, 'StatisticType' | 'Statistic' | 'ExtendedStatistic'> {
  const parsed = parseStatistic(stat);
  return parsed.ok && parsed.statistic.kind === stat
    ? { StatisticType: 'Statistic', Statistic: stat.toUpperCase() }
    : { StatisticType: 'ExtendedStatistic', ExtendedStatistic: stat };
}

function notifiedQuery(query: MetricQuery): NotifiedQuery {
  const { id: Id, returnData: ReturnData } = query;
  if (query.kind === 'expression') return { Expression: query.expression, Id, Label: query.label, ReturnData };
  const { namespace, name } = query.metric;
  const Metric = { Dimensions: notifiedDimensions(query), MetricName: name, Namespace: namespace };
  return { Id, MetricStat: { Metric, Period: query.periodSeconds, Stat: query.stat }, ReturnData };
}

function notifiedDimensions({ metric }: MetricStatQuery): readonly NotifiedDimension[] {
  return Object.entries(metric.dimensions).map(([name, value]) => ({ value, name }));
}
