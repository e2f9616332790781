import type { MetricId } from './metric.ts';
import type { Severity } from './severity.ts';

export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

/** API_PutMetricAlarm, `TreatMissingData`. */
export type MissingDataTreatment = 'breaching' | 'notBreaching' | 'ignore' | 'missing';

/** API_PutMetricAlarm, `ComparisonOperator`, without the anomaly detection ones. */
export type ComparisonOperator =
  | 'GreaterThanThreshold'
  | 'GreaterThanOrEqualToThreshold'
  | 'LessThanThreshold'
  | 'LessThanOrEqualToThreshold';

/** One metric read with one statistic: `Average`, `Minimum`, `p99`, ... (Statistics-definitions.html). */
export interface MetricStatQuery {
  readonly kind: 'stat';
  /** Lower-case first letter, unique in the alarm; expressions refer to it. */
  readonly id: string;
  readonly metric: MetricId;
  readonly stat: string;
  readonly periodSeconds: number;
  readonly returnData: boolean;
}

/** One metric math expression over the other queries of the alarm. */
export interface MetricExpressionQuery {
  readonly kind: 'expression';
  readonly id: string;
  readonly expression: string;
  readonly label: string;
  readonly periodSeconds: number;
  readonly returnData: boolean;
}

export type MetricQuery = MetricStatQuery | MetricExpressionQuery;

/** What decides an alarm's state, in CloudWatch's vocabulary; everything that `PutMetricAlarm` evaluates. */
export interface AlarmRule {
  /** At most 10; exactly one has `returnData: true`, and all share one period. */
  readonly queries: readonly MetricQuery[];
  readonly comparison: ComparisonOperator;
  readonly threshold: number;
  /** N: how many periods are looked at. */
  readonly evaluationPeriods: number;
  /** M: how many of them must breach. */
  readonly datapointsToAlarm: number;
  readonly treatMissingData: MissingDataTreatment;
  /**
   * `WarmUpConfiguration`: minutes after creation in which the alarm stays INSUFFICIENT_DATA, unless data fill its window
   * earlier (alarm-warm-up.html). For alarms that would otherwise fire at every first deploy, before the first run.
   */
  readonly warmUpMinutes?: number;
}

/** What an alarm speaks about: decides its links, its evidence and its page in the console. */
export type AlarmSubject =
  | { readonly kind: 'endpoint'; readonly endpoint: string; readonly aspect: 'down' | 'slow' | 'certificate' }
  /** `alarm` is its name among the alarms of the database. */
  | { readonly kind: 'database'; readonly database: string; readonly check: string; readonly alarm: string }
  | { readonly kind: 'kpi'; readonly kpi: string; readonly alert: string }
  | { readonly kind: 'refresh'; readonly refresh: string }
  | { readonly kind: 'job'; readonly job: string }
  | {
      readonly kind: 'function';
      readonly function: string;
      readonly aspect: 'errors' | 'throttles' | 'dead-letters' | 'links';
    }
  | { readonly kind: 'channel'; readonly channel: string }
  /** Id of a topic. */
  | { readonly kind: 'topic'; readonly topic: string }
  /** What text messages cost. */
  | { readonly kind: 'sms' }
  /** The router's heartbeat. */
  | { readonly kind: 'router' };

/** One alarm that must exist, with what its reader needs to know. */
export interface PlannedAlarm {
  /** Stable identity inside the environment, e.g. `endpoint/web/down`; logical ids are derived from it. */
  readonly id: string;
  /** CloudWatch's name: at most 255 characters, unique in account and region. */
  readonly name: string;
  readonly region: string;
  readonly severity: Severity;
  readonly subject: AlarmSubject;
  /** What is wrong while it is in ALARM, as a short clause: "web is down". */
  readonly title: string;
  /** What it means and what to think of first, in one or two sentences. */
  readonly meaning: string;
  /** Why missing data is treated as it is. */
  readonly missingDataReason: string;
  readonly runbook?: string;
  readonly rule: AlarmRule;
  /** Id of the topic told of ALARM and of OK. */
  readonly topic: string;
  /** `AlarmDescription`: severity, meaning, runbook; at most 1,024 characters. */
  readonly description: string;
}

/** One point that the evaluation looked at; `value` is absent where no data came. */
export interface EvaluatedDatapoint {
  readonly timestampMs: number;
  readonly value?: number;
  readonly breaching?: boolean;
}
