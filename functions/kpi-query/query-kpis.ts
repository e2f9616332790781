import { judgeKpi } from '../../shared/kpi/judge.ts';
import { jobOfRunsByHand, type RunEvent, readRunOrder } from '../../shared/kpi/read-run-order.ts';
import type { KpiQueryConfig } from '../../shared/plan/kpi-query-config.ts';
import type { EvidenceLog } from '../../shared/ports/evidence-log.ts';
import type { MetricHistory } from '../../shared/ports/metric-history.ts';
import type { MetricReport, MetricSink } from '../../shared/ports/metric-sink.ts';
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

/** Kept back from the time of a run: metrics and log lines go out after the answers. */
export const publishReserveMs = 5_000;

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
  const known = config.kpis.map(({ id }) => id);
  const choices = { field: 'kpis', ids: known, jobs, idsOf: (job: (typeof jobs)[number]) => job.kpis };
  const { scheduledAtMs, job, ids } = readRunOrder(event, choices, now());
  const kpis = ids.flatMap((id) => config.kpis.find((kpi) => kpi.id === id) ?? []);
  const startedAtMs = clock.exactNow();
  const intervalMs = job === undefined ? Number.POSITIVE_INFINITY : job.everySeconds * 1_000;
  const budgetMs = Math.max(0, Math.min(remainingMs, intervalMs) - publishReserveMs);

  const { history, timer } = ports;
  const [answers, lastWeeks] = await Promise.all([
    askKpis(kpis, { ...ports, databases, budgetMs }),
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

  const timestampMs = Math.floor(scheduledAtMs / 60_000) * 60_000;
  const data = listKpiData(settled, { namespace, job: job.id, timestampMs });
  const metrics = await ports.metrics.put(data, { deadlineMs: now() + remainingMs - tookMs - 500 });
  refuseLoss(metrics, job.id);
  return reportKpis(settled, { ...facts, job: job.id, metrics });
}

/** Lost data look like a number that nobody asked for: the invocation fails, so that its alarm tells somebody. */
function refuseLoss({ sent, lost, problem }: MetricReport, job: string): void {
  if (lost === 0) return;
  throw new Error(
    `Cannot publish all metrics of ${job}: ${lost} of ${sent + lost} were lost: ${problem ?? 'no reason known'}`,
  );
}
