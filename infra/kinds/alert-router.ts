import { alertRouterConfig, alertRouterVariables } from '../../shared/plan/alert-router-config.ts';
import { topicIds } from '../../shared/plan/names.ts';
import type { FunctionKind } from '../../shared/plan/plan.ts';
import { alarmsArn, logStreamsArn, topicArn } from '../arns.ts';
import { partOf } from '../deployable-plan.ts';
import { readSecrets } from '../permissions/read-secrets.ts';
import type { FunctionKindSettings } from './function-kind.ts';

/** Functions that log what an alert quotes: results of probes, findings of databases and KPIs. */
const writesEvidence: ReadonlySet<FunctionKind> = new Set([
  'endpoint-probe',
  'database-health',
  'kpi-query',
  'view-refresh',
]);

/** Turns alarms into messages: reads the evidence from the logs, publishes to channel topics, posts to chats. */
export const alertRouter: FunctionKindSettings = {
  stack: 'alerting',
  config: alertRouterConfig,
  environment: (_plan, { deadLetterQueueUrl }) => ({ [alertRouterVariables.deadLetterQueueUrl]: deadLetterQueueUrl }),
  permissions: (plan, planned) => [
    {
      actions: ['sns:Publish'],
      resources: Object.keys(alertRouterConfig(plan).channelTopics).map((channel) =>
        topicArn(plan, partOf(plan.topics, topicIds.channel(channel))),
      ),
    },
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
    ...readSecrets(plan, planned),
  ],
  // After one and two minutes more: an alert is worth it, and an event only fails when nothing became of it.
  retryAttempts: 2,
  maxEventAgeSeconds: 3_600,
};
