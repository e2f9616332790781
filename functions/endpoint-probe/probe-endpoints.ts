import { publishRun, runMinuteMs, workBudgetMs } from '../../shared/jobs/publish-run.ts';
import { jobOfRunsByHand, type RunEvent, readRunOrder } from '../../shared/jobs/read-run-order.ts';
import type { MetricDatum } from '../../shared/model/metric.ts';
import type { ProbeResult } from '../../shared/model/probe-result.ts';
import { endpointData, type Publication } from '../../shared/plan/endpoint-metrics.ts';
import type { EndpointProbeConfig } from '../../shared/plan/endpoint-probe-config.ts';
import { resultPercent } from '../../shared/plan/job-metrics.ts';
import type { EndpointProbeJob } from '../../shared/plan/plan.ts';
import type { MetricSink } from '../../shared/ports/metric-sink.ts';
import type { ResultLog } from '../../shared/ports/result-log.ts';
import { type ProbeReport, reportRun } from './probe-report.ts';
import { type BatchOptions, runBatch } from './run-batch.ts';

/** What the function is asked to do. The scheduler names a job; a person names endpoints, or nothing for all of them. */
export interface ProbeEvent extends RunEvent {
  readonly endpoints?: readonly string[];
}

/** What the work needs of the world around it. */
export interface ProbeEndpointsPorts extends Omit<BatchOptions, 'location' | 'budgetMs'> {
  readonly metrics: MetricSink;
  readonly log: ResultLog;
}

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
  const { namespace, location, jobs, certificates } = config;
  const choices = {
    field: 'endpoints',
    things: config.endpoints,
    jobs,
    idsOf: (job: EndpointProbeJob) => job.endpoints,
  };
  const { scheduledAtMs, job, things: endpoints } = readRunOrder(event, choices, now());
  const startedAtMs = clock.exactNow();

  const results = await runBatch(endpoints, { ...ports, location, budgetMs: workBudgetMs(remainingMs, job) });
  for (const result of results) ports.log.write(result, { job: job?.id ?? jobOfRunsByHand, scheduledAtMs });
  const tookMs = clock.exactNow() - startedAtMs;
  const facts = { location, tookMs, scheduledAtMs };
  if (job === undefined) return reportRun(results, facts);

  const data = listData(results, { namespace, certificates, job: job.id, scheduledAtMs: runMinuteMs(scheduledAtMs) });
  const time = { nowMs: now(), remainingMs: remainingMs - tookMs };
  const metrics = await publishRun(data, { job: job.id, metrics: ports.metrics, ...time });
  return reportRun(results, { ...facts, job: job.id, metrics });
}

interface RunPublication extends Publication {
  readonly job: string;
}

function listData(results: readonly ProbeResult[], { job, ...run }: RunPublication): readonly MetricDatum[] {
  const judged = results.filter(({ outcome }) => outcome !== 'unknown').length;
  const { namespace, scheduledAtMs: timestampMs } = run;
  return [
    resultPercent({ all: results.length, judged }, { namespace, job, timestampMs }),
    ...endpointData(results, run),
  ];
}
