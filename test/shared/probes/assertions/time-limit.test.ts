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
});
