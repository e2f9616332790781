import { describe, expect, it } from 'vitest';
import { createClock } from '../../local/clock.ts';

describe('createClock()', () => {
  it('shows wall-clock time at speed 1', () => {
    let wallMs = 1_000;
    const clock = createClock({ wallClock: () => wallMs });
    wallMs = 5_500;
    expect(clock.now()).toBe(5_500);
  });

  it('starts at wall-clock time and runs faster from there on', () => {
    let wallMs = 10_000;
    const clock = createClock({ speed: 20, wallClock: () => wallMs });
    expect(clock.now()).toBe(10_000);
    wallMs += 3_000;
    expect(clock.now()).toBe(70_000);
  });

  it('tells how much real time passes until a moment, and 0 for the past', () => {
    const clock = createClock({ speed: 60, wallClock: () => 0 });
    expect(clock.realMsUntil(60_000)).toBe(1_000);
    expect(clock.realMsUntil(1)).toBe(1);
    expect(clock.realMsUntil(-5_000)).toBe(0);
  });
});
