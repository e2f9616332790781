import { describe, expect, it } from 'vitest';
import { rememberWalPosition, walLagSeconds } from '../../../shared/postgres/wal-lag.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;

describe('the memory of WAL positions', () => {
  it('dates the oldest position that is not replayed', () => {
    const positions = [0, 1, 2, 3, 4].map((minute) => [minute * minuteMs, 100 * minute] as const);
    expect(walLagSeconds(positions, 150, 4 * minuteMs)).toBe(120);
    expect(walLagSeconds(positions, 400, 4 * minuteMs)).toBe(0);
    expect(walLagSeconds(positions, -1, 4 * minuteMs)).toBe(240);
  });

  it('stays small over days, and reaches back a day', () => {
    let positions: readonly (readonly [number, number])[] = [];
    for (let minute = 0; minute < 3 * 1_440; minute += 1)
      positions = rememberWalPosition(positions, [minute * minuteMs, minute]);
    expect(positions.length).toBeLessThan(180);
    const [[oldestMs] = [0]] = positions;
    expect((3 * 1_440 - 1) * minuteMs - oldestMs).toBeGreaterThan(0.98 * dayMs);
  });

  it('forgets positions above the present one: another server answers', () => {
    expect(rememberWalPosition([[0, 500]], [1, 20])).toEqual([[1, 20]]);
  });
});
