import { describe, expect, it } from 'vitest';
import { firstRange, parseStart } from '../../../../local/console/dashboards/time-range.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

describe('parseStart()', () => {
  it.each([
    ['-PT3H', 3 * HOUR_MS],
    ['-PT90M', 90 * MINUTE_MS],
    ['-P1DT12H', 36 * HOUR_MS],
    ['-P2W', 336 * HOUR_MS],
    ['PT3H', undefined],
    ['-P', undefined],
    ['2026-03-03T00:00:00Z', undefined],
    [undefined, undefined],
  ])('reads %s as %s', (start, expected) => {
    expect(parseStart(start)).toBe(expected);
  });
});

describe('firstRange()', () => {
  it.each([
    ['three hours where the dashboard says nothing', undefined, 48 * HOUR_MS, 3 * HOUR_MS],
    ['what the dashboard asks for', HOUR_MS, 48 * HOUR_MS, HOUR_MS],
    ['no more than the watch has run', 3 * HOUR_MS, 5 * MINUTE_MS, 15 * MINUTE_MS],
    ['the next longer choice', 2 * HOUR_MS, 48 * HOUR_MS, 3 * HOUR_MS],
    ['the longest choice at most', 336 * HOUR_MS, 400 * HOUR_MS, 24 * HOUR_MS],
  ])('is %s', (_, wantedMs, ageMs, expected) => {
    expect(firstRange(wantedMs, ageMs)).toBe(expected);
  });
});
