import type { SeriesView } from '../../api/types.ts';
import type { Values } from './stack.ts';

/** Series on one axis of time. */
export interface JoinedSeries {
  readonly timestampsMs: readonly number[];
  /** By the series' id; null where a series has no point at that time. */
  readonly values: Readonly<Record<string, Values>>;
}

/** Puts series with their own timestamps on one common axis, in order of time. */
export function joinSeries(series: readonly SeriesView[]): JoinedSeries {
  const timestampsMs = [...new Set(series.flatMap((one) => one.timestampsMs))].sort((a, b) => a - b);
  const values = Object.fromEntries(
    series.map(({ id, timestampsMs: own, values: points }) => {
      const at = new Map(own.map((timestampMs, index) => [timestampMs, points[index] ?? null]));
      return [id, timestampsMs.map((timestampMs) => at.get(timestampMs) ?? null)];
    }),
  );
  return { timestampsMs, values };
}
