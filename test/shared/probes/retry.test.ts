import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { retryDelayMs } from '../../../shared/probes/retry.ts';

const exponential = { times: 3, delayMs: 200, backoff: 'exponential' } as const;
const fixed = { times: 3, delayMs: 200, backoff: 'fixed' } as const;
const calm = { remainingMs: 60_000, random: () => 0.5 };

describe('retryDelayMs()', () => {
  it('doubles the limit of an exponential delay and waits a random part of it', () => {
    expect([1, 2, 3].map((retry) => retryDelayMs(exponential, { ...calm, retry }))).toEqual([100, 200, 400]);
  });

  it('waits a fixed delay as it is', () => {
    expect([1, 2, 3].map((retry) => retryDelayMs(fixed, { ...calm, retry }))).toEqual([200, 200, 200]);
  });

  it('ends after the agreed number of retries', () => {
    expect(retryDelayMs(fixed, { ...calm, retry: 4 })).toBeUndefined();
    expect(retryDelayMs({ ...fixed, times: 0 }, { ...calm, retry: 1 })).toBeUndefined();
  });

  it('ends where no time remains for the wait', () => {
    expect(retryDelayMs(fixed, { ...calm, retry: 1, remainingMs: 200 })).toBeUndefined();
    expect(retryDelayMs(fixed, { ...calm, retry: 1, remainingMs: 201 })).toBe(200);
  });

  it('never waits longer than remains, nor a negative time', () => {
    const situation = fc.record({
      retry: fc.integer({ min: 1, max: 12 }),
      remainingMs: fc.integer({ min: -1_000, max: 60_000 }),
      part: fc.double({ min: 0, max: 0.999_999, noNaN: true }),
    });
    fc.assert(
      fc.property(situation, ({ retry, remainingMs, part }) => {
        const waitMs = retryDelayMs({ ...exponential, times: 10 }, { retry, remainingMs, random: () => part });
        return waitMs === undefined || (waitMs >= 0 && waitMs < remainingMs);
      }),
    );
  });
});
