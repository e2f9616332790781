import { setTimeout as waitFor } from 'node:timers/promises';

/** Something that is done again and again. */
export interface Repetition {
  /** Resolves once the turn under way has ended. */
  readonly stop: () => Promise<void>;
}

/** Repeats until stopped, the first time at once; a turn that fails does not end it. */
export function repeat(pauseMs: number, turn: () => Promise<unknown>): Repetition {
  const stopping = new AbortController();
  const { signal } = stopping;
  const ended = (async () => {
    while (!signal.aborted) {
      await turn().catch(() => undefined);
      await waitFor(pauseMs, undefined, { signal }).catch(() => undefined);
    }
  })();
  return {
    stop() {
      stopping.abort();
      return ended;
    },
  };
}
