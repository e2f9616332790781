import type { Timer } from '../shared/ports/timer.ts';
import type { WatchClock } from './clock.ts';
import { latestRun, nextMoment } from './schedule.ts';
import { createRealTimer } from './timers.ts';
import type { Watch } from './watch.ts';

/** A watch that runs by the clock until it is stopped. */
export interface RunningWatch {
  /** Starts nothing more; resolves when what runs has ended, or after a moment of patience. */
  stop(): Promise<void>;
}

/** A moment that is later than this, in real time, was slept through (a closed laptop): everything begins anew. */
const sleptAfterMs = 5_000;

/** At least one minute of the clock is caught up with, whatever its speed. */
const caughtUpMs = 60_000;

/** Runs that hang on a slow target are not waited for when the watch stops. */
const stopPatienceMs = 1_000;

/**
 * Runs every job at once, then jobs and evaluations as they fall due. `onError` hears of what should not happen: it stops
 * nothing.
 */
export function runInRealTime(
  watch: Watch,
  {
    clock,
    timer = createRealTimer(),
    onError,
  }: { readonly clock: WatchClock; readonly timer?: Timer; readonly onError: (error: unknown) => void },
): RunningWatch {
  const { jobs, alarms } = watch.plan;
  const stopped = new AbortController();
  const underWay = new Set<Promise<void>>();
  const begin = (work: Promise<void>) => {
    const settled = work.catch(onError).finally(() => underWay.delete(settled));
    underWay.add(settled);
  };

  const beginAllJobs = (nowMs: number) => {
    for (const job of jobs) begin(watch.runJob(job, latestRun(job, nowMs).scheduledAtMs));
    return nowMs;
  };

  const loop = async (): Promise<void> => {
    let doneMs = beginAllJobs(clock.now());
    for (;;) {
      const moment = nextMoment({ jobs, alarms }, doneMs);
      if (moment === undefined) return;
      await timer.wait(clock.realMsUntil(moment.atMs), stopped.signal);
      if (stopped.signal.aborted) return;
      const lateMs = clock.now() - moment.atMs;
      if (lateMs > Math.max(sleptAfterMs * clock.speed, caughtUpMs)) {
        doneMs = beginAllJobs(clock.now());
        continue;
      }
      doneMs = moment.atMs;
      for (const { job, scheduledAtMs } of moment.runs) begin(watch.runJob(job, scheduledAtMs));
      if (moment.evaluates) begin(watch.evaluate(moment.atMs));
    }
  };

  const ended = loop().catch(onError);
  return {
    async stop() {
      stopped.abort();
      await ended;
      const patience = new AbortController();
      await Promise.race([Promise.all(underWay), timer.wait(stopPatienceMs, patience.signal)]);
      patience.abort();
    },
  };
}
