import type { RefreshSpec } from '../../model/kpi.ts';
import { refreshMetric } from '../kpi-metrics.ts';
import { singleQuery } from './across-locations.ts';
import type { AlarmContext } from './alarm-context.ts';
import type { AlarmDraft } from './describe-alarm.ts';
import { verdictRule } from './kpi-alert.ts';

/** Two refreshes in a row failed, or the first after a good one where they are more than an hour apart. */
export function refreshFailing(
  { id, title, severity, everySeconds, runbook }: RefreshSpec,
  { namespace, region, topicOf }: AlarmContext,
): AlarmDraft {
  const periods = everySeconds > 3_600 ? 1 : 2;
  return {
    id: `refresh/${id}`,
    region,
    severity,
    subject: { kind: 'refresh', refresh: id },
    title: `${title} fails`,
    meaning: `${periods === 1 ? 'The last run' : `${periods} runs in a row`} ended in an error, so what is read from it is old.`,
    missingDataReason: 'keeps the state, because a run that did not happen neither failed nor completed.',
    ...(runbook === undefined ? {} : { runbook }),
    rule: {
      queries: singleQuery(refreshMetric(namespace, id), 'Maximum', everySeconds),
      evaluationPeriods: periods,
      datapointsToAlarm: periods,
      ...verdictRule,
    },
    topic: topicOf(severity),
  };
}
