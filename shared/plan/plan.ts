import type { ChannelSpec } from '../channels/registry.ts';
import type { ReportSection } from '../definition/report-settings.ts';
import type { PlannedAlarm } from '../model/alarm.ts';
import type { Calendar } from '../model/calendar.ts';
import type { DashboardBody } from '../model/dashboard.ts';
import type { DatabaseSpec } from '../model/database.ts';
import type { HealthPart } from '../model/health-part.ts';
import type { KpiSpec, RefreshSpec } from '../model/kpi.ts';
import type { PlannedMetric } from '../model/metric.ts';
import type { Person, Team } from '../model/person.ts';
import type { AlarmRouting, MaintenanceWindow, Policy } from '../model/policy.ts';
import type { Rotation } from '../model/rotation.ts';
import type { SecretRef } from '../model/secret-ref.ts';
import type { Severity } from '../model/severity.ts';
import type { Weekday } from '../model/weekday.ts';
import type { DatabaseCheckName } from '../postgres/checks/registry.ts';
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

/** What every scheduled batch has: it runs at whole multiples of its interval since the epoch. */
interface JobTiming {
  /** E.g. `endpoint-probe/eu-central-1/1m`. */
  readonly id: string;
  /** Id of the function that does it. */
  readonly function: string;
  readonly everySeconds: number;
  /** The region it runs in. */
  readonly location: string;
}

/** All endpoints of one interval, probed from one location. */
export interface EndpointProbeJob extends JobTiming {
  readonly kind: 'endpoint-probe';
  /** Ids of the endpoints. */
  readonly endpoints: readonly string[];
}

/** One part of the health of the databases of one network and interval. */
export interface DatabaseHealthJob extends JobTiming {
  readonly kind: 'database-health';
  readonly part: HealthPart;
  /** Ids of the databases. */
  readonly databases: readonly string[];
}

/** The KPIs of one network and interval. */
export interface KpiQueryJob extends JobTiming {
  readonly kind: 'kpi-query';
  /** Ids of the KPIs. */
  readonly kpis: readonly string[];
}

/** The refreshes of one network and interval. */
export interface ViewRefreshJob extends JobTiming {
  readonly kind: 'view-refresh';
  /** Ids of the refreshes. */
  readonly refreshes: readonly string[];
}

/** One scheduled batch. */
export type PlannedJob = EndpointProbeJob | DatabaseHealthJob | KpiQueryJob | ViewRefreshJob;

/** The kinds of Lambda function there are; each is a folder below `functions/`. */
export type FunctionKind =
  | 'endpoint-probe'
  | 'database-health'
  | 'kpi-query'
  | 'view-refresh'
  | 'report'
  | 'alert-router'
  | 'incident-actions';

/** A threshold on a check of a database, as the function judges it for its evidence; the alarm itself is CloudWatch's. */
export interface DatabaseThreshold {
  /** Id of the alarm. */
  readonly id: string;
  readonly check: DatabaseCheckName;
  readonly comparison: 'above' | 'below';
  readonly threshold: number;
  readonly severity: Severity;
}

/** One database with everything that a run of its health needs; plain data. */
export interface PlannedDatabase {
  readonly id: string;
  readonly title: string;
  readonly spec: DatabaseSpec;
  /** Name of the network that its functions run in; absent where they need none. */
  readonly network?: string;
  /** Seconds between the runs of each part. */
  readonly everySeconds: Readonly<Record<HealthPart, number>>;
  /** How long calls of functions should take, by `schema.function`. */
  readonly functions: readonly { readonly name: string; readonly targetMs: number }[];
  readonly thresholds: readonly DatabaseThreshold[];
  /** Checks whose numbers are published: those that an alarm or a graph reads. */
  readonly metrics: readonly DatabaseCheckName[];
  readonly runbook?: string;
}

/** A VPC that functions run in. */
export interface PlannedNetwork {
  readonly name: string;
  readonly vpc: string;
  readonly subnets: readonly string[];
  readonly securityGroups: readonly string[];
}

/** One report that comes by itself. */
export interface PlannedReport {
  readonly id: string;
  readonly title: string;
  readonly every: 'day' | 'week' | 'month';
  /** Where it is weekly. */
  readonly on?: Weekday;
  /** Minutes after midnight in the plan's time zone. */
  readonly atMinute: number;
  /** Email channels. */
  readonly to: readonly string[];
  readonly sections: readonly ReportSection[];
  /** Ids of the KPIs that it lists. */
  readonly kpis: readonly string[];
}

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
  /** Name of the network that it runs in; absent where it needs none. */
  readonly network?: string;
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

/** When channels are tested: quietly every day, with a message that people see on one day of the week. */
export interface PlannedChannelTests {
  /** Minutes after midnight in the plan's time zone. */
  readonly atMinute: number;
  readonly on: Weekday;
}

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
  readonly databases: readonly PlannedDatabase[];
  readonly kpis: readonly KpiSpec[];
  readonly refreshes: readonly RefreshSpec[];
  readonly reports: readonly PlannedReport[];
  readonly networks: readonly PlannedNetwork[];
  readonly functions: readonly PlannedFunction[];
  readonly jobs: readonly PlannedJob[];
  readonly metrics: readonly PlannedMetric[];
  readonly alarms: readonly PlannedAlarm[];
  readonly topics: readonly PlannedTopic[];
  readonly subscriptions: readonly PlannedSubscription[];
  /** Those of the definition, and one per contact of a person: `ada/sms`. */
  readonly channels: Readonly<Record<string, ChannelSpec>>;
  /** How incidents are told, by name; each severity has one. */
  readonly policies: Readonly<Record<string, Policy>>;
  /** How each alarm is routed, by its id; those about our own machinery are not. */
  readonly routing: Readonly<Record<string, AlarmRouting>>;
  readonly calendars: Readonly<Record<string, Calendar>>;
  readonly people: readonly Person[];
  readonly teams: readonly Team[];
  readonly rotations: readonly Rotation[];
  readonly maintenance: readonly MaintenanceWindow[];
  /** When every channel is tested; absent where none is. */
  readonly channelTests?: PlannedChannelTests;
  /** What SMS may cost in a month: AWS stops sending beyond. */
  readonly smsMonthlyLimitUsd: number;
  /** Channels that CloudWatch and SNS reach without any code of ours. */
  readonly backstop: readonly string[];
  readonly dashboards: readonly PlannedDashboard[];
}
