import { needsOfChannel } from '../../shared/channels/needs-of-channel.ts';
import { alertRouterConfig, alertRouterVariables } from '../../shared/plan/alert-router-config.ts';
import { topicIds } from '../../shared/plan/names.ts';
import type { FunctionKind } from '../../shared/plan/plan.ts';
import {
  accountAlarmsArn,
  alarmsArn,
  incidentIndexArns,
  incidentTableArn,
  logStreamsArn,
  snsThingsArn,
  topicArn,
  wakeUpsArn,
} from '../arns.ts';
import { type DeployablePlan, partOf } from '../deployable-plan.ts';
import type { Permission } from '../permissions/allow.ts';
import { publishMetrics } from '../permissions/metrics.ts';
import { readSecrets } from '../permissions/read-secrets.ts';
import type { FunctionKindSettings } from './function-kind.ts';

/** Functions that log what an alert quotes: results of probes, findings of databases and KPIs. */
const writesEvidence: ReadonlySet<FunctionKind> = new Set([
  'endpoint-probe',
  'database-health',
  'kpi-query',
  'view-refresh',
]);

/** Telling people: through the topics of channels, and straight to numbers where one is a secret that no subscription holds. */
function tellPeople(plan: DeployablePlan): readonly Permission[] {
  const topics = Object.keys(alertRouterConfig(plan).channelTopics).map((channel) =>
    topicArn(plan, partOf(plan.topics, topicIds.channel(channel))),
  );
  const texts = Object.values(plan.channels).some((spec) => needsOfChannel(spec).sendsSms);
  return [
    { actions: ['sns:Publish', 'sns:ListSubscriptionsByTopic'], resources: topics },
    ...(texts ? [{ actions: ['sns:Publish'], notResources: [snsThingsArn(plan)] }] : []),
  ];
}

/** Quoting what was seen: in the logs of functions, and in the history and the states of alarms. */
function readEvidence(plan: DeployablePlan): readonly Permission[] {
  return [
    {
      actions: ['logs:FilterLogEvents'],
      resources: plan.functions.filter(({ kind }) => writesEvidence.has(kind)).map((fn) => logStreamsArn(plan, fn)),
      wildcardReason: 'These log groups hold the evidence, in streams whose names Lambda makes up.',
    },
    {
      actions: ['cloudwatch:DescribeAlarmHistory'],
      resources: [alarmsArn(plan)],
      wildcardReason: 'All alarms of this environment, whose names start with it: when each began is told at its end.',
    },
    {
      actions: ['cloudwatch:DescribeAlarms'],
      resources: [accountAlarmsArn(plan)],
      wildcardReason: 'A call that asks by the beginning of names is checked against all alarms; it only reads states.',
    },
  ];
}

/** Remembering incidents, and being called back about them. */
function keepIncidents(plan: DeployablePlan): readonly Permission[] {
  return [
    {
      actions: ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:PutItem'],
      resources: [incidentTableArn(plan)],
    },
    { actions: ['dynamodb:Query'], resources: incidentIndexArns(plan) },
    {
      actions: ['scheduler:CreateSchedule'],
      resources: [wakeUpsArn(plan)],
      wildcardReason: 'One-shot schedules in a group of their own, each named after the incident and the moment.',
    },
  ];
}

/**
 * Turns alarms into incidents and incidents into messages. The role by which it is called back and the address of its links are
 * made in its stack, which grants and names them.
 */
export const alertRouter: FunctionKindSettings = {
  stack: 'alerting',
  config: alertRouterConfig,
  environment: (_plan, { deadLetterQueueUrl }) => ({ [alertRouterVariables.deadLetterQueueUrl]: deadLetterQueueUrl }),
  permissions: (plan, planned) => [
    ...tellPeople(plan),
    ...readEvidence(plan),
    ...keepIncidents(plan),
    publishMetrics(plan),
    ...readSecrets(plan, planned),
  ],
  // After one and two minutes more: an alert is worth it, and an event only fails when nothing became of it.
  retryAttempts: 2,
  maxEventAgeSeconds: 3_600,
};
