import { describe, expect, it } from 'vitest';
import { rateFunction, targetMsOf } from '../../../shared/postgres/function-rating.ts';
import { countOf, formatBytes, formatMilliseconds, formatSeconds } from '../../../shared/postgres/quantities.ts';

describe('quantities', () => {
  it.each([
    [formatSeconds(0.44), '0.4 s'],
    [formatSeconds(73.4), '73 s'],
    [formatSeconds(720), '12 min'],
    [formatSeconds(19_800), '5.5 h'],
    [formatSeconds(777_600), '9 d'],
    [formatBytes(0), '0 bytes'],
    [formatBytes(999), '999 bytes'],
    [formatBytes(8_192), '8.2 kB'],
    [formatBytes(10_737_418_240), '10.7 GB'],
    [formatBytes(5e15), '5000 TB'],
    [formatMilliseconds(0.423), '0.42 ms'],
    [formatMilliseconds(87.4), '87 ms'],
    [formatMilliseconds(2_500), '2.5 s'],
    [countOf(1, 'index', 'indexes'), '1 index'],
    [countOf(1_200, 'session'), '1,200 sessions'],
  ])('are written for people: %s', (written, expected) => {
    expect(written).toBe(expected);
  });
});

describe('rateFunction()', () => {
  it.each([
    [49, undefined, 'excellent'],
    [99, undefined, 'good'],
    [150, undefined, 'fair'],
    [200, undefined, 'slow'],
    [20, 50, 'excellent'],
    [50, 50, 'good'],
    [51, 50, 'fair'],
    [101, 50, 'slow'],
  ])('rates %d ms with the target %s as %s', (meanMs, targetMs, rating) => {
    expect(rateFunction(meanMs, targetMs)).toBe(rating);
  });
});

describe('targetMsOf()', () => {
  it('prefers the name with schema, and knows no inherited names', () => {
    const targets = { 'shop.total': 50, total: 100 };
    expect(targetMsOf('shop.total', targets)).toBe(50);
    expect(targetMsOf('public.total', targets)).toBe(100);
    expect(targetMsOf('public.constructor', targets)).toBeUndefined();
  });
});
