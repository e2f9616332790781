/** Where turns of the event loop come from. */
export interface TurnSource {
  /** Calls back once in the next turn, after what that turn had ready was handled. */
  onNextTurn(callback: () => void): void;
  /** Monotonic milliseconds. */
  now(): number;
}

/** The turns of this process. */
export const processTurns: TurnSource = {
  onNextTurn: (callback) => void setImmediate(callback),
  now: () => performance.now(),
};

/** How fast probes are started. Each number was measured (docs/benchmarks/probe.md). */
export interface PaceSettings {
  /** A turn that took longer means that the process is busy: nothing is started after it... */
  readonly busyTurnMs: number;
  /** ...unless nothing was started for this long, so that a starved machine still gets on. */
  readonly idleMs: number;
  readonly startsPerTurn: number;
  /** Handshakes that may be in progress: answers to all of them may arrive at once and queue for this process. */
  readonly handshakes: number;
  /** A start counts as a handshake for this long at most: after that it waits for its target, which delays nobody. */
  readonly handshakeMs: number;
}

export const defaultPace: PaceSettings = {
  busyTurnMs: 2,
  idleMs: 10,
  startsPerTurn: 2,
  handshakes: 256,
  handshakeMs: 100,
};

/** Starts tasks at a pace that keeps this process quick enough to time them. */
export interface Pacer {
  /** Queues a task and answers with its result. Whatever it waits for later, it holds up no other task. */
  start<T>(task: () => Promise<T>): Promise<T>;
}

/**
 * Spreads the starts of many tasks over turns of the event loop. Starting everything at once would make a batch measure its
 * own queue; a limit on the number in flight would let slow targets delay the others. Aborting starts all that is queued,
 * so that every task gives its own answer.
 */
export function createPacer(turns: TurnSource, signal: AbortSignal, pace: PaceSettings = defaultPace): Pacer {
  const queue: (() => void)[] = [];
  const handshakes = createHandshakeCount(pace.handshakeMs);
  let running = false;
  let turnStartedAtMs = 0;
  let lastStartAtMs = Number.NEGATIVE_INFINITY;

  function runTurn(): void {
    const nowMs = turns.now();
    const turnMs = nowMs - turnStartedAtMs;
    turnStartedAtMs = nowMs;
    const room = pace.handshakes - handshakes.count(nowMs);
    const wanted = turnMs < pace.busyTurnMs ? pace.startsPerTurn : nowMs - lastStartAtMs >= pace.idleMs ? 1 : 0;
    const starts = signal.aborted ? queue.length : Math.min(wanted, room);
    for (const begin of queue.splice(0, starts)) {
      lastStartAtMs = nowMs;
      begin();
    }
    running = queue.length > 0;
    if (running) turns.onNextTurn(runTurn);
  }

  return {
    start<T>(task: () => Promise<T>): Promise<T> {
      const { promise, resolve } = Promise.withResolvers<T>();
      queue.push(() => resolve(handshakes.track(turns.now(), task)));
      if (!running) {
        running = true;
        turnStartedAtMs = turns.now();
        turns.onNextTurn(runTurn);
      }
      return promise;
    },
  };
}

/** The tasks that were started a short while ago and are not done, oldest first. */
function createHandshakeCount(handshakeMs: number) {
  const young = new Set<{ readonly startedAtMs: number }>();
  return {
    count(nowMs: number): number {
      for (const handshake of young) {
        if (nowMs - handshake.startedAtMs < handshakeMs) break;
        young.delete(handshake);
      }
      return young.size;
    },
    track<T>(startedAtMs: number, task: () => Promise<T>): Promise<T> {
      const handshake = { startedAtMs };
      young.add(handshake);
      return task().finally(() => young.delete(handshake));
    },
  };
}
