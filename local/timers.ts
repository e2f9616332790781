import { setTimeout } from 'node:timers/promises';
import type { Timer } from '../shared/ports/timer.ts';

/** Waits in real time, as probes and their targets do. */
export function createRealTimer(): Timer {
  return createCompressedTimer(1);
}

/** Waits in the time of a clock that runs `speed` times as fast as real time. */
export function createCompressedTimer(speed: number): Timer {
  return {
    // It rejects only because it was aborted, and that is one way to be over.
    wait: (ms, signal) =>
      setTimeout(ms / speed, undefined, signal === undefined ? {} : { signal }).catch(() => undefined),
  };
}
