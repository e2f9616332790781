import { channelFailedMetric } from '../channel-metrics.ts';
import { topicIds } from '../names.ts';
import { singleQuery } from './across-locations.ts';
import type { AlarmContext } from './alarm-context.ts';
import type { AlarmDraft } from './describe-alarm.ts';

/** A delivery or a test of a channel failed for good. Every failure rings by itself, because each is an alert that somebody missed. */
export function channelFailing(channel: string, { namespace, region }: AlarmContext): AlarmDraft {
  return {
    id: `channel/${channel}/failing`,
    region,
    severity: 'critical',
    subject: { kind: 'channel', channel },
    title: `channel ${channel} fails`,
    meaning:
      'A message to it was refused or given up after all retries, or its test failed. Whoever it reaches may miss alerts: ' +
      'the log of the alert router has the reason. That it is over only says that nothing failed since: a test says whether it works.',
    missingDataReason: 'counts as good, because a channel with nothing to deliver did not fail.',
    rule: {
      queries: singleQuery(channelFailedMetric(namespace, channel), 'Maximum', 300),
      comparison: 'GreaterThanOrEqualToThreshold',
      threshold: 1,
      evaluationPeriods: 1,
      datapointsToAlarm: 1,
      treatMissingData: 'notBreaching',
    },
    topic: topicIds.watcher(region),
  };
}
