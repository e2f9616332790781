import type { AlarmState } from '../../../shared/model/alarm.ts';
import type { Outcome, ProbeResult } from '../../../shared/model/probe-result.ts';
import type { AlarmChange } from '../../api/types.ts';

/** A stretch of time, `toMs` excluded. */
export interface Interval {
  readonly fromMs: number;
  readonly toMs: number;
}

/** When results (oldest first) had an outcome: each counts until the next, at most two turns; the last for one turn. */
export function outcomeIntervals(
  results: readonly ProbeResult[],
  outcome: Outcome,
  everySeconds: number,
): readonly Interval[] {
  const intervals: Interval[] = [];
  const turnMs = everySeconds * 1_000;
  results.forEach((result, index) => {
    if (result.outcome !== outcome) return;
    const fromMs = result.startedAtMs;
    const toMs = Math.min(results[index + 1]?.startedAtMs ?? fromMs + turnMs, fromMs + 2 * turnMs);
    const last = intervals.at(-1);
    if (last && last.toMs >= fromMs) intervals[intervals.length - 1] = { fromMs: last.fromMs, toMs };
    else intervals.push({ fromMs, toMs });
  });
  return intervals;
}

/** When an alarm was in a state, oldest first, by its history (newest first). A state that lasts ends at `nowMs`. */
export function stateIntervals(history: readonly AlarmChange[], state: AlarmState, nowMs: number): readonly Interval[] {
  return history
    .flatMap(({ atMs, to }, index) => (to === state ? [{ fromMs: atMs, toMs: history[index - 1]?.atMs ?? nowMs }] : []))
    .reverse();
}

/** Since when the newest outcome lasts; `atLeast` where the results do not reach back to its beginning. */
export function lastingSince(
  results: readonly ProbeResult[],
): { readonly fromMs: number; readonly atLeast: boolean } | undefined {
  const newest = results.at(-1);
  if (!newest) return undefined;
  const before = results.findLastIndex(({ outcome }) => outcome !== newest.outcome);
  const first = results[before + 1] ?? newest;
  return { fromMs: first.startedAtMs, atLeast: before < 0 };
}
