import type { Timer } from '../shared/ports/timer.ts';
import type { WatchClock } from './clock.ts';
import { latestRun, type Moment, nextMoment } from './schedule.ts';
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

/** How often it is looked whether the router wants to be called back, in real time. */
const callCheckMs = 250;

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

  /** Begins what is due at a moment; answers the moment up to which all is begun. */
  const beginMoment = (moment: Moment): number => {
    const nowMs = clock.now();
    if (nowMs - moment.atMs > Math.max(sleptAfterMs * clock.speed, caughtUpMs)) return beginAllJobs(nowMs);
    for (const { job, scheduledAtMs } of moment.runs) begin(watch.runJob(job, scheduledAtMs));
    if (moment.evaluates) begin(watch.evaluate(moment.atMs));
    return moment.atMs;
  };

  const loop = async (): Promise<void> => {
    let doneMs = beginAllJobs(clock.now());
    let calledMs = doneMs;
    for (;;) {
      const moment = nextMoment({ jobs, alarms }, doneMs);
      const callMs = watch.nextCallMs(calledMs);
      const dueMs = Math.min(moment?.atMs ?? Number.POSITIVE_INFINITY, callMs);
      // The router may ask to be called back while this waits: it is looked every so often.
      await timer.wait(Math.min(clock.realMsUntil(dueMs), callCheckMs), stopped.signal);
      if (stopped.signal.aborted) return;
      const nowMs = clock.now();
      if (callMs <= nowMs) {
        begin(watch.callBack(callMs));
        calledMs = Math.max(callMs, calledMs);
      }
      if (moment !== undefined && moment.atMs <= nowMs) doneMs = beginMoment(moment);
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
