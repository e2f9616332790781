import type { ResolvedKpi, ResolvedKpiAlert } from '../../definition/resolve-kpis.ts';
import { formatDuration } from '../../model/duration.ts';
import { kpiBreachMetric } from '../kpi-metrics.ts';
import { singleQuery } from './across-locations.ts';
import type { AlarmContext } from './alarm-context.ts';
import type { AlarmDraft } from './describe-alarm.ts';

/** A function judges and publishes 1 where it is bad: the alarm counts verdicts. */
export const verdictRule = {
  comparison: 'GreaterThanOrEqualToThreshold',
  threshold: 1,
  treatMissingData: 'ignore',
} as const;

/** The condition of an alert held in a number of runs in a row. */
export function kpiAlert(
  { spec }: ResolvedKpi,
  { alert, periods, title, runbook }: ResolvedKpiAlert,
  { namespace, region, topicOf }: AlarmContext,
): AlarmDraft {
  const { id, everySeconds, description } = spec;
  const isOutcome = alert.condition.kind === 'outcome';
  const lasting = formatDuration(periods * everySeconds * 1_000);
  return {
    id: alert.id,
    region,
    severity: alert.severity,
    subject: { kind: 'kpi', kpi: id, alert: alert.name },
    title: title ?? `${spec.title} ${isOutcome ? 'gives' : 'is'} ${alert.rule}`,
    meaning: `The condition "${alert.rule}" held in ${periods === 1 ? 'the last run' : `${periods} runs in a row (${lasting})`}.${description === undefined ? '' : ` ${description}`}`,
    missingDataReason: 'keeps the state, because a run that could not judge says neither yes nor no.',
    ...(runbook === undefined ? {} : { runbook }),
    rule: {
      queries: singleQuery(kpiBreachMetric(namespace, { kpi: id, alert: alert.name }), 'Maximum', everySeconds),
      evaluationPeriods: periods,
      datapointsToAlarm: periods,
      ...verdictRule,
    },
    topic: topicOf(alert.severity),
  };
}

/** All alarms of one KPI. */
export function kpiAlarms(kpi: ResolvedKpi, context: AlarmContext): readonly AlarmDraft[] {
  return kpi.alerts.map((alert) => kpiAlert(kpi, alert, context));
}
