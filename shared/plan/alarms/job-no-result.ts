import { formatDuration } from '../../model/duration.ts';
import { describeWork } from '../describe-work.ts';
import { jobMetric } from '../job-metrics.ts';
import { topicIds } from '../names.ts';
import type { PlannedJob } from '../plan.ts';
import { singleQuery } from './across-locations.ts';
import type { AlarmContext } from './alarm-context.ts';
import type { AlarmDraft } from './describe-alarm.ts';

/** API_PutMetricAlarm: a warm-up lasts 2 days at most. */
const maxWarmUpMinutes = 2_880;

/** The heartbeat: the job did not run, or ran without a verdict on every endpoint. */
export function jobNoResult(job: PlannedJob, { namespace, region }: AlarmContext): AlarmDraft {
  const periods = job.everySeconds < 300 ? 3 : 2;
  return {
    id: `job/${job.id}/no-result`,
    region,
    severity: 'critical',
    subject: { kind: 'job', job: job.id },
    title: `no result from ${job.id} for ${formatDuration(periods * job.everySeconds * 1_000)}`,
    meaning:
      `The job did not run, or could not judge every one of its ${describeWork(job)}. While this lasts, an outage may go unseen. ` +
      'The log of the function says why.',
    missingDataReason: 'counts as breaching, because a job that is dead reports nothing.',
    rule: {
      queries: singleQuery(jobMetric(namespace, 'ResultPercent', job.id), 'Minimum', job.everySeconds),
      comparison: 'LessThanThreshold',
      threshold: 100,
      evaluationPeriods: periods,
      datapointsToAlarm: periods,
      treatMissingData: 'breaching',
      warmUpMinutes: Math.min(maxWarmUpMinutes, Math.ceil(((periods + 2) * job.everySeconds) / 60)),
    },
    topic: topicIds.watcher(region),
  };
}
