import type { MetricId } from '../model/metric.ts';
import { deadLetterQueueName } from './names.ts';

/** A metric that Lambda publishes about each function (monitoring-metrics-types.html) or its address (urls-monitoring.html). */
export function lambdaMetric(
  name: 'Errors' | 'Throttles' | 'Invocations' | 'Url5xxCount',
  functionName: string,
): MetricId {
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

/**
 * How many messages SNS gave up delivering to subscribers of a topic, SMS and email included; what a filter policy keeps back
 * is not counted (sns-monitoring-using-cloudwatch.html).
 */
export function undeliveredMetric(topicName: string): MetricId {
  return { namespace: 'AWS/SNS', name: 'NumberOfNotificationsFailed', dimensions: { TopicName: topicName } };
}

/** What SMS of the account cost in a region since the month began, in USD; it has no dimensions (same page). */
export const smsSpendMetric: MetricId = { namespace: 'AWS/SNS', name: 'SMSMonthToDateSpentUSD', dimensions: {} };
