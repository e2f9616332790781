import { describe, expect, it } from 'vitest';
import { fitToSpeed } from '../../local/fit-to-speed.ts';
import { storyPlan } from '../scenarios/story.ts';

const timeouts = (speed: number, every = '1m') => {
  const plan = fitToSpeed(storyPlan({ endpoints: { web: { every, timeout: '10s', connectTimeout: '5s' } } }), speed);
  return plan.endpoints.map(({ probe }) => [probe.timeoutMs, probe.connectTimeoutMs]);
};

describe('fitToSpeed()', () => {
  it('leaves the plan as it is at speed 1', () => {
    const plan = storyPlan();
    expect(fitToSpeed(plan, 1)).toBe(plan);
  });

  it('cuts timeouts to four fifths of the real interval', () => {
    expect(timeouts(20)).toEqual([[2_400, 2_400]]);
    expect(timeouts(60)).toEqual([[800, 800]]);
  });

  it('keeps timeouts that fit', () => {
    expect(timeouts(20, '5m')).toEqual([[10_000, 5_000]]);
  });
});
