import { publishRun, runMinuteMs, workBudgetMs } from '../../shared/jobs/publish-run.ts';
import { jobOfRunsByHand, type RunEvent, readRunOrder } from '../../shared/jobs/read-run-order.ts';
import type { MetricDatum } from '../../shared/model/metric.ts';
import { resultPercent } from '../../shared/plan/job-metrics.ts';
import { kpiMetrics, refreshMetric } from '../../shared/plan/kpi-metrics.ts';
import type { ViewRefreshJob } from '../../shared/plan/plan.ts';
import type { ViewRefreshConfig } from '../../shared/plan/view-refresh-config.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { EvidenceLog } from '../../shared/ports/evidence-log.ts';
import type { MetricSink } from '../../shared/ports/metric-sink.ts';
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
  const choices = { field: 'refreshes', things: config.refreshes, jobs, idsOf: (job: ViewRefreshJob) => job.refreshes };
  const { scheduledAtMs, job, things: refreshes } = readRunOrder(event, choices, clock.now());
  const startedMs = exactNow();
  const budgetMs = workBudgetMs(remainingMs, job);
  const outcomes = await runRefreshes(refreshes, { ...ports, databases, budgetMs });
  const runs = refreshes.flatMap((spec, index): readonly RefreshRun[] => {
    const outcome = outcomes[index];
    return outcome === undefined ? [] : [{ spec, ...outcome }];
  });
  for (const run of runs) record(run, log, { job: job?.id ?? jobOfRunsByHand, scheduledAtMs });
  const tookMs = exactNow() - startedMs;
  if (job === undefined) return reportRefreshes(runs, { tookMs, scheduledAtMs });

  const data = listData(runs, { namespace, job: job.id, timestampMs: runMinuteMs(scheduledAtMs) });
  const publication = { job: job.id, metrics: ports.metrics, nowMs: clock.now(), remainingMs: remainingMs - tookMs };
  const metrics = await publishRun(data, publication);
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
    resultPercent({ all: runs.length, judged: judged.length }, { namespace, job, timestampMs }),
    ...judged.map(({ spec, failure }) => ({
      metric: refreshMetric(namespace, spec.id),
      unit: kpiMetrics.RefreshFailed.unit,
      timestampMs,
      value: failure === undefined ? 0 : 1,
    })),
  ];
}
