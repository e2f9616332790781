import type { PlannedAlarm } from '../../../shared/model/alarm.ts';
import { type MetricId, type MetricUnit, metricKey } from '../../../shared/model/metric.ts';
import type { MetricView } from '../../api/types.ts';
import { watchedQuery } from './rule-in-words.ts';

/** The unit of an alarm's threshold: that of its metric; an expression has none of its own. */
export function unitOfAlarm({ rule }: PlannedAlarm, metrics: readonly MetricView[]): MetricUnit {
  const query = watchedQuery(rule);
  return query?.kind === 'stat' ? unitOfMetric(query.metric, query.stat, metrics) : 'None';
}

/** The unit of a metric read with a statistic; counting samples gives a count of whatever it is. */
export function unitOfMetric(metric: MetricId, stat: string, metrics: readonly MetricView[]): MetricUnit {
  if (stat === 'SampleCount') return 'Count';
  const key = metricKey(metric);
  return metrics.find((known) => metricKey(known.metric) === key)?.unit ?? 'None';
}
