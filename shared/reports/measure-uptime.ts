import type { ReportPeriod } from './period-of.ts';
import type { Trend, UptimeLine } from './report-model.ts';
import { sliceTrend } from './trend-slots.ts';

interface Point {
  readonly timestampMs: number;
  readonly value: number;
}

/** What one location measured of an endpoint: per stretch of time how many runs there were, and which share was down. */
export interface LocationSeries {
  /** `Average` of the metric `Down`, 0-1. */
  readonly down: readonly Point[];
  /** `SampleCount` of the same. */
  readonly runs: readonly Point[];
}

/** Runs of one stretch of time. */
interface Stretch {
  readonly timestampMs: number;
  readonly runs: number;
  readonly downRuns: number;
}

/**
 * Uptime = 100 * (1 - mean of `Down`) over all runs of all locations; where some locations see an outage and others do not, it
 * counts in part. A run stands for its interval: minutes of outage are runs that were down, times the interval.
 */
export function measureUptime(
  locations: readonly LocationSeries[],
  { period, everySeconds }: { readonly period: ReportPeriod; readonly everySeconds: number },
): Pick<UptimeLine, 'uptimePercent' | 'outageMinutes' | 'measuredPercent' | 'trend'> {
  const stretches = locations.flatMap(joinSeries);
  const runs = stretches.reduce((sum, stretch) => sum + stretch.runs, 0);
  if (runs === 0) return { outageMinutes: 0, measuredPercent: 0, trend: sliceTrend(stretches, period, uptimeOf) };
  const expectedRuns = ((period.toMs - period.fromMs) / 1_000 / everySeconds) * locations.length;
  // A run that was published twice stands for no more time than one.
  const measured = Math.min(1, runs / Math.max(1, expectedRuns));
  const uptimePercent = uptimeOf(stretches) ?? 100;
  const measuredMinutes = (measured * (period.toMs - period.fromMs)) / 60_000;
  return {
    uptimePercent,
    outageMinutes: (1 - uptimePercent / 100) * measuredMinutes,
    measuredPercent: measured * 100,
    trend: sliceTrend(stretches, period, uptimeOf) satisfies Trend,
  };
}

function joinSeries({ down, runs }: LocationSeries): readonly Stretch[] {
  const counts = new Map(runs.map(({ timestampMs, value }) => [timestampMs, value]));
  return down.map(({ timestampMs, value }) => {
    const count = counts.get(timestampMs) ?? 1;
    return { timestampMs, runs: count, downRuns: value * count };
  });
}

function uptimeOf(stretches: readonly Stretch[]): number | undefined {
  const runs = stretches.reduce((sum, stretch) => sum + stretch.runs, 0);
  if (runs === 0) return undefined;
  return 100 * (1 - stretches.reduce((sum, stretch) => sum + stretch.downRuns, 0) / runs);
}
