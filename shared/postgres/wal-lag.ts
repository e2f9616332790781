import type { Reading } from './health-state.ts';

/** Each position of the last half hour, then one in ten minutes for a day. */
const fineMs = 30 * 60_000;
const coarseMs = 10 * 60_000;
const horizonMs = 24 * 3_600_000;

/** Adds a position to those that are remembered, oldest first, and forgets what lag no longer needs. */
export function rememberWalPosition(positions: readonly Reading[], now: Reading): readonly Reading[] {
  const [nowMs, position] = now;
  const earlier = positions.filter(([atMs, value]) => atMs < nowMs && nowMs - atMs <= horizonMs && value <= position);
  const kept = earlier.filter(([atMs], index) => {
    const [previousMs] = earlier[index - 1] ?? [Number.NEGATIVE_INFINITY];
    return nowMs - atMs <= fineMs || Math.floor(atMs / coarseMs) !== Math.floor(previousMs / coarseMs);
  });
  return [...kept, now];
}

/**
 * How long ago the oldest known position was written that is not yet replayed, in seconds: never more than the truth, and at most
 * one sampling interval less. 0 where all known positions are replayed. The server's own column stays small while replay is
 * paused, and the age of the last replayed transaction grows while nothing is written.
 */
export function walLagSeconds(positions: readonly Reading[], replayed: number, nowMs: number): number {
  const oldest = positions.find(([, position]) => position > replayed);
  return oldest === undefined ? 0 : Math.max((nowMs - oldest[0]) / 1_000, 0);
}
