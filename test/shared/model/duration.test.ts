import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDuration, parseDurationMs } from '../../../shared/model/duration.ts';

describe('parseDurationMs()', () => {
  it.each([
    ['500ms', 500],
    ['30s', 30_000],
    ['1.5s', 1_500],
    ['5m', 300_000],
    ['2h', 7_200_000],
    ['1d', 86_400_000],
  ])('reads %s', (text, ms) => {
    expect(parseDurationMs(text)).toBe(ms);
  });

  it.each(['', '5', 'm', '5 m', '-5m', '5min', '1h30m', '5M', '٥m'])('refuses "%s"', (text) => {
    expect(parseDurationMs(text)).toBeUndefined();
  });
});

describe('formatDuration()', () => {
  it.each([
    [90_000, '90s'],
    [300_000, '5m'],
    [86_400_000, '1d'],
    [1_500, '1500ms'],
    [0, '0ms'],
  ])('writes %i ms in the largest unit that fits', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });

  it('writes what parseDurationMs() reads back', () => {
    fc.assert(fc.property(fc.nat(1_000_000_000), (ms) => parseDurationMs(formatDuration(ms)) === ms));
  });
});
