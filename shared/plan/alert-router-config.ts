import type { AlertContext } from '../alerting/alert-context.ts';
import type { PlannedAlarm } from '../model/alarm.ts';
import { type Severity, severities } from '../model/severity.ts';
import { type LogPlace, listFindingLogs } from './finding-logs.ts';
import { functionIds, functionName, logGroupName, scopeOf, topicIds } from './names.ts';
import type { Plan } from './plan.ts';

/** Environment variables of the router. Infra sets them, the handler reads them. */
export const alertRouterVariables = { deadLetterQueueUrl: 'DEAD_LETTER_QUEUE_URL' } as const;

/** What the router knows about an alarm: what a message needs, and where the alarm is. */
export type RoutedAlarm = AlertContext & Pick<PlannedAlarm, 'region'>;

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
  readonly routes: Plan['routes'];
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
  const { service, environment, timeZone, region, account, alarms, channels, routes, topics, locations } = plan;
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
      alarms.filter(({ topic }) => heard.has(topic)).map((alarm) => [alarm.name, routedAlarm(alarm)]),
    ),
    channels,
    routes,
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

function routedAlarm({ severity, subject, title, meaning, runbook, region }: PlannedAlarm): RoutedAlarm {
  return { severity, subject, title, meaning, region, ...(runbook === undefined ? {} : { runbook }) };
}
