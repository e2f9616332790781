import type { MetricDatum } from '../shared/model/metric.ts';
import { deadLetterQueueName } from '../shared/plan/names.ts';
import type { PlannedFunction } from '../shared/plan/plan.ts';

/** How one invocation of a function ended; `throttled`: it was not even started. */
export type InvocationEnd = 'succeeded' | 'failed' | 'throttled';

/**
 * What AWS/Lambda publishes about one invocation (monitoring-metrics-types.html). On AWS each region has its own; here they
 * share one, as the functions of all regions run on this machine.
 */
export function invocationData({ name }: PlannedFunction, end: InvocationEnd, atMs: number): readonly MetricDatum[] {
  const count = (metricName: string, value: number): MetricDatum => ({
    metric: { namespace: 'AWS/Lambda', name: metricName, dimensions: { FunctionName: name } },
    unit: 'Count',
    timestampMs: atMs,
    value,
  });
  if (end === 'throttled') return [count('Throttles', 1)];
  return [count('Invocations', 1), count('Errors', end === 'failed' ? 1 : 0), count('Throttles', 0)];
}

/** What AWS/SQS publishes about the dead-letter queue of a function (sqs-available-cloudwatch-metrics.html). */
export function deadLetterData({ name }: PlannedFunction, visible: number, atMs: number): MetricDatum {
  return {
    metric: {
      namespace: 'AWS/SQS',
      name: 'ApproximateNumberOfMessagesVisible',
      dimensions: { QueueName: deadLetterQueueName(name) },
    },
    unit: 'Count',
    timestampMs: atMs,
    value: visible,
  };
}
