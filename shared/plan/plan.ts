import type { ChannelSpec } from '../channels/registry.ts';
import type { PlannedAlarm } from '../model/alarm.ts';
import type { DashboardBody } from '../model/dashboard.ts';
import type { PlannedMetric } from '../model/metric.ts';
import type { SecretRef } from '../model/secret-ref.ts';
import type { Severity } from '../model/severity.ts';
import type { ProbeSpec } from '../probes/registry.ts';

/** One endpoint with everything that a run needs; plain data, so that it travels in a Lambda's bundle. */
export interface PlannedEndpoint {
  /** Stable identity: metric dimension, alarm names and logical ids are made of it. */
  readonly id: string;
  readonly title: string;
  /** Title of its group, for people. */
  readonly group?: string;
  readonly everySeconds: number;
  readonly runbook?: string;
  /**
   * The location that publishes its certificate's days left, absent where no alarm watches them. One is enough: a
   * certificate is the same from everywhere, and metrics cost money.
   */
  readonly certificateLocation?: string;
  /** Days left below which the certificate makes the endpoint `degraded`: those of the first step worse than info. */
  readonly certificateDegradedDays?: number;
  readonly probe: ProbeSpec;
}

/** One scheduled batch: all endpoints of one interval, probed from one location. */
export interface PlannedJob {
  /** E.g. `endpoint-probe/eu-central-1/1m`. */
  readonly id: string;
  /** Id of the function that does it. */
  readonly function: string;
  readonly everySeconds: number;
  readonly location: string;
  /** Ids of the endpoints. */
  readonly endpoints: readonly string[];
}

/** The kinds of Lambda function there are; each is a folder below `functions/`. */
export type FunctionKind = 'endpoint-probe' | 'alert-router';

/** One Lambda function that must exist. */
export interface PlannedFunction {
  /** E.g. `endpoint-probe/eu-central-1`. */
  readonly id: string;
  readonly kind: FunctionKind;
  /** `FunctionName` on AWS: at most 64 characters. */
  readonly name: string;
  readonly region: string;
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  /** The most that may run at once, where a runaway would cost money. */
  readonly reservedConcurrency?: number;
  /** How long what it never got to do is kept, and its alarm with it. */
  readonly deadLetterRetentionSeconds: number;
  /** The secrets that it reads when it runs. */
  readonly secrets: readonly SecretRef[];
}

/** One SNS topic: a severity's, the watcher's, or one channel's. */
export interface PlannedTopic {
  /** E.g. `severity/critical`, `watcher/eu-central-1`, `channel/engineering`. */
  readonly id: string;
  readonly name: string;
  readonly region: string;
  readonly purpose: string;
}

/**
 * What of a topic a subscriber is told: all of it, alarms that begin, or those and their ends. An alarm that is OK for the
 * first time after a deploy is neither.
 */
export type SubscriptionScope = 'everything' | 'openings' | 'openings-and-ends';

/** Who is told what goes to a topic. */
export type PlannedSubscription =
  | {
      readonly topic: string;
      readonly protocol: 'email' | 'sms';
      readonly address: string;
      readonly told: SubscriptionScope;
    }
  | { readonly topic: string; readonly protocol: 'lambda'; readonly function: string };

/** One CloudWatch dashboard. */
export interface PlannedDashboard {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly body: DashboardBody;
}

/** Everything that must exist for one environment. Infra renders it, the local runner runs it, tests evaluate it. */
export interface Plan {
  readonly service: string;
  readonly environment: string;
  /** Twelve digits; absent where the environment only runs on this machine. */
  readonly account?: string;
  /** Where metrics, alarms, topics and the router live. */
  readonly region: string;
  readonly timeZone: string;
  /** Regions that probe. */
  readonly locations: readonly string[];
  readonly namespace: string;
  readonly endpoints: readonly PlannedEndpoint[];
  readonly functions: readonly PlannedFunction[];
  readonly jobs: readonly PlannedJob[];
  readonly metrics: readonly PlannedMetric[];
  readonly alarms: readonly PlannedAlarm[];
  readonly topics: readonly PlannedTopic[];
  readonly subscriptions: readonly PlannedSubscription[];
  readonly channels: Readonly<Record<string, ChannelSpec>>;
  /** Channels told by severity, in order. */
  readonly routes: Readonly<Record<Severity, readonly string[]>>;
  /** Channels that CloudWatch and SNS reach without any code of ours. */
  readonly backstop: readonly string[];
  readonly dashboards: readonly PlannedDashboard[];
}
