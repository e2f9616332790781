import { describe, expect, it } from 'vitest';
import { createPacer, type PaceSettings, processTurns } from '../../../shared/probes/pace.ts';
import { createFakeTurns } from '../../support/fake-turns.ts';

const pace: PaceSettings = { busyTurnMs: 2, idleMs: 10, startsPerTurn: 2, handshakes: 4, handshakeMs: 100 };
const never = new AbortController().signal;
const unfinished = () => new Promise<never>(() => {});

/** A pacer on turns that the test makes, with `count` tasks queued; `started` grows as they start. */
function queueTasks(count: number, task: (index: number) => Promise<unknown> = async () => undefined, signal = never) {
  const turns = createFakeTurns();
  const pacer = createPacer(turns, signal, pace);
  const started: number[] = [];
  const results = Array.from({ length: count }, (_, index) =>
    pacer.start(() => {
      started.push(index);
      return task(index);
    }),
  );
  return { turns, pacer, started, results };
}

describe('createPacer()', () => {
  it('starts nothing in the turn in which it is asked', () => {
    expect(queueTasks(3).started).toEqual([]);
  });

  it('starts two tasks after each turn that was short, in order', async () => {
    const { turns, started } = queueTasks(5);
    await turns.turn(0.5);
    expect(started).toEqual([0, 1]);
    await turns.turn(1.9);
    expect(started).toEqual([0, 1, 2, 3]);
    await turns.turn(0.5);
    expect(started).toEqual([0, 1, 2, 3, 4]);
  });

  it('starts nothing after a turn that was long', async () => {
    const { turns, started } = queueTasks(4);
    await turns.turn(0.5);
    await turns.turn(2);
    expect(started).toHaveLength(2);
  });

  it('still starts one now and then where every turn is long', async () => {
    const { turns, started } = queueTasks(4);
    await turns.turn(0.5);
    for (const _ of [1, 2, 3, 4]) await turns.turn(5);
    expect(started).toHaveLength(4);
  });

  it('waits where too many handshakes are in progress, and goes on when one is done', async () => {
    const finish = Promise.withResolvers<void>();
    const { turns, started } = queueTasks(6, (index) => (index === 0 ? finish.promise : unfinished()));
    for (const _ of [1, 2, 3]) await turns.turn(0.5);
    expect(started).toHaveLength(4);
    finish.resolve();
    await turns.turn(0);
    await turns.turn(0.5);
    expect(started).toHaveLength(5);
  });

  it('lets tasks that only wait for their target hold up nobody', async () => {
    const { turns, started } = queueTasks(1_000, unfinished);
    for (let turn = 0; turn < 500; turn += 1) await turns.turn(100);
    expect(started).toHaveLength(500);
    await turns.turn(1);
    expect(started.length).toBeGreaterThan(500);
  });

  it('answers with the result of the task, and with its error', async () => {
    const { turns, results } = queueTasks(2, async (index) => {
      if (index === 1) throw new Error('broken');
      return 'done';
    });
    const settled = Promise.allSettled(results);
    await turns.turn(0.5);
    expect(await settled).toMatchObject([
      { status: 'fulfilled', value: 'done' },
      { status: 'rejected', reason: { message: 'broken' } },
    ]);
  });

  it('stops turning when nothing is queued, and begins again when something is', async () => {
    const { turns, pacer, started } = queueTasks(1);
    await turns.turn(0.5);
    expect(turns.awaited).toBe(false);
    void pacer.start(async () => started.push(99));
    await turns.turn(0.5);
    expect(started).toEqual([0, 99]);
  });

  it('starts everything at once when it is aborted, so that each task can say so', async () => {
    const abort = new AbortController();
    const { turns, started } = queueTasks(10, unfinished, abort.signal);
    await turns.turn(0.5);
    abort.abort();
    await turns.turn(50);
    expect(started).toHaveLength(10);
  });

  it('runs on the turns of the process', async () => {
    const pacer = createPacer(processTurns, never);
    const results = Array.from({ length: 100 }, (_, index) => pacer.start(async () => index));
    expect(await Promise.all(results)).toHaveLength(100);
  });
});
