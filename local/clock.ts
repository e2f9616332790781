import type { Clock } from '../shared/ports/clock.ts';

/** The clock of a watch on this machine: `speed` of its seconds pass in one real second. */
export interface WatchClock extends Clock {
  readonly speed: number;
  /** Real milliseconds until this clock shows `atMs`; 0 where it already does. */
  realMsUntil(atMs: number): number;
}

/** How far time can be compressed: at 60 a minute passes in a second, the least that a real probe needs. */
export const speedLimits = { min: 1, max: 60 } as const;

/** A clock that agrees with `wallClock` (epoch milliseconds) when it is made and runs `speed` times as fast from there on. */
export function createClock({
  speed = 1,
  wallClock = Date.now,
}: {
  readonly speed?: number;
  readonly wallClock?: () => number;
} = {}): WatchClock {
  const startedAtMs = wallClock();
  const now = () => (speed === 1 ? wallClock() : startedAtMs + (wallClock() - startedAtMs) * speed);
  return { speed, now, realMsUntil: (atMs) => Math.max(0, Math.ceil((atMs - now()) / speed)) };
}
