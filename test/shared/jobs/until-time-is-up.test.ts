import { describe, expect, it } from 'vitest';
import { untilTimeIsUp } from '../../../shared/jobs/until-time-is-up.ts';
import { createSteppedTime } from '../../support/stepped-time.ts';

/** Runs work with a budget of a second on a stepped clock; tells what happened and when. */
async function runWork(work: (timeUp: AbortSignal) => Promise<unknown>) {
  const time = createSteppedTime(0);
  const outcome = await time.run(
    untilTimeIsUp(work, { budgetMs: 1_000, timer: time.timer }).then(
      () => 'over',
      (error: Error) => error.message,
    ),
  );
  return { outcome, atMs: time.clock.now() };
}

describe('untilTimeIsUp()', () => {
  it('is over when the work is', async () => {
    expect(await runWork(async () => 'done')).toEqual({ outcome: 'over', atMs: 0 });
  });

  it('tells work that time is up, and waits for its answer', async () => {
    const obedient = (timeUp: AbortSignal) =>
      new Promise((resolve) => timeUp.addEventListener('abort', resolve, { once: true }));
    expect(await runWork(obedient)).toEqual({ outcome: 'over', atMs: 1_000 });
  });

  it('leaves work alone that is stuck', async () => {
    expect(await runWork(() => new Promise(() => undefined))).toEqual({ outcome: 'over', atMs: 1_250 });
  });

  it('rejects as the work does', async () => {
    expect(await runWork(() => Promise.reject(new Error('no memory')))).toEqual({ outcome: 'no memory', atMs: 0 });
  });
});
