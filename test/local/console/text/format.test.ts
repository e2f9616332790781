import { describe, expect, it } from 'vitest';
import {
  countOf,
  formatAgo,
  formatBytes,
  formatDaysLeft,
  formatMilliseconds,
  formatPercent,
  formatQuantity,
  formatSpan,
} from '../../../../local/console/text/format.ts';

/** Numbers keep their unit on one line; the tests write a plain space. */
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('formatSpan() writes at most two units', () => {
  it.each([
    ['nothing', 0, '0 s'],
    ['a negative span, as clocks differ', -5_000, '0 s'],
    ['seconds', 12_900, '12 s'],
    ['minutes and seconds', 252_000, '4 min 12 s'],
    ['whole minutes', 240_000, '4 min'],
    ['ten minutes without seconds', 612_000, '10 min'],
    ['hours and minutes', 11_100_000, '3 h 5 min'],
    ['days and hours', 187_200_000, '2 d 4 h'],
  ])('%s', (_, ms, expected) => {
    expect(plain(formatSpan(ms))).toBe(expected);
  });
});

describe('formatAgo()', () => {
  it.each([
    ['the same moment', 0, 'now'],
    ['a moment ahead', -3_000, 'now'],
    ['a while back', 72_000, '1 min 12 s ago'],
  ])('writes %s', (_, agoMs, expected) => {
    expect(plain(formatAgo(1_000_000 - agoMs, 1_000_000))).toBe(expected);
  });
});

describe('formatMilliseconds() is no finer than the value is worth', () => {
  it.each([
    [0, '0 ms'],
    [3.14, '3.1 ms'],
    [9.96, '10 ms'],
    [42.4, '42 ms'],
    [999.4, '999 ms'],
    [999.6, '1 s'],
    [1_240, '1.24 s'],
    [12_540, '12.5 s'],
  ])('%d', (ms, expected) => {
    expect(plain(formatMilliseconds(ms))).toBe(expected);
  });
});

describe('formatPercent() never rounds up to a promise', () => {
  it.each([
    [100, '100 %'],
    [99.9999, '99.99 %'],
    [85.3333, '85.33 %'],
    [0.29, '0.29 %'],
    [0, '0 %'],
  ])('%d', (percent, expected) => {
    expect(plain(formatPercent(percent))).toBe(expected);
  });
});

it.each([
  [512, '512 B'],
  [18_204, '18.2 kB'],
  [1_048_576, '1.05 MB'],
  [2_000_000_000, '2 GB'],
])('formatBytes(%d) is %s', (bytes, expected) => {
  expect(plain(formatBytes(bytes))).toBe(expected);
});

describe('formatQuantity() follows the unit of the metric', () => {
  it.each([
    [1_240, 'Milliseconds', '1.24 s'],
    [1.24, 'Seconds', '1.24 s'],
    [99.5, 'Percent', '99.5 %'],
    [12_345.6, 'Count', '12,346'],
    [5.2007, 'Count', '5.201'],
    [-0.5, 'None', '-0.5'],
  ] as const)('%d %s', (value, unit, expected) => {
    expect(plain(formatQuantity(value, unit))).toBe(expected);
  });
});

it.each([
  [61.4, '61 days left'],
  [1.2, '1 day left'],
  [0.4, 'less than a day left'],
  [-0.4, 'expired today'],
  [-2.9, 'expired 2 days ago'],
])('formatDaysLeft(%d) is "%s"', (days, expected) => {
  expect(formatDaysLeft(days)).toBe(expected);
});

it.each([
  [0, 'no alarms'],
  [1, '1 alarm'],
  [7, '7 alarms'],
])('countOf(%d) is "%s"', (count, expected) => {
  expect(countOf(count, 'alarm')).toBe(expected);
});
