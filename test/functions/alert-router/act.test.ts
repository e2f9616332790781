import { describe, expect, it } from 'vitest';
import type { ActAnswer } from '../../../shared/model/router-event.ts';
import { createIncidentWorld } from '../../support/incident-world.ts';

const startMs = Date.parse('2026-01-07T13:00:00Z');

/** A world with one open incident. */
async function burning() {
  const world = createIncidentWorld({ startMs });
  await world.tell('endpoint/balancer/down', 'ALARM');
  const [incident] = await world.log();
  const act = async (change: object) => {
    const event = { act: { action: 'acknowledge', incident: incident?.id ?? '', by: 'Ada', ...change } as const };
    return (await world.invoke(event as never)) as ActAnswer;
  };
  return { world, act };
}

describe('actAsPerson()', () => {
  it('does it, and answers how things stand', async () => {
    const { act } = await burning();
    expect(await act({ note: 'on it' })).toMatchObject({
      done: true,
      incident: { acknowledged: { by: 'Ada', note: 'on it' }, actions: 1 },
    });
  });

  it('lets one of two win who act at once, and tells the other', async () => {
    const { act } = await burning();
    const answers = await Promise.all([act({}), act({ by: 'Grace' })]);
    expect(answers.map(({ done }) => done).toSorted()).toEqual([false, true]);
    expect(answers.find(({ done }) => !done)).toMatchObject({ problem: expect.stringContaining('acknowledged it on') });
  });

  it('refuses what is about no incident', async () => {
    const { act } = await burning();
    expect(await act({ incident: 'gone' })).toEqual({
      done: false,
      problem: 'Cannot acknowledge incident "gone": there is none, must be one of the last 400 days',
    });
  });

  it.each([{ note: 'x'.repeat(400_000) }, { action: 'resolve', reason: '注'.repeat(400_000) }])(
    'shortens words that no record could hold',
    async (change) => {
      const { act } = await burning();
      const answer = await act(change);
      expect(answer.done).toBe(true);
      expect(JSON.stringify(answer).length).toBeLessThan(20_000);
    },
  );

  it('publishes how long it took, once', async () => {
    const { world, act } = await burning();
    world.clock.nowMs += 60_000;
    await act({});
    await world.passUntil(startMs + 600_000, { sweepMinutes: 5 });
    const taken = world.numbers.filter(({ metric }) => metric.name === 'AcknowledgeSeconds');
    expect(taken.map(({ value }) => value)).toEqual([60]);
  });
});
