import { logGroupName, reportBucketName, scopeOf, topicIds } from '../../shared/plan/names.ts';
import { reportConfig, reportVariables } from '../../shared/plan/report-config.ts';
import { accountAlarmsArn, keysArn, logStreamsArn, reportObjectsArn, topicArn } from '../arns.ts';
import { alertKeyAlias } from '../constructs/alert-key.ts';
import { partOf } from '../deployable-plan.ts';
import { readMetrics } from '../permissions/metrics.ts';
import type { FunctionKindSettings } from './function-kind.ts';

/** Writes the reports: reads metrics, incidents and findings of the past period, keeps the page, and publishes its link. */
export const report: FunctionKindSettings = {
  stack: 'data',
  config: reportConfig,
  environment: (plan) => ({ [reportVariables.bucketName]: reportBucketName(scopeOf(plan), plan) }),
  permissions: (plan) => {
    const config = reportConfig(plan);
    const findingLogs = new Set(config.findingLogs);
    return [
      readMetrics,
      {
        actions: ['cloudwatch:DescribeAlarmHistory'],
        resources: [accountAlarmsArn(plan)],
        wildcardReason:
          'The history of all alarms at once can only be read of all of the account; a call per alarm is throttled.',
      },
      {
        actions: ['logs:StartQuery'],
        resources: plan.functions
          .filter(({ name }) => findingLogs.has(logGroupName(name)))
          .map((fn) => logStreamsArn(plan, fn)),
        wildcardReason: 'These log groups hold the findings, in streams whose names Lambda makes up.',
      },
      {
        actions: ['logs:GetQueryResults'],
        resources: ['*'],
        wildcardReason:
          'GetQueryResults knows no resources: a query is found by its id, which only its starter is told.',
      },
      {
        actions: ['s3:PutObject', 's3:GetObject'],
        resources: [reportObjectsArn(plan)],
        wildcardReason: 'The objects of a bucket that holds nothing but reports, each named after its period.',
      },
      {
        actions: ['sns:Publish'],
        resources: Object.keys(config.topics).map((channel) =>
          topicArn(plan, partOf(plan.topics, topicIds.channel(channel))),
        ),
      },
      {
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: [keysArn(plan)],
        conditions: { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': alertKeyAlias(plan) } },
        wildcardReason:
          "The id of the topics' key is known in their own stack only; the condition names it by its alias.",
      },
    ];
  },
  // Somebody waits for a report; but channels that were told already are told again, so it is tried once more and no oftener.
  retryAttempts: 1,
  maxEventAgeSeconds: 3_600,
};
