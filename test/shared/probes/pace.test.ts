import { describe, expect, it } from 'vitest';
import { createPacer, type PaceSettings, processLoop } from '../../../shared/probes/pace.ts';
import { createFakeLoop } from '../../support/fake-loop.ts';

const pace: PaceSettings = {
  workRatio: 0.5,
  startsPerTurn: 2,
  advanceMs: 1,
  mostRestMs: 10,
  handshakes: 8,
  handshakeMs: 100,
};
const never = new AbortController().signal;
const unfinished = () => new Promise<never>(() => {});

/** A pacer on a loop that the test turns, with `count` tasks queued; `started` grows as they start. */
function queueTasks(count: number, task: (index: number) => Promise<unknown> = async () => undefined, signal = never) {
  const loop = createFakeLoop();
  const pacer = createPacer(loop, signal, pace);
  const started: number[] = [];
  const results = Array.from({ length: count }, (_, index) =>
    pacer.start(() => {
      started.push(index);
      return task(index);
    }),
  );
  return { loop, pacer, started, results };
}

describe('createPacer()', () => {
  it('starts nothing in the turn in which it is asked', () => {
    expect(queueTasks(3).started).toEqual([]);
  });

  it('starts two tasks in each turn, in order', async () => {
    const { loop, started } = queueTasks(5);
    await loop.work(0.1);
    expect(started).toEqual([0, 1]);
    await loop.work(0.1);
    expect(started).toEqual([0, 1, 2, 3]);
    await loop.work(0.1);
    expect(started).toEqual([0, 1, 2, 3, 4]);
  });

  it('rests as long as it worked, before it starts more', async () => {
    const { loop, started } = queueTasks(9);
    for (const _ of [1, 2, 3]) await loop.work(0.5);
    expect(started).toHaveLength(4);
    expect(loop.asked).toBe(1.5);
    await loop.rest();
    expect(started).toHaveLength(6);
    expect(loop.asked).toBe(0);
  });

  it('rests longer where it was woken up to work', async () => {
    const { loop, started } = queueTasks(9);
    await loop.work(1);
    await loop.work(1);
    expect(loop.asked).toBe(2);
    await loop.work(1.5);
    expect(loop.asked).toBe(3.5);
    expect(started).toEqual([0, 1]);
  });

  it('still starts some now and then where the machine never rests', async () => {
    const { loop, started } = queueTasks(9);
    for (let turn = 0; turn < 20; turn += 1) await loop.work(5);
    expect(started.length).toBeGreaterThanOrEqual(8);
  });

  it('saves up no rest for a burst', async () => {
    const { loop, started } = queueTasks(9);
    await loop.rest(1_000);
    await loop.work(2);
    expect(started).toEqual([0, 1]);
  });

  it('waits where too many handshakes are in progress, and goes on when one is done', async () => {
    const finish = Promise.withResolvers<void>();
    const { loop, started } = queueTasks(12, (index) => (index === 0 ? finish.promise : unfinished()));
    for (let turn = 0; turn < 6; turn += 1) await loop.work(0.1);
    expect(started).toHaveLength(8);
    expect(loop.asked).toBe(1);
    finish.resolve();
    await loop.rest();
    await loop.rest();
    expect(started).toHaveLength(9);
  });

  it('lets tasks that only wait for their target hold up nobody', async () => {
    const { loop, started } = queueTasks(1_000, unfinished);
    for (let turn = 0; turn < 125; turn += 1) {
      await loop.rest(100);
      for (const _ of [1, 2, 3, 4]) await loop.work(0.01);
    }
    expect(started).toHaveLength(1_000);
  });

  it('answers with the result of the task, and with its error', async () => {
    const { loop, results } = queueTasks(2, async (index) => {
      if (index === 1) throw new Error('broken');
      return 'done';
    });
    const settled = Promise.allSettled(results);
    await loop.work(0.1);
    expect(await settled).toMatchObject([
      { status: 'fulfilled', value: 'done' },
      { status: 'rejected', reason: { message: 'broken' } },
    ]);
  });

  it('asks for no more turns when nothing is queued, and begins again when something is', async () => {
    const { loop, pacer, started } = queueTasks(1);
    await loop.work(0.1);
    expect(loop.asked).toBeUndefined();
    await loop.work(1_000);
    void pacer.start(async () => started.push(99));
    await loop.work(0.1);
    expect(started).toEqual([0, 99]);
  });

  it('starts everything at once when it is aborted, so that each task can say so', async () => {
    const abort = new AbortController();
    const { loop, started } = queueTasks(20, unfinished, abort.signal);
    await loop.work(0.1);
    abort.abort();
    await loop.work(50);
    expect(started).toHaveLength(20);
  });

  it('runs on the loop of the process', async () => {
    const pacer = createPacer(processLoop, never);
    const results = Array.from({ length: 100 }, (_, index) => pacer.start(async () => index));
    expect(await Promise.all(results)).toHaveLength(100);
  });
});
