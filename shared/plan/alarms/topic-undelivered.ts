import { undeliveredMetric } from '../aws-metrics.ts';
import { topicIds } from '../names.ts';
import type { PlannedTopic } from '../plan.ts';
import { singleQuery } from './across-locations.ts';
import type { AlarmDraft } from './describe-alarm.ts';

/** SNS gave up an email or a text message: what no code of ours sends, no code of ours can see failing. */
export function topicUndelivered({ id, name, region }: PlannedTopic): AlarmDraft {
  return {
    id: `topic/${id}/undelivered`,
    region,
    severity: 'critical',
    subject: { kind: 'topic', topic: id },
    title: `topic ${id} does not reach everybody`,
    meaning:
      `SNS gave up a message of ${name}: an address or a number refused it, or SMS are beyond their limit. ` +
      'An email that a mail server took and threw away counts as delivered.',
    missingDataReason: 'counts as good, because SNS publishes nothing where nothing was sent.',
    rule: {
      queries: singleQuery(undeliveredMetric(name), 'Sum', 300),
      comparison: 'GreaterThanThreshold',
      threshold: 0,
      evaluationPeriods: 1,
      datapointsToAlarm: 1,
      treatMissingData: 'notBreaching',
    },
    topic: topicIds.watcher(region),
  };
}
