import type { Timer } from '../ports/timer.ts';

/** What was told that time is up answers at once; what has not after this long is stuck. */
const stuckAfterMs = 250;

/**
 * Runs work until it is done, or until its time is up and a moment has passed: then it goes on alone, and nobody waits for it.
 * The signal given to the work aborts when time is up. Rejects as the work does.
 */
export async function untilTimeIsUp(
  work: (timeUp: AbortSignal) => Promise<unknown>,
  { budgetMs, timer }: { readonly budgetMs: number; readonly timer: Timer },
): Promise<void> {
  const timeUp = new AbortController();
  const done = new AbortController();
  const all = work(timeUp.signal);
  const stuck = timer.wait(budgetMs, done.signal).then(() => {
    timeUp.abort();
    return timer.wait(stuckAfterMs, done.signal);
  });
  try {
    await Promise.race([all, stuck]);
  } finally {
    done.abort();
  }
}
