import type { FillMode } from './expression.ts';
import { type MathValue, mapSeries, seriesOf, type TimeSeries, unionOfTimes } from './time-series.ts';

/** What `FILL` puts where a point is missing. */
export type Filler = MathValue | { readonly type: 'fillMode'; readonly mode: FillMode };

/**
 * `FILL`: a series without gaps over the given times, as far as the filler reaches. A constant fills even a series that
 * never had a point, so an alarm on it never sees missing data.
 */
export function applyFill(value: MathValue, filler: Filler, timestamps: readonly number[]): MathValue {
  return mapSeries(value, (series) => {
    const times = unionOfTimes([series, new Map(timestamps.map((time) => [time, 0]))]);
    if (filler.type === 'fillMode') return fillBy[filler.mode](series, times);
    return seriesOf(times, (time) => series.get(time) ?? fillerAt(filler, time));
  });
}

function fillerAt(filler: MathValue, time: number): number | undefined {
  if (filler.type === 'scalar') return filler.value;
  return filler.type === 'series' ? filler.series.get(time) : undefined;
}

const fillBy = { REPEAT: fillByRepeating, LINEAR: fillByInterpolating } satisfies Record<
  FillMode,
  (series: TimeSeries, times: readonly number[]) => TimeSeries
>;

/** Repeats the last real value; nothing precedes the first, so a gap at the start stays. */
function fillByRepeating(series: TimeSeries, times: readonly number[]): TimeSeries {
  let last: number | undefined;
  return seriesOf(times, (time) => {
    last = series.get(time) ?? last;
    return last;
  });
}

/** Draws a straight line across each gap; gaps at either end stay, as they have only one side. */
function fillByInterpolating(series: TimeSeries, times: readonly number[]): TimeSeries {
  const known = times.filter((time) => series.has(time));
  let next = 0;
  return seriesOf(times, (time) => {
    const real = series.get(time);
    if (real !== undefined) {
      next += 1;
      return real;
    }
    const [before, after] = [known[next - 1], known[next]];
    if (before === undefined || after === undefined) return undefined;
    const from = series.get(before) ?? 0;
    const to = series.get(after) ?? 0;
    return from + ((to - from) * (time - before)) / (after - before);
  });
}
