import { performance } from 'node:perf_hooks';

/** The event loop as a pacer sees it; a test passes its own. */
export interface LoopSource {
  /** Calls back once, in the next turn for 0, otherwise after this time. */
  callBack(afterMs: number, callback: () => void): void;
  /** Monotonic milliseconds. */
  now(): number;
  /** Milliseconds that the loop has waited for the system so far: all other time it worked. */
  idleMs(): number;
}

/** The event loop of this process. */
export const processLoop: LoopSource = {
  callBack: (afterMs, callback) => void (afterMs > 0 ? setTimeout(callback, afterMs) : setImmediate(callback)),
  now: () => performance.now(),
  idleMs: () => performance.nodeTiming.idleTime,
};

/** How fast probes are started. Each number was measured (docs/benchmarks/probe.md). */
export interface PaceSettings {
  /** The part of its time that this process may work; the rest is reserve, so that what arrives is seen at once. */
  readonly workRatio: number;
  readonly startsPerTurn: number;
  /** Work may run ahead of rest by this much: no timer is finer. */
  readonly advanceMs: number;
  /** However busy the machine is, something is started after this time. */
  readonly mostRestMs: number;
  /** Handshakes that may be in progress: answers to all of them may arrive at once and queue for this process. */
  readonly handshakes: number;
  /** A start counts as a handshake for this long at most: after that it waits for its target, which delays nobody. */
  readonly handshakeMs: number;
}

export const defaultPace: PaceSettings = {
  workRatio: 0.55,
  startsPerTurn: 2,
  advanceMs: 1,
  mostRestMs: 10,
  handshakes: 256,
  handshakeMs: 100,
};

/** Starts tasks at a pace that keeps this process quick enough to time them. */
export interface Pacer {
  /** Queues a task and answers with its result. Whatever it waits for later, it holds up no other task. */
  start<T>(task: () => Promise<T>): Promise<T>;
}

/**
 * Spreads the starts of many tasks over time. Starting everything at once would make a batch measure its own queue; a limit
 * on the number in flight would let slow targets delay the others. So some are started in each turn of the event loop, as
 * long as work leaves room for rest. Aborting starts all that is queued, so that every task gives its own answer.
 */
export function createPacer(loop: LoopSource, signal: AbortSignal, pace: PaceSettings = defaultPace): Pacer {
  const queue: (() => void)[] = [];
  const handshakes = createHandshakeCount(pace.handshakeMs);
  const balance = createWorkBalance(loop, pace);
  let running = false;
  let lastStartAtMs = Number.NEGATIVE_INFINITY;

  function startSome(): void {
    const nowMs = loop.now();
    const room = pace.handshakes - handshakes.count(nowMs);
    const owedRestMs = balance.readOwedRestMs();
    const mayStart = owedRestMs <= pace.advanceMs || nowMs - lastStartAtMs >= pace.mostRestMs;
    const starts = signal.aborted ? queue.length : Math.min(mayStart ? pace.startsPerTurn : 0, room);
    for (const begin of queue.splice(0, starts)) {
      lastStartAtMs = nowMs;
      begin();
    }
    running = queue.length > 0;
    if (running) loop.callBack(starts > 0 ? 0 : Math.max(pace.advanceMs, owedRestMs), startSome);
  }

  return {
    start<T>(task: () => Promise<T>): Promise<T> {
      const { promise, resolve } = Promise.withResolvers<T>();
      queue.push(() => resolve(handshakes.track(loop.now(), task)));
      if (!running) {
        running = true;
        balance.reset();
        loop.callBack(0, startSome);
      }
      return promise;
    },
  };
}

/** Weighs the time in which the loop worked against the time in which it waited. */
function createWorkBalance(loop: LoopSource, { workRatio, mostRestMs }: PaceSettings) {
  const restPerWork = (1 - workRatio) / workRatio;
  let owedRestMs = 0;
  let atMs = 0;
  let idleAtMs = 0;

  /** Work and rest since the last look. */
  function look(): { readonly workMs: number; readonly restMs: number } {
    const nowMs = loop.now();
    const idleMs = loop.idleMs();
    const restMs = idleMs - idleAtMs;
    const workMs = Math.max(0, nowMs - atMs - restMs);
    atMs = nowMs;
    idleAtMs = idleMs;
    return { workMs, restMs };
  }

  return {
    reset(): void {
      look();
      owedRestMs = 0;
    },
    /** Rest that is due for the work since the reset; nothing is saved up. */
    readOwedRestMs(): number {
      const { workMs, restMs } = look();
      owedRestMs = Math.min(mostRestMs, Math.max(0, owedRestMs + workMs * restPerWork - restMs));
      return owedRestMs;
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
