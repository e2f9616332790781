import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../../shared/ports/clock.ts';
import type { Timer } from '../../shared/ports/timer.ts';

/** A clock that moves only when nothing else can happen. */
export interface SteppedTime {
  readonly clock: Clock;
  readonly timer: Timer;
  /** How long each wait was asked to be, in order. */
  readonly waitsMs: readonly number[];
  /** Lets work run to its end, and steps to the next wait's end each time it stands still. */
  run<T>(work: Promise<T>): Promise<T>;
}

interface Sleeper {
  readonly untilMs: number;
  readonly wake: () => void;
}

/** Turns of the event loop in which work on plain fakes comes to a standstill. */
const turnsToStandStill = 5;

/** Starts a stepped clock at a moment. */
export function createSteppedTime(startMs: number): SteppedTime {
  let nowMs = startMs;
  const sleepers = new Set<Sleeper>();
  const waitsMs: number[] = [];

  function wait(ms: number, signal?: AbortSignal): Promise<void> {
    waitsMs.push(ms);
    return new Promise((resolve) => {
      const sleeper = { untilMs: nowMs + ms, wake: () => sleepers.delete(sleeper) && resolve() };
      sleepers.add(sleeper);
      signal?.addEventListener('abort', sleeper.wake, { once: true });
    });
  }

  function stepToNextWait(): void {
    const next = [...sleepers].reduce<Sleeper | undefined>(
      (a, b) => (a !== undefined && a.untilMs <= b.untilMs ? a : b),
      undefined,
    );
    if (next === undefined) throw new Error('The work stands still and waits for nothing');
    nowMs = next.untilMs;
    next.wake();
  }

  return {
    clock: { now: () => nowMs },
    timer: { wait },
    waitsMs,
    async run(work) {
      let isDone = false;
      const done = work.finally(() => {
        isDone = true;
      });
      done.catch(() => undefined);
      while (!isDone) {
        for (let turn = 0; turn < turnsToStandStill && !isDone; turn += 1) await setImmediate();
        if (!isDone) stepToNextWait();
      }
      return await done;
    },
  };
}
