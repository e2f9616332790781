import { type MetricDatum, type MetricId, metricKey } from '../../shared/model/metric.ts';
import { kpiValueMetric } from '../../shared/plan/kpi-metrics.ts';
import type { MetricSink } from '../../shared/ports/metric-sink.ts';

/** One value at a moment. */
export interface MetricPoint {
  readonly timestampMs: number;
  readonly value: number;
}

/** Metrics kept in memory: raw values, so that any statistic can be taken of them. */
export interface MetricStore extends MetricSink {
  add(data: readonly MetricDatum[]): void;
  /** Points with `fromMs` <= time < `toMs`, oldest first. */
  points(metric: MetricId, fromMs: number, toMs: number): readonly MetricPoint[];
}

const kpiValueName = kpiValueMetric('', '').name;

const dayMs = 24 * 3_600_000;

/** Alerts compare business numbers with those of a week ago; everything else is looked at for a day. */
const retentionMs = ({ name }: MetricId): number => (name === kpiValueName ? 8 * dayMs : dayMs);

/** Eight days of one point a minute; bounds a metric that is written more often. */
const mostPoints = 11_600;

/** A metric store that keeps a day, and eight of business numbers, counted back from the newest point of each metric. */
export function createMetricStore(): MetricStore {
  const series = new Map<string, MetricPoint[]>();

  const addOne = ({ metric, timestampMs, value }: MetricDatum) => {
    const key = metricKey(metric);
    const points = series.get(key) ?? [];
    series.set(key, points);
    points.splice(firstAtOrAfter(points, timestampMs + 1), 0, { timestampMs, value });
    const newestMs = points.at(-1)?.timestampMs ?? timestampMs;
    const expired = firstAtOrAfter(points, newestMs - retentionMs(metric));
    points.splice(0, Math.max(expired, points.length - mostPoints));
  };

  const add = (data: readonly MetricDatum[]) => data.forEach(addOne);

  return {
    add,
    async put(data) {
      add(data);
      return { sent: data.length, lost: 0, calls: 1, retries: 0 };
    },
    points(metric, fromMs, toMs) {
      const points = series.get(metricKey(metric)) ?? [];
      return points.slice(firstAtOrAfter(points, fromMs), firstAtOrAfter(points, toMs));
    },
  };
}

/** Index of the first point at or after a moment, by bisection. */
function firstAtOrAfter(points: readonly MetricPoint[], timestampMs: number): number {
  let low = 0;
  let high = points.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((points[middle]?.timestampMs ?? Number.POSITIVE_INFINITY) < timestampMs) low = middle + 1;
    else high = middle;
  }
  return low;
}
