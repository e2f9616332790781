import { describe, expect, it } from 'vitest';
import { runInRealTime } from '../../local/run-in-real-time.ts';
import type { Watch } from '../../local/watch.ts';
import { storyPlan, storyStartMs } from '../scenarios/story.ts';

/** Time that only passes when the loop waits; `sleepOnce` is how much longer the first wait takes than it should. */
function createTime({ startMs = storyStartMs + 30_000, sleepOnceMs = 0, endMs = Number.POSITIVE_INFINITY } = {}) {
  let nowMs = startMs;
  let extraMs = sleepOnceMs;
  let stillFromMs = endMs;
  return {
    clock: { speed: 1, now: () => nowMs, realMsUntil: (atMs: number) => Math.max(0, atMs - nowMs) },
    timer: {
      async wait(ms: number, signal?: AbortSignal) {
        if (nowMs + ms >= stillFromMs)
          await new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve()));
        else nowMs += ms + extraMs;
        extraMs = 0;
      },
    },
    /** Time that stood still at the end of the story passes again. */
    goOn: () => {
      stillFromMs = Number.POSITIVE_INFINITY;
    },
  };
}

const time = (ms: number) => new Date(ms).toISOString().slice(11, 19);

function createFakeWatch(does: Partial<Pick<Watch, 'runJob' | 'evaluate'>> = {}) {
  const lines: string[] = [];
  const watch = {
    plan: storyPlan(),
    runJob: async (job, scheduledAtMs) => {
      lines.push(`${time(scheduledAtMs)} run`);
      await does.runJob?.(job, scheduledAtMs);
    },
    evaluate: async (nowMs) => {
      lines.push(`${time(nowMs)} evaluate`);
      await does.evaluate?.(nowMs);
    },
    nextCallMs: () => Number.POSITIVE_INFINITY,
  } as Pick<Watch, 'plan' | 'runJob' | 'evaluate' | 'nextCallMs'> as Watch;
  return { watch, lines };
}

const noError = (error: unknown) => {
  throw error;
};

describe('runInRealTime()', () => {
  it('runs every job at once, then by the clock', async () => {
    const { watch, lines } = createFakeWatch();
    const { stop } = runInRealTime(watch, { ...createTime({ endMs: storyStartMs + 125_000 }), onError: noError });
    await expect.poll(() => lines.length).toBe(4);
    await stop();
    expect(lines).toEqual(['12:00:00 run', '12:01:00 run', '12:01:10 evaluate', '12:02:00 run']);
  });

  it('does not wait for a run that hangs', async () => {
    const { watch, lines } = createFakeWatch({ runJob: () => new Promise(() => undefined) });
    const { goOn, ...passing } = createTime({ endMs: storyStartMs + 125_000 });
    const { stop } = runInRealTime(watch, { ...passing, onError: noError });
    await expect.poll(() => lines.length).toBe(4);
    goOn();
    await expect(stop()).resolves.toBeUndefined();
  });

  it('leaves out what was slept through and begins anew', async () => {
    const { watch, lines } = createFakeWatch();
    const slept = createTime({ sleepOnceMs: 8 * 3_600_000, endMs: storyStartMs + 8 * 3_600_000 + 125_000 });
    const { stop } = runInRealTime(watch, { ...slept, onError: noError });
    await expect.poll(() => lines.length).toBe(5);
    await stop();
    expect(lines).toEqual(['12:00:00 run', '20:00:00 run', '20:01:00 run', '20:01:10 evaluate', '20:02:00 run']);
  });

  it('reports what should not happen and goes on', async () => {
    const errors: unknown[] = [];
    const { watch, lines } = createFakeWatch({ evaluate: async () => Promise.reject(new Error('a bug')) });
    const { stop } = runInRealTime(watch, {
      ...createTime({ endMs: storyStartMs + 125_000 }),
      onError: (error) => errors.push(error),
    });
    await expect.poll(() => lines.length).toBe(4);
    await stop();
    expect(errors).toEqual([new Error('a bug')]);
  });
});
