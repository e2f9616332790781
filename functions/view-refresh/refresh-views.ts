import { jobOfRunsByHand, type RunEvent, readRunOrder } from '../../shared/kpi/read-run-order.ts';
import type { MetricDatum } from '../../shared/model/metric.ts';
import { jobMetric, jobMetrics } from '../../shared/plan/job-metrics.ts';
import { kpiMetrics, refreshMetric } from '../../shared/plan/kpi-metrics.ts';
import type { ViewRefreshConfig } from '../../shared/plan/view-refresh-config.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { EvidenceLog } from '../../shared/ports/evidence-log.ts';
import type { MetricReport, MetricSink } from '../../shared/ports/metric-sink.ts';
import { describeRun, explainFailure, type RefreshReport, type RefreshRun, reportRefreshes } from './refresh-report.ts';
import { type RunRefreshesParts, runRefreshes } from './run-refreshes.ts';

/** What the function is asked to do. The scheduler names a job; a person names refreshes, or nothing for all of them. */
export interface RefreshEvent extends RunEvent {
  readonly refreshes?: readonly string[];
}

/** What the work needs of the world around it. */
export interface RefreshViewsPorts extends RunRefreshesParts {
  /** Stamps runs; may be compressed. */
  readonly clock: Clock;
  readonly metrics: MetricSink;
  readonly log: EvidenceLog;
}

/** Kept back from the time of a run: metrics and log lines go out after the work. */
export const publishReserveMs = 5_000;

/**
 * The work of the refresh function: refreshes what the event names, records each run, publishes metrics stamped with the
 * scheduled minute, and answers with a report. Throws on an event that makes no sense, and when metrics were lost.
 * @param remainingMs real time until this invocation is cut off
 */
export async function refreshViews(
  event: RefreshEvent,
  remainingMs: number,
  { config, ports }: { readonly config: ViewRefreshConfig; readonly ports: RefreshViewsPorts },
): Promise<RefreshReport> {
  const { clock, exactNow, log } = ports;
  const { namespace, databases, jobs } = config;
  const known = config.refreshes.map(({ id }) => id);
  const choices = { field: 'refreshes', ids: known, jobs, idsOf: (job: (typeof jobs)[number]) => job.refreshes };
  const { scheduledAtMs, job, ids } = readRunOrder(event, choices, clock.now());
  const refreshes = ids.flatMap((id) => config.refreshes.find((refresh) => refresh.id === id) ?? []);
  const startedMs = exactNow();
  const intervalMs = job === undefined ? Number.POSITIVE_INFINITY : job.everySeconds * 1_000;
  const budgetMs = Math.max(0, Math.min(remainingMs, intervalMs) - publishReserveMs);

  const outcomes = await runRefreshes(refreshes, { ...ports, databases, budgetMs });
  const runs = refreshes.flatMap((spec, index): readonly RefreshRun[] => {
    const outcome = outcomes[index];
    return outcome === undefined ? [] : [{ spec, ...outcome }];
  });
  for (const run of runs) record(run, log, { job: job?.id ?? jobOfRunsByHand, scheduledAtMs });
  const tookMs = exactNow() - startedMs;
  if (job === undefined) return reportRefreshes(runs, { tookMs, scheduledAtMs });

  const timestampMs = Math.floor(scheduledAtMs / 60_000) * 60_000;
  const data = listData(runs, { namespace, job: job.id, timestampMs });
  const metrics = await ports.metrics.put(data, { deadlineMs: clock.now() + remainingMs - tookMs - 500 });
  refuseLoss(metrics, job.id);
  return { ...reportRefreshes(runs, { tookMs, scheduledAtMs }), job: job.id, metrics };
}

function record(
  run: RefreshRun,
  log: EvidenceLog,
  { job, scheduledAtMs }: { readonly job: string; readonly scheduledAtMs: number },
): void {
  const { spec, failure, tookMs } = run;
  const message = describeRun(run);
  if (failure !== undefined) log.addFinding(explainFailure(spec, message, scheduledAtMs), { job });
  log.addRun({
    job,
    subject: `refresh/${spec.id}`,
    status: failure === undefined ? 'completed' : 'error',
    scheduledAtMs,
    durationMs: tookMs,
    message,
  });
}

/** What failed through a fault of ours says nothing about the refresh: it counts as not judged. */
function listData(
  runs: readonly RefreshRun[],
  { namespace, job, timestampMs }: { readonly namespace: string; readonly job: string; readonly timestampMs: number },
): readonly MetricDatum[] {
  const judged = runs.filter(({ failure }) => failure?.kind !== 'ours');
  return [
    {
      metric: jobMetric(namespace, 'ResultPercent', job),
      unit: jobMetrics.ResultPercent.unit,
      timestampMs,
      value: runs.length === 0 ? 100 : (judged.length / runs.length) * 100,
    },
    ...judged.map(({ spec, failure }) => ({
      metric: refreshMetric(namespace, spec.id),
      unit: kpiMetrics.RefreshFailed.unit,
      timestampMs,
      value: failure === undefined ? 0 : 1,
    })),
  ];
}

/** Lost data look like a refresh that never ran: the invocation fails, so that its alarm tells somebody. */
function refuseLoss({ sent, lost, problem }: MetricReport, job: string): void {
  if (lost === 0) return;
  throw new Error(
    `Cannot publish all metrics of ${job}: ${lost} of ${sent + lost} were lost: ${problem ?? 'no reason known'}`,
  );
}
