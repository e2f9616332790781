import type { MetricDatum, MetricId } from '../model/metric.ts';

/** What a job publishes about itself. */
export const jobMetrics = {
  ResultPercent: {
    unit: 'Percent',
    meaning:
      'Share of what a run looks at (endpoints, databases, KPIs, refreshes) that got a verdict; absent where the job did not run.',
  },
} as const;

/** The identity of a job's metric. */
export function jobMetric(namespace: string, name: keyof typeof jobMetrics, job: string): MetricId {
  return { namespace, name, dimensions: { Job: job } };
}

/** How many things a run looked at, and how many of them got a verdict. */
export interface RunTally {
  readonly all: number;
  readonly judged: number;
}

/** The share of a run that got a verdict; a run with nothing to look at is whole. */
export function resultPercent(
  { all, judged }: RunTally,
  { namespace, job, timestampMs }: { readonly namespace: string; readonly job: string; readonly timestampMs: number },
): MetricDatum {
  return {
    metric: jobMetric(namespace, 'ResultPercent', job),
    unit: jobMetrics.ResultPercent.unit,
    timestampMs,
    value: all === 0 ? 100 : (judged / all) * 100,
  };
}
