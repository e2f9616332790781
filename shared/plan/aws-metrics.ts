import type { MetricId } from '../model/metric.ts';
import { deadLetterQueueName } from './names.ts';

/** A metric that Lambda publishes about each function (monitoring-metrics-types.html). */
export function lambdaMetric(name: 'Errors' | 'Throttles' | 'Invocations', functionName: string): MetricId {
  return { namespace: 'AWS/Lambda', name, dimensions: { FunctionName: functionName } };
}

/** How many messages wait in the dead-letter queue of a function (sqs-available-cloudwatch-metrics.html). */
export function deadLetterMetric(functionName: string): MetricId {
  return {
    namespace: 'AWS/SQS',
    name: 'ApproximateNumberOfMessagesVisible',
    dimensions: { QueueName: deadLetterQueueName(functionName) },
  };
}
