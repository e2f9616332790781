import { describe, expect, it } from 'vitest';
import { listMidnights, readWallClock, wallClock } from '../../../../local/console/text/wall-clock.ts';

const zurich = 'Europe/Zurich';

describe('wallClock()', () => {
  it.each([
    ['in winter', Date.UTC(2026, 2, 3, 13, 20, 30), zurich, '2026-03-03T14:20'],
    ['in summer', Date.UTC(2026, 6, 3, 13, 20), zurich, '2026-07-03T15:20'],
    ['behind UTC, on the day before', Date.UTC(2026, 2, 3, 1, 0), 'America/New_York', '2026-03-02T20:00'],
    ['in a zone of quarters', Date.UTC(2026, 2, 3, 0, 0), 'Asia/Kathmandu', '2026-03-03T05:45'],
  ])('shows a moment %s', (_, atMs, timeZone, text) => {
    expect(wallClock(atMs, timeZone)).toBe(text);
  });
});

describe('readWallClock()', () => {
  it.each([
    ['in winter', '2026-03-03T14:20', zurich, Date.UTC(2026, 2, 3, 13, 20)],
    ['in summer', '2026-07-03T15:20', zurich, Date.UTC(2026, 6, 3, 13, 20)],
    ['an hour before clocks go forward', '2026-03-29T01:30', zurich, Date.UTC(2026, 2, 29, 0, 30)],
    ['an hour after clocks went forward', '2026-03-29T03:30', zurich, Date.UTC(2026, 2, 29, 1, 30)],
    ['that clocks skip, as later', '2026-03-29T02:30', zurich, Date.UTC(2026, 2, 29, 1, 30)],
    ['that clocks repeat, as the first', '2026-10-25T02:30', zurich, Date.UTC(2026, 9, 25, 0, 30)],
    ['in a zone of quarters', '2026-03-03T05:45', 'Asia/Kathmandu', Date.UTC(2026, 2, 3)],
  ])('reads a time %s', (_, text, timeZone, atMs) => {
    expect(readWallClock(text, timeZone)).toBe(atMs);
  });

  it.each(['', 'noon', '2026-13-01T00:00'])('knows no moment of "%s"', (text) => {
    expect(readWallClock(text, zurich)).toBeUndefined();
  });
});

describe('listMidnights()', () => {
  it('counts days of 23 and of 25 hours as days', () => {
    const lengths = (fromMs: number) => {
      const midnights = listMidnights(fromMs, fromMs + 4 * 86_400_000, zurich);
      return midnights.slice(1).map((atMs, index) => (atMs - (midnights[index] ?? 0)) / 3_600_000);
    };
    expect(lengths(Date.UTC(2026, 2, 27, 12))).toEqual([24, 23, 24]);
    expect(lengths(Date.UTC(2026, 9, 23, 12))).toEqual([24, 25, 24]);
  });

  it('begins with the first midnight of the period, itself included, and ends before its end', () => {
    const midnightMs = Date.UTC(2026, 2, 2, 23);
    expect(listMidnights(midnightMs, midnightMs + 86_400_000, zurich)).toEqual([midnightMs]);
    expect(listMidnights(midnightMs + 1, midnightMs + 86_400_000, zurich)).toEqual([]);
  });
});
