import type { AlertContext } from '../alerting/alert-context.ts';
import type { PlannedAlarm } from '../model/alarm.ts';
import type { AlarmRouting } from '../model/policy.ts';
import { type Severity, severities } from '../model/severity.ts';
import { type LogPlace, listFindingLogs } from './finding-logs.ts';
import {
  functionIds,
  functionName,
  incidentTableName,
  logGroupName,
  scopeOf,
  topicIds,
  wakeUpGroupName,
} from './names.ts';
import type { Plan } from './plan.ts';

/** Environment variables of the router. Infra sets them, the handler reads them. */
export const alertRouterVariables = {
  deadLetterQueueUrl: 'DEAD_LETTER_QUEUE_URL',
  /** The function URL of `incident-actions`, with its slash. */
  actionsUrl: 'ACTIONS_URL',
  /** The role by which EventBridge calls the router back. */
  wakeUpRoleArn: 'WAKE_UP_ROLE_ARN',
} as const;

/** What the router knows about an alarm: what a message needs, and where the alarm is. */
export interface RoutedAlarm extends AlertContext, Pick<PlannedAlarm, 'id' | 'region'> {
  readonly routing: AlarmRouting;
}

/** The router's part of the plan. Infra writes it, the router reads it. */
export interface AlertRouterConfig {
  readonly service: string;
  readonly environment: string;
  readonly timeZone: string;
  /** Where topics and dashboards are. */
  readonly region: string;
  /** Twelve digits; absent where the environment only runs on this machine. */
  readonly account?: string;
  /** By CloudWatch's name of the alarm. */
  readonly alarms: Readonly<Record<string, RoutedAlarm>>;
  readonly channels: Plan['channels'];
  readonly policies: Plan['policies'];
  readonly calendars: Plan['calendars'];
  readonly people: Plan['people'];
  readonly teams: Plan['teams'];
  readonly rotations: Plan['rotations'];
  readonly maintenance: Plan['maintenance'];
  readonly backstop: Plan['backstop'];
  /** Namespace of the metrics about incidents and channels. */
  readonly namespace: string;
  readonly incidentTable: string;
  /** EventBridge group of its one-shot schedules. */
  readonly wakeUpGroup: string;
  /** Its own name: schedules call it by that. */
  readonly functionName: string;
  /** Name of the SNS topic of each channel that SNS delivers. */
  readonly channelTopics: Readonly<Record<string, string>>;
  /** By topic name: what an alarm is worth that is not among `alarms`. */
  readonly severityTopics: Readonly<Record<string, Severity>>;
  /** Where the probes of each location wrote their results. */
  readonly probeLogs: readonly LogPlace[];
  /** Where the functions of databases and KPIs wrote their findings. */
  readonly findingLogs: readonly LogPlace[];
  /** CloudWatch's name of the dashboard that messages link to. */
  readonly dashboard?: string;
}

/** The router's part of a plan: alarms of topics that it is subscribed to, with what their messages need. */
export function alertRouterConfig(plan: Plan): AlertRouterConfig {
  const { service, environment, timeZone, region, account, alarms, channels, topics, locations } = plan;
  const { policies, calendars, people, teams, rotations, maintenance, backstop, namespace } = plan;
  const scope = scopeOf(plan);
  const heard = new Set(
    plan.subscriptions.flatMap((subscription) =>
      subscription.protocol === 'lambda' && subscription.function === functionIds.alertRouter
        ? [subscription.topic]
        : [],
    ),
  );
  const [dashboard] = plan.dashboards;
  const logGroup = logGroupName(functionName(scopeOf(plan), 'endpoint-probe'));
  return {
    service,
    environment,
    timeZone,
    region,
    ...(account === undefined ? {} : { account }),
    alarms: Object.fromEntries(
      alarms.filter(({ topic }) => heard.has(topic)).map((alarm) => [alarm.name, routedAlarm(plan, alarm)]),
    ),
    channels,
    ...{ policies, calendars, people, teams, rotations, maintenance, backstop, namespace },
    incidentTable: incidentTableName(scope),
    wakeUpGroup: wakeUpGroupName(scope),
    functionName: functionName(scope, 'alert-router'),
    channelTopics: Object.fromEntries(
      Object.keys(channels).flatMap((channel) =>
        topics.filter(({ id }) => id === topicIds.channel(channel)).map(({ name }) => [channel, name]),
      ),
    ),
    severityTopics: Object.fromEntries(
      severities.flatMap((severity) =>
        topics.filter(({ id }) => id === topicIds.severity(severity)).map(({ name }) => [name, severity]),
      ),
    ),
    probeLogs: locations.map((location) => ({ region: location, logGroup })),
    findingLogs: listFindingLogs(plan),
    ...(dashboard === undefined ? {} : { dashboard: dashboard.name }),
  };
}

function routedAlarm({ routing }: Plan, alarm: PlannedAlarm): RoutedAlarm {
  const { id, severity, subject, title, meaning, runbook, region } = alarm;
  const book = runbook === undefined ? {} : { runbook };
  return { id, severity, subject, title, meaning, region, ...book, routing: routing[id] ?? defaultRouting(severity) };
}

/** How an alarm is routed that the definition knows nothing of: by the policy of its severity. */
export function defaultRouting(severity: Severity): AlarmRouting {
  return { policy: severity, alsoNotify: [], dependsOn: [], worse: [], maintenance: [], runbookSteps: [] };
}
