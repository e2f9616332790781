import type { MetricDatum } from '../model/metric.ts';
import type { MetricReport, MetricSink } from '../ports/metric-sink.ts';

/** Kept back from the time of a run: metrics and log lines go out after the work. */
export const publishReserveMs = 5_000;

/** Kept back from the time of publishing: the function still has to answer. */
const answerReserveMs = 500;

/**
 * Real time that the work of a run may take: it is done before the next one is due. A run by hand has no next one.
 * @param remainingMs real time until this invocation is cut off
 */
export function workBudgetMs(remainingMs: number, job: { readonly everySeconds: number } | undefined): number {
  const intervalMs = job === undefined ? Number.POSITIVE_INFINITY : job.everySeconds * 1_000;
  return Math.max(0, Math.min(remainingMs, intervalMs) - publishReserveMs);
}

/** The minute of a scheduled time, in epoch milliseconds: what all data of a run are stamped with. */
export function runMinuteMs(scheduledAtMs: number): number {
  return Math.floor(scheduledAtMs / 60_000) * 60_000;
}

/**
 * Publishes the data of a job's run. Throws where any were lost: they would look like something that nobody looked at, so the
 * invocation fails, and its alarm tells somebody.
 * @param remainingMs real time until this invocation is cut off
 */
export async function publishRun(
  data: readonly MetricDatum[],
  {
    job,
    metrics,
    nowMs,
    remainingMs,
  }: { readonly job: string; readonly metrics: MetricSink; readonly nowMs: number; readonly remainingMs: number },
): Promise<MetricReport> {
  const report = await metrics.put(data, { deadlineMs: nowMs + remainingMs - answerReserveMs });
  const { sent, lost, problem } = report;
  if (lost === 0) return report;
  throw new Error(
    `Cannot publish all metrics of ${job}: ${lost} of ${sent + lost} were lost: ${problem ?? 'no reason known'}`,
  );
}
