import { describe, expect, it } from 'vitest';
import { mapAtMost } from '../../../functions/report/at-most.ts';

describe('mapAtMost()', () => {
  it('keeps the order of the items, with so many under way at once', async () => {
    let [running, most] = [0, 0];
    const results = await mapAtMost(3, [1, 2, 3, 4, 5, 6, 7], async (item) => {
      running += 1;
      most = Math.max(most, running);
      for (let turn = 0; turn < 8 - item; turn += 1) await Promise.resolve();
      running -= 1;
      return item * 10;
    });
    expect([results, most]).toEqual([[10, 20, 30, 40, 50, 60, 70], 3]);
  });

  it('has nothing to do for no items', async () => {
    expect(await mapAtMost(3, [], async () => 1)).toEqual([]);
  });
});
