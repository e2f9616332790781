import { publishRun, runMinuteMs, workBudgetMs } from '../../shared/jobs/publish-run.ts';
import { jobOfRunsByHand, type RunEvent, readRunOrder } from '../../shared/jobs/read-run-order.ts';
import { judgeKpi } from '../../shared/kpi/judge.ts';
import type { KpiQueryConfig } from '../../shared/plan/kpi-query-config.ts';
import type { KpiQueryJob } from '../../shared/plan/plan.ts';
import type { EvidenceLog } from '../../shared/ports/evidence-log.ts';
import type { MetricHistory } from '../../shared/ports/metric-history.ts';
import type { MetricSink } from '../../shared/ports/metric-sink.ts';
import { type AskKpisParts, askKpis } from './ask-kpis.ts';
import { listKpiData, type SettledKpi } from './kpi-data.ts';
import { type KpiReport, reportKpis } from './kpi-report.ts';
import { readLastWeeks } from './read-last-weeks.ts';
import { writeEvidence } from './write-evidence.ts';

/** What the function is asked to do. The scheduler names a job; a person names KPIs, or nothing for all of them. */
export interface KpiEvent extends RunEvent {
  readonly kpis?: readonly string[];
}

/** What the work needs of the world around it. */
export interface QueryKpisPorts extends AskKpisParts {
  readonly history: MetricHistory;
  readonly metrics: MetricSink;
  readonly log: EvidenceLog;
}

/**
 * The work of the KPI function: asks for the numbers that the event names, judges them, logs what it saw, publishes metrics
 * stamped with the scheduled minute, and answers with a report. Throws on an event that makes no sense, and when metrics were
 * lost.
 * @param remainingMs real time until this invocation is cut off
 */
export async function queryKpis(
  event: KpiEvent,
  remainingMs: number,
  { config, ports }: { readonly config: KpiQueryConfig; readonly ports: QueryKpisPorts },
): Promise<KpiReport> {
  const { clock, now } = ports.context;
  const { namespace, databases, jobs } = config;
  const choices = { field: 'kpis', things: config.kpis, jobs, idsOf: (job: KpiQueryJob) => job.kpis };
  const { scheduledAtMs, job, things: kpis } = readRunOrder(event, choices, now());
  const startedAtMs = clock.exactNow();
  const { history, timer } = ports;
  const [answers, lastWeeks] = await Promise.all([
    askKpis(kpis, { ...ports, databases, budgetMs: workBudgetMs(remainingMs, job) }),
    readLastWeeks(kpis, { namespace, history, timer, atMs: scheduledAtMs }),
  ]);
  const settled = kpis.flatMap((spec, index): readonly SettledKpi[] => {
    const answer = answers[index];
    const lastWeek = lastWeeks.get(spec.id);
    if (answer === undefined) return [];
    const run = { ...answer, ...(lastWeek === undefined ? {} : { lastWeek }), atMs: scheduledAtMs };
    return [{ spec, ...judgeKpi(spec, run) }];
  });
  for (const kpi of settled) writeEvidence(kpi, ports.log, job?.id ?? jobOfRunsByHand);
  const tookMs = clock.exactNow() - startedAtMs;
  const facts = { tookMs, scheduledAtMs };
  if (job === undefined) return reportKpis(settled, facts);

  const data = listKpiData(settled, { namespace, job: job.id, timestampMs: runMinuteMs(scheduledAtMs) });
  const publication = { job: job.id, metrics: ports.metrics, nowMs: now(), remainingMs: remainingMs - tookMs };
  const metrics = await publishRun(data, publication);
  return reportKpis(settled, { ...facts, job: job.id, metrics });
}
