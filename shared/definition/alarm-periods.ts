import { parseDurationMs } from '../model/duration.ts';

/** Runs that a duration spans: at least one. */
export function periodsOf(duration: string | undefined, everySeconds: number): number {
  const ms = duration === undefined ? 0 : (parseDurationMs(duration) ?? 0);
  return Math.max(1, Math.ceil(ms / 1_000 / everySeconds));
}

/** CloudWatch looks back one day at most, or seven with periods of an hour and more (alarm-limits.html). */
export function maxLookBackSeconds(periodSeconds: number): number {
  return periodSeconds < 3_600 ? 86_400 : 7 * 86_400;
}
