import type { MetricDatum } from '../../shared/model/metric.ts';
import type { ProbeResult } from '../../shared/model/probe-result.ts';
import { endpointData, type Publication } from '../../shared/plan/endpoint-metrics.ts';
import type { EndpointProbeConfig } from '../../shared/plan/endpoint-probe-config.ts';
import { jobMetric, jobMetrics } from '../../shared/plan/job-metrics.ts';
import type { EndpointProbeJob } from '../../shared/plan/plan.ts';
import type { MetricReport, MetricSink } from '../../shared/ports/metric-sink.ts';
import type { ResultLog } from '../../shared/ports/result-log.ts';
import { type ProbeEvent, readProbeEvent } from './probe-event.ts';
import { type ProbeReport, reportRun } from './probe-report.ts';
import { type BatchOptions, runBatch } from './run-batch.ts';

/** What the work needs of the world around it. */
export interface ProbeEndpointsPorts extends Omit<BatchOptions, 'location' | 'budgetMs'> {
  readonly metrics: MetricSink;
  readonly log: ResultLog;
}

/** Kept back from the time of a run: metrics and log lines go out after the probes. */
export const publishReserveMs = 5_000;

/** What stands for the job in the log lines of a run that a person asked for. */
export const jobOfRunsByHand = 'by hand';

/**
 * The work of the probe function: probes what the event names, logs one line per result, publishes metrics stamped with the
 * scheduled minute, and answers with a report. Throws on an event that makes no sense, and when metrics were lost.
 * @param remainingMs real time until this invocation is cut off
 */
export async function probeEndpoints(
  event: ProbeEvent,
  remainingMs: number,
  { config, ports }: { readonly config: EndpointProbeConfig; readonly ports: ProbeEndpointsPorts },
): Promise<ProbeReport> {
  const { clock, now } = ports.context;
  const { scheduledAtMs, job, endpoints } = readProbeEvent(event, config, now());
  const startedAtMs = clock.exactNow();
  const intervalMs = job === undefined ? Number.POSITIVE_INFINITY : job.everySeconds * 1_000;
  const budgetMs = Math.min(remainingMs, intervalMs) - publishReserveMs;

  const results = await runBatch(endpoints, { ...ports, location: config.location, budgetMs });
  for (const result of results) ports.log.write(result, { job: job?.id ?? jobOfRunsByHand, scheduledAtMs });
  const tookMs = clock.exactNow() - startedAtMs;
  const facts = { location: config.location, tookMs, scheduledAtMs };
  if (job === undefined) return reportRun(results, facts);

  const data = listData(results, { ...config, job, scheduledAtMs });
  const metrics = await ports.metrics.put(data, { deadlineMs: now() + remainingMs - tookMs - 500 });
  refuseLoss(metrics, job);
  return reportRun(results, { ...facts, job: job.id, metrics });
}

interface RunData extends Publication {
  readonly job: EndpointProbeJob;
}

function listData(
  results: readonly ProbeResult[],
  { namespace, job, scheduledAtMs, certificates }: RunData,
): readonly MetricDatum[] {
  const minuteMs = Math.floor(scheduledAtMs / 60_000) * 60_000;
  const judged = results.filter(({ outcome }) => outcome !== 'unknown').length;
  const resultPercent: MetricDatum = {
    metric: jobMetric(namespace, 'ResultPercent', job.id),
    unit: jobMetrics.ResultPercent.unit,
    timestampMs: minuteMs,
    value: results.length === 0 ? 100 : (judged / results.length) * 100,
  };
  return [resultPercent, ...endpointData(results, { namespace, scheduledAtMs: minuteMs, certificates })];
}

/** Lost data look like an endpoint that nobody probed: the invocation fails, so that its alarm tells somebody. */
function refuseLoss({ sent, lost, problem }: MetricReport, job: EndpointProbeJob): void {
  if (lost === 0) return;
  throw new Error(
    `Cannot publish all metrics of ${job.id}: ${lost} of ${sent + lost} were lost: ${problem ?? 'no reason known'}`,
  );
}
