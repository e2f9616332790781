import type { ResolvedKpi, ResolvedKpiAlert, ResolvedRefresh } from '../../definition/resolve-kpis.ts';
import { formatDuration } from '../../model/duration.ts';
import { kpiBreachMetric, refreshMetric } from '../kpi-metrics.ts';
import { singleQuery } from './across-locations.ts';
import type { AlarmContext } from './alarm-context.ts';
import type { AlarmDraft } from './describe-alarm.ts';

const held = { comparison: 'GreaterThanOrEqualToThreshold', threshold: 1, treatMissingData: 'ignore' } as const;

/** The condition of an alert held in a number of runs in a row. */
export function kpiAlert(
  { spec }: ResolvedKpi,
  { alert, severity, periods, title, runbook }: ResolvedKpiAlert,
  { namespace, region, topicOf }: AlarmContext,
): AlarmDraft {
  const { id, everySeconds, description } = spec;
  const book = runbook ?? spec.runbook;
  const isOutcome = alert.condition.kind === 'outcome';
  const lasting = formatDuration(periods * everySeconds * 1_000);
  return {
    id: alert.id,
    region,
    severity,
    subject: { kind: 'kpi', kpi: id, alert: alert.name },
    title: title ?? `${spec.title} ${isOutcome ? 'gives' : 'is'} ${alert.rule}`,
    meaning: `The condition "${alert.rule}" held in ${periods === 1 ? 'the last run' : `${periods} runs in a row (${lasting})`}.${description === undefined ? '' : ` ${description}`}`,
    missingDataReason: 'keeps the state, because a run that could not judge says neither yes nor no.',
    ...(book === undefined ? {} : { runbook: book }),
    rule: {
      queries: singleQuery(kpiBreachMetric(namespace, { kpi: id, alert: alert.name }), 'Maximum', everySeconds),
      evaluationPeriods: periods,
      datapointsToAlarm: periods,
      ...held,
    },
    topic: topicOf(severity),
  };
}

/** All alarms of one KPI. */
export function kpiAlarms(kpi: ResolvedKpi, context: AlarmContext): readonly AlarmDraft[] {
  return kpi.alerts.map((alert) => kpiAlert(kpi, alert, context));
}

/** Two refreshes in a row failed, or the first after a good one where they are more than an hour apart. */
export function refreshFailing(
  { spec, severity }: ResolvedRefresh,
  { namespace, region, topicOf }: AlarmContext,
): AlarmDraft {
  const { id, title, everySeconds, runbook } = spec;
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
      ...held,
    },
    topic: topicOf(severity),
  };
}
