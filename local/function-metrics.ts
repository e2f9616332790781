import type { MetricDatum } from '../shared/model/metric.ts';
import { deadLetterMetric, lambdaMetric } from '../shared/plan/aws-metrics.ts';
import type { PlannedFunction } from '../shared/plan/plan.ts';

/** How one invocation of a function ended; `throttled`: it was not even started. */
export type InvocationEnd = 'succeeded' | 'failed' | 'throttled';

/**
 * What Lambda publishes about one invocation. On AWS each region has its own; here they share one, as the functions of all
 * regions run on this machine.
 */
export function invocationData({ name }: PlannedFunction, end: InvocationEnd, atMs: number): readonly MetricDatum[] {
  const count = (metricName: Parameters<typeof lambdaMetric>[0], value: number): MetricDatum => ({
    metric: lambdaMetric(metricName, name),
    unit: 'Count',
    timestampMs: atMs,
    value,
  });
  if (end === 'throttled') return [count('Throttles', 1)];
  return [count('Invocations', 1), count('Errors', end === 'failed' ? 1 : 0), count('Throttles', 0)];
}

/** What SQS publishes about the dead-letter queue of a function. */
export function deadLetterData({ name }: PlannedFunction, visible: number, atMs: number): MetricDatum {
  return { metric: deadLetterMetric(name), unit: 'Count', timestampMs: atMs, value: visible };
}
