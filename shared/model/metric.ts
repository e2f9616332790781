/** CloudWatch units this product uses (API_MetricDatum, `Unit`). */
export type MetricUnit = 'None' | 'Count' | 'Milliseconds' | 'Percent' | 'Seconds' | 'Bytes';

/** What identifies one CloudWatch metric: every distinct combination is billed as one custom metric. */
export interface MetricId {
  readonly namespace: string;
  readonly name: string;
  /** At most 30 pairs (API_MetricDatum). Order does not matter. */
  readonly dimensions: Readonly<Record<string, string>>;
}

/** One value of a metric at a moment, as it goes into PutMetricData. */
export interface MetricDatum {
  readonly metric: MetricId;
  readonly unit: MetricUnit;
  /** Epoch milliseconds; the scheduled time of the run, so that late runs land in their own minute. */
  readonly timestampMs: number;
  readonly value: number;
}

/** A metric the plan expects somebody to publish, with what it means to a reader. */
export interface PlannedMetric {
  readonly metric: MetricId;
  readonly unit: MetricUnit;
  readonly meaning: string;
}

/** A text key that is equal for equal metrics, whatever the order of their dimensions. */
export function metricKey({ namespace, name, dimensions }: MetricId): string {
  const pairs = Object.entries(dimensions).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([namespace, name, pairs]);
}
