import { untilTimeIsUp } from '../../shared/jobs/until-time-is-up.ts';
import type { ProbeResult } from '../../shared/model/probe-result.ts';
import type { PlannedEndpoint } from '../../shared/plan/plan.ts';
import type { Timer } from '../../shared/ports/timer.ts';
import { runProbe } from '../../shared/probes/any-probe.ts';
import { concludeResult } from '../../shared/probes/conclude.ts';
import { createPacer, defaultPace, type LoopSource, type PaceSettings, processLoop } from '../../shared/probes/pace.ts';
import type { ProbeContext } from '../../shared/probes/probe.ts';
import { type BatchContext, outOfTime, runEndpoint } from './run-endpoint.ts';

/** What a batch needs of the world around it. */
export interface BatchOptions {
  readonly context: Omit<ProbeContext, 'signal'>;
  /** Waits in real time, even where the wall clock is compressed: probes and their targets know no other. */
  readonly timer: Timer;
  /** A random number in [0, 1), for the jitter of retries. */
  readonly random: () => number;
  readonly location: string;
  /** Real time that the batch may take; keep it inside the interval. */
  readonly budgetMs: number;
  /** One attempt of a probe; default: the kind's own. */
  readonly run?: typeof runProbe;
  readonly loop?: LoopSource;
  readonly pace?: PaceSettings;
}

/**
 * Probes all endpoints, starts paced and none waiting for another, and returns one result per endpoint in their order:
 * within `budgetMs` plus a moment, whatever the targets do. What has no verdict by then is `unknown`.
 */
export async function runBatch(
  endpoints: readonly PlannedEndpoint[],
  options: BatchOptions,
): Promise<readonly ProbeResult[]> {
  const {
    context,
    timer,
    random,
    location,
    budgetMs,
    run = runProbe,
    loop = processLoop,
    pace = defaultPace,
  } = options;
  const deadlineAtMs = context.clock.now() + budgetMs;
  const batchUntil = (timeUp: AbortSignal): BatchContext => ({
    probe: { ...context, signal: timeUp },
    pacer: createPacer(loop, timeUp, pace),
    run,
    timer,
    random,
    location,
    deadlineAtMs,
  });
  const results: ProbeResult[] = [];
  const probeAll = (timeUp: AbortSignal) => {
    const batch = batchUntil(timeUp);
    return Promise.all(
      endpoints.map(async (endpoint, index) => {
        results[index] = await runEndpoint(endpoint, batch);
      }),
    );
  };
  await untilTimeIsUp(probeAll, { budgetMs, timer });
  const giveUp = (endpoint: PlannedEndpoint): ProbeResult =>
    concludeResult(endpoint, outOfTime, { location, attempts: 1, startedAtMs: context.now() });
  return endpoints.map((endpoint, index) => results[index] ?? giveUp(endpoint));
}
