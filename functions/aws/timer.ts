import { setTimeout } from 'node:timers/promises';
import type { Timer } from '../../shared/ports/timer.ts';

/** Waits in real time. */
export function createTimer(): Timer {
  return {
    // Rejects only because it was aborted, and that is one way to be over.
    wait: (ms, signal) => setTimeout(ms, undefined, signal === undefined ? {} : { signal }).catch(() => undefined),
  };
}
