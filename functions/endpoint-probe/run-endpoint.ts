import type { ProbeResult } from '../../shared/model/probe-result.ts';
import type { PlannedEndpoint } from '../../shared/plan/plan.ts';
import type { Timer } from '../../shared/ports/timer.ts';
import type { runProbe } from '../../shared/probes/any-probe.ts';
import { maskSecrets } from '../../shared/probes/assertions/excerpt.ts';
import { concludeResult } from '../../shared/probes/conclude.ts';
import type { Pacer } from '../../shared/probes/pace.ts';
import type { Failure, Finding, ProbeContext } from '../../shared/probes/probe.ts';
import { retryDelayMs } from '../../shared/probes/retry.ts';
import { isSpoiled } from '../../shared/probes/spoiled.ts';

/** What the endpoints of one batch share. */
export interface BatchContext {
  readonly probe: ProbeContext;
  /** One attempt of a probe. */
  readonly run: typeof runProbe;
  readonly pacer: Pacer;
  readonly timer: Timer;
  readonly random: () => number;
  readonly location: string;
  /** When the batch must be done, on the probe context's monotonic clock. */
  readonly deadlineAtMs: number;
}

/**
 * Probes one endpoint: tries again after a network error, repeats a measurement once that this process spoiled, and never
 * rejects. When the time runs out, the last attempt that came to an end decides.
 */
export async function runEndpoint(endpoint: PlannedEndpoint, batch: BatchContext): Promise<ProbeResult> {
  const { probe, pacer, timer, location } = batch;
  let startedAtMs: number | undefined;
  let finding: Finding | undefined;
  let attempts = 0;
  let repeated = false;

  while (!probe.signal.aborted) {
    const next = await pacer.start(() => {
      startedAtMs ??= probe.now();
      return attempt(endpoint, batch);
    });
    const cutShort = probe.signal.aborted && next.failure?.blame === 'probe';
    if (cutShort) break;
    finding = next;
    attempts += 1;
    if (isSpoiled(endpoint, finding) && !repeated) {
      repeated = true;
      continue;
    }
    const waitMs = waitBeforeRetry(endpoint, finding, { retry: attempts - (repeated ? 1 : 0), batch });
    if (waitMs === undefined) break;
    await timer.wait(waitMs, probe.signal);
  }
  const run = { location, attempts: Math.max(attempts, 1), startedAtMs: startedAtMs ?? probe.now() };
  return concludeResult(endpoint, finding ?? outOfTime, run);
}

function waitBeforeRetry(
  { probe }: PlannedEndpoint,
  { failure }: Finding,
  { retry, batch }: { readonly retry: number; readonly batch: BatchContext },
): number | undefined {
  if (failure?.retryable !== true) return undefined;
  const remainingMs = batch.deadlineAtMs - batch.probe.clock.now();
  return retryDelayMs(probe.retry, { retry, remainingMs, random: batch.random });
}

async function attempt(endpoint: PlannedEndpoint, { probe, run }: BatchContext): Promise<Finding> {
  if (probe.signal.aborted) return outOfTime;
  try {
    return await run(endpoint.probe, probe);
  } catch (error) {
    const message = maskSecrets(error instanceof Error ? error.message : String(error));
    return findNothing({ reason: `The probe itself failed: ${message}`, blame: 'probe', retryable: false });
  }
}

/** What is known of an endpoint that the run had no time for. */
export const outOfTime: Finding = findNothing({
  reason: 'Out of time: the run ended before this endpoint was judged',
  blame: 'probe',
  retryable: false,
});

function findNothing(failure: Failure): Finding {
  return { checks: [], phases: { totalMs: 0 }, errorBoundMs: 0, failure };
}
