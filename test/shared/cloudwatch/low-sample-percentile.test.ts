import { describe, expect, it } from 'vitest';
import { hasTooFewSamples, samplesNeeded } from '../../../shared/cloudwatch/low-sample-percentile.ts';

describe('samplesNeeded()', () => {
  it.each([
    [50, 20],
    [90, 100],
    [95, 200],
    [99, 1000],
    [99.9, 10_000],
    [25, 40],
    [10, 100],
    [1, 1000],
    [100, Number.POSITIVE_INFINITY],
    [0, Number.POSITIVE_INFINITY],
  ])('p%d needs %d', (percent, samples) => {
    expect(samplesNeeded(percent)).toBe(samples);
  });
});

describe('hasTooFewSamples()', () => {
  it('is true below the number that is needed only', () => {
    expect(hasTooFewSamples(95, 199)).toBe(true);
    expect(hasTooFewSamples(95, 200)).toBe(false);
  });

  it('is true for p95 over the five samples of a probe per minute in five minutes', () => {
    expect(hasTooFewSamples(95, 5)).toBe(true);
  });
});
