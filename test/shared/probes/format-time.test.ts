import { describe, expect, it } from 'vitest';
import { formatDays, formatMs } from '../../../shared/probes/format-time.ts';

describe('formatMs()', () => {
  it.each([
    [0, '0 ms'],
    [0.44, '0.4 ms'],
    [9.96, '10 ms'],
    [34.4, '34 ms'],
    [999.6, '1,000 ms'],
    [1_240, '1,240 ms'],
    [1_234_567, '1,234,567 ms'],
  ])('%d is %s', (ms, text) => {
    expect(formatMs(ms)).toBe(text);
  });
});

describe('formatDays()', () => {
  it.each([
    [0.9, '0 days'],
    [1.9, '1 day'],
    [58.99, '58 days'],
    [3_650, '3,650 days'],
  ])('%d is %s', (days, text) => {
    expect(formatDays(days)).toBe(text);
  });
});
