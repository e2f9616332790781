import type { CfnAlarm, CfnAlarmProps } from 'aws-cdk-lib/aws-cloudwatch';
import type { MetricQuery, MetricStatQuery, PlannedAlarm } from '../shared/model/alarm.ts';
import type { MetricId } from '../shared/model/metric.ts';

/** What goes into `Statistic`; every other one, such as `p99`, is an `ExtendedStatistic` (API_PutMetricAlarm). */
const plainStatistics = new Set(['SampleCount', 'Average', 'Sum', 'Minimum', 'Maximum']);

function renderDimensions({ dimensions }: MetricId): CfnAlarm.DimensionProperty[] {
  const pairs = Object.entries(dimensions).map(([name, value]) => ({ name, value }));
  return pairs.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function renderMetric({ metric, stat, periodSeconds }: MetricStatQuery) {
  return {
    namespace: metric.namespace,
    metricName: metric.name,
    dimensions: renderDimensions(metric),
    period: periodSeconds,
    ...(plainStatistics.has(stat) ? { statistic: stat } : { extendedStatistic: stat }),
  };
}

function renderQuery(query: MetricQuery): CfnAlarm.MetricDataQueryProperty {
  const { id, periodSeconds, returnData } = query;
  if (query.kind === 'expression') {
    return { id, expression: query.expression, label: query.label, period: periodSeconds, returnData };
  }
  const { metric, stat } = query;
  const identity = { namespace: metric.namespace, metricName: metric.name, dimensions: renderDimensions(metric) };
  return { id, metricStat: { metric: identity, period: periodSeconds, stat }, returnData };
}

/**
 * A planned alarm as CloudFormation writes it, telling the topic of ALARM and of OK. An alarm on one metric takes the plain
 * form, because the text of its notification and the console then name metric and dimensions.
 */
export function renderAlarm({ name, description, rule }: PlannedAlarm, topicArn: string): CfnAlarmProps {
  const [first, ...others] = rule.queries;
  const plain = first?.kind === 'stat' && others.length === 0;
  return {
    alarmName: name,
    alarmDescription: description,
    alarmActions: [topicArn],
    okActions: [topicArn],
    comparisonOperator: rule.comparison,
    threshold: rule.threshold,
    evaluationPeriods: rule.evaluationPeriods,
    datapointsToAlarm: rule.datapointsToAlarm,
    treatMissingData: rule.treatMissingData,
    ...(rule.warmUpMinutes === undefined
      ? {}
      : { warmUpConfiguration: { warmUpPeriodDurationInMinutes: rule.warmUpMinutes } }),
    ...(plain ? renderMetric(first) : { metrics: rule.queries.map(renderQuery) }),
  };
}
