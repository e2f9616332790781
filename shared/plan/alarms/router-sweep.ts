import { routerSweepMetric } from '../incident-metrics.ts';
import { topicIds } from '../names.ts';
import { singleQuery } from './across-locations.ts';
import type { AlarmContext } from './alarm-context.ts';
import type { AlarmDraft } from './describe-alarm.ts';

/** How often the router looks for incidents that wait for something: what was lost on the way is late by this much. */
export const sweepSeconds = 300;

const missedSweeps = 3;

/** The heartbeat of the router: incidents may still open while it is gone, but nothing escalates, reminds or recovers. */
export function routerSweep({ namespace, region }: AlarmContext): AlarmDraft {
  return {
    id: 'router/sweep',
    region,
    severity: 'critical',
    subject: { kind: 'router' },
    title: `no sweep of the alert router for ${(missedSweeps * sweepSeconds) / 60} minutes`,
    meaning:
      'While this lasts, alerts may not escalate, reminders may not come, and an alarm that was missed stays missed. ' +
      'The log of the alert router and its dead letters say why.',
    missingDataReason: 'counts as breaching, because a router that is dead reports nothing.',
    rule: {
      queries: singleQuery(routerSweepMetric(namespace), 'Sum', sweepSeconds),
      comparison: 'LessThanThreshold',
      threshold: 1,
      evaluationPeriods: missedSweeps,
      datapointsToAlarm: missedSweeps,
      treatMissingData: 'breaching',
      warmUpMinutes: ((missedSweeps + 2) * sweepSeconds) / 60,
    },
    topic: topicIds.watcher(region),
  };
}
