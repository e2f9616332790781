import { describe, expect, it } from 'vitest';
import { runLimited } from '../../../../shared/probes/assertions/time-limit.ts';

describe('runLimited()', () => {
  it('gives the value of work that is quick', () => {
    const value = { an: 'object' };
    expect(runLimited(() => value)).toEqual({ value });
  });

  it('stops work that never ends, even where it catches everything', () => {
    const stubborn = () => {
      for (;;) {
        try {
          for (;;);
        } catch {
          // goes on
        }
      }
    };
    expect(runLimited(stubborn)).toEqual({ stopped: true });
  });

  it('passes on the error of the work itself', () => {
    const failing = () => {
      throw new RangeError('too deep');
    };
    expect(() => runLimited(failing)).toThrow(RangeError);
  });

  it('begins work again that had no processor time to speak of: the machine was busy', () => {
    let calls = 0;
    const interrupted = () => {
      calls += 1;
      if (calls === 1) for (;;);
      return 'decided';
    };
    expect(runLimited(interrupted, () => 0)).toEqual({ value: 'decided' });
  });

  it('gives up on a machine that stays busy', () => {
    let calls = 0;
    const never = () => {
      calls += 1;
      for (;;);
    };
    expect(runLimited(never, () => 0)).toEqual({ stopped: true });
    expect(calls).toBe(3);
  });

  it('does not begin work again that used up its time', () => {
    let calls = 0;
    const greedy = () => {
      calls += 1;
      for (;;);
    };
    let usedMs = 0;
    const cpuMs = () => {
      usedMs += 40;
      return usedMs;
    };
    expect(runLimited(greedy, cpuMs)).toEqual({ stopped: true });
    expect(calls).toBe(1);
  });
});
