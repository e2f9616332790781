import { performance } from 'node:perf_hooks';

/**
 * Monotonic time in milliseconds, made to time others while this process is busy itself: what the system reports together
 * was ready together, so everything that is handled in one turn of the event loop carries the same stamp.
 */
export interface TurnClock {
  /** The stamp of this turn, for what has arrived. Read it where the system calls back (data, connected, timed out). */
  now(): number;
  /** How late that stamp may be: the time this process was busy since the stamp before, when it could not look. */
  turnMs(): number;
  /** The time right now, for what this process starts itself. */
  exactNow(): number;
}

/** What a turn clock is made of; a test passes its own. */
export interface TurnClockParts {
  /** Monotonic milliseconds. */
  readonly now: () => number;
  /** Milliseconds that the event loop has spent waiting for the system so far. */
  readonly idleMs: () => number;
  /** Calls back when everything that was ready in this turn has been handled. */
  readonly atEndOfTurn: (callback: () => void) => void;
}

const processParts: TurnClockParts = {
  now: () => performance.now(),
  idleMs: () => performance.nodeTiming.idleTime,
  atEndOfTurn: (callback) => void setImmediate(callback),
};

/** A clock that is read once per turn of the event loop: by its first reader. */
export function createTurnClock({ now, idleMs, atEndOfTurn }: TurnClockParts = processParts): TurnClock {
  let stamp: number | undefined;
  let busyMs = 0;
  let lastStamp = now();
  let lastIdleMs = idleMs();
  const endTurn = (): void => {
    stamp = undefined;
  };

  function readStamp(): number {
    if (stamp !== undefined) return stamp;
    const at = now();
    const idle = idleMs();
    busyMs = Math.max(0, at - lastStamp - (idle - lastIdleMs));
    lastStamp = at;
    lastIdleMs = idle;
    stamp = at;
    atEndOfTurn(endTurn);
    return at;
  }

  return {
    now: readStamp,
    turnMs: () => {
      readStamp();
      return busyMs;
    },
    exactNow: now,
  };
}

/**
 * For `v8.setFlagsFromString`, first thing in a process that times others: on one CPU the marker threads of the garbage
 * collector push the event loop aside, and what arrives meanwhile looks late. V8 refuses this flag in NODE_OPTIONS.
 */
export const v8FlagForTiming = '--no-concurrent-marking';
