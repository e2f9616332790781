import { describe, expect, it } from 'vitest';
import { createMemoryWakeUps } from '../../../local/memory/wake-ups.ts';
import { describeWakeUps } from '../../support/describe-wake-ups.ts';

describeWakeUps('memory', async () => {
  const wakeUps = createMemoryWakeUps();
  return { wakeUps, wokenBy: async (atMs) => wakeUps.take(atMs), close: async () => undefined };
});

describe('createMemoryWakeUps()', () => {
  it('says when to wake next, until nobody is to be woken', async () => {
    const wakeUps = createMemoryWakeUps();
    expect(wakeUps.next()).toBeUndefined();
    await wakeUps.set({ alarm: 'web', atMs: 20 });
    await wakeUps.set({ alarm: 'api', atMs: 10 });
    expect(wakeUps.next()).toBe(10);
    wakeUps.take(10);
    expect(wakeUps.next()).toBe(20);
    wakeUps.take(20);
    expect(wakeUps.next()).toBeUndefined();
  });

  it('names an alarm once that is due twice', async () => {
    const wakeUps = createMemoryWakeUps();
    for (const [alarm, atMs] of [
      ['web', 10],
      ['api', 15],
      ['web', 20],
    ] as const)
      await wakeUps.set({ alarm, atMs });
    expect(wakeUps.take(20)).toEqual(['web', 'api']);
    expect(wakeUps.next()).toBeUndefined();
  });
});
