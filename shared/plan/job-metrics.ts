import type { MetricId } from '../model/metric.ts';

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
