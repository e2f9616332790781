import type { TurnSource } from '../../shared/probes/pace.ts';

/** Turns of an event loop that a test makes. */
export interface FakeTurns extends TurnSource {
  /** Ends the current turn after this time, lets promises settle, and begins the next. */
  turn(ms: number): Promise<void>;
  /** Whether anybody waits for the next turn. */
  readonly awaited: boolean;
}

export function createFakeTurns(): FakeTurns {
  let nowMs = 0;
  let waiting: (() => void)[] = [];
  return {
    now: () => nowMs,
    onNextTurn: (callback) => void waiting.push(callback),
    get awaited() {
      return waiting.length > 0;
    },
    async turn(ms) {
      nowMs += ms;
      const callbacks = waiting;
      waiting = [];
      for (const callback of callbacks) callback();
      for (let settled = 0; settled < 10; settled += 1) await Promise.resolve();
    },
  };
}
