import type { AlarmSubject } from '../../model/alarm.ts';
import { formatDuration } from '../../model/duration.ts';
import type { MetricId } from '../../model/metric.ts';
import { deadLetterMetric, lambdaMetric } from '../aws-metrics.ts';
import { deadLetterQueueName, topicIds } from '../names.ts';
import type { PlannedFunction } from '../plan.ts';
import { singleQuery } from './across-locations.ts';
import type { AlarmDraft } from './describe-alarm.ts';

interface HealthAlarm {
  readonly aspect: Extract<AlarmSubject, { readonly kind: 'function' }>['aspect'];
  readonly metric: MetricId;
  readonly stat: string;
  readonly title: string;
  readonly meaning: string;
  readonly m: number;
  readonly n: number;
}

function healthAlarms({ name, kind, deadLetterRetentionSeconds }: PlannedFunction): readonly HealthAlarm[] {
  return [
    {
      aspect: 'errors',
      metric: lambdaMetric('Errors', name),
      stat: 'Sum',
      title: `${kind} fails`,
      meaning: `Invocations of ${name} end in an error. Its log has the reason.`,
      m: 2,
      n: 5,
    },
    {
      aspect: 'throttles',
      metric: lambdaMetric('Throttles', name),
      stat: 'Sum',
      title: `${kind} is throttled`,
      meaning: `Lambda refuses invocations of ${name}: the account or the function's reserved concurrency is used up.`,
      m: 2,
      n: 5,
    },
    {
      aspect: 'dead-letters',
      metric: deadLetterMetric(name),
      stat: 'Maximum',
      title: `${kind} left something undone`,
      meaning: `Messages wait in ${deadLetterQueueName(name)}: each is a run or an alert that was given up. Read them, act, and purge the queue; what nobody reads leaves it after ${formatDuration(deadLetterRetentionSeconds * 1_000)}.`,
      m: 1,
      n: 1,
    },
  ];
}

/** A page that says "try again" is no error of the function: what people see is counted by its address. */
function linkAlarms({ name, kind }: PlannedFunction): readonly HealthAlarm[] {
  if (kind !== 'incident-actions') return [];
  return [
    {
      aspect: 'links',
      metric: lambdaMetric('Url5xxCount', name),
      stat: 'Sum',
      title: 'acknowledge links fail',
      meaning: `Whoever opened a link in an alert saw that it could not be answered. The log of ${name} has the reason; "watchkeeper ack" and the console work meanwhile.`,
      m: 1,
      n: 5,
    },
  ];
}

/** Errors, throttles and dead letters of one function. They go to the watcher topic: not through what they watch. */
export function functionHealth(fn: PlannedFunction): readonly AlarmDraft[] {
  return [...healthAlarms(fn), ...linkAlarms(fn)].map(({ aspect, metric, stat, title, meaning, m, n }) => ({
    id: `function/${fn.id}/${aspect}`,
    region: fn.region,
    severity: 'critical',
    subject: { kind: 'function', function: fn.id, aspect },
    title,
    meaning,
    missingDataReason: 'counts as good, because AWS publishes nothing where nothing happened.',
    rule: {
      queries: singleQuery(metric, stat, 60),
      comparison: 'GreaterThanThreshold',
      threshold: 0,
      evaluationPeriods: n,
      datapointsToAlarm: m,
      treatMissingData: 'notBreaching',
    },
    topic: topicIds.watcher(fn.region),
  }));
}
