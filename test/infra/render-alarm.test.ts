import { describe, expect, it } from 'vitest';
import { renderAlarm } from '../../infra/render-alarm.ts';
import type { AlarmRule, MetricStatQuery, PlannedAlarm } from '../../shared/model/alarm.ts';

const down: MetricStatQuery = {
  kind: 'stat',
  id: 'm1',
  metric: { namespace: 'Shop', name: 'Down', dimensions: { Location: 'eu-central-1', Endpoint: 'web' } },
  stat: 'Maximum',
  periodSeconds: 60,
  returnData: true,
};

function makeAlarm(rule: Partial<AlarmRule> = {}): PlannedAlarm {
  return {
    id: 'endpoint/web/down',
    name: 'shop-prod/endpoint/web/down',
    region: 'eu-central-1',
    severity: 'critical',
    subject: { kind: 'endpoint', endpoint: 'web', aspect: 'down' },
    title: 'web is down',
    meaning: 'It did not answer.',
    missingDataReason: 'keeps the state.',
    rule: {
      queries: [down],
      comparison: 'GreaterThanOrEqualToThreshold',
      threshold: 1,
      evaluationPeriods: 3,
      datapointsToAlarm: 2,
      treatMissingData: 'ignore',
      ...rule,
    },
    topic: 'severity/critical',
    description: '[critical] web is down.',
  };
}

const topic = 'arn:aws:sns:eu-central-1:111122223333:shop-prod-critical';

describe('renderAlarm()', () => {
  it('writes an alarm on one metric in the plain form', () => {
    expect(renderAlarm(makeAlarm(), topic)).toEqual({
      alarmName: 'shop-prod/endpoint/web/down',
      alarmDescription: '[critical] web is down.',
      alarmActions: [topic],
      okActions: [topic],
      comparisonOperator: 'GreaterThanOrEqualToThreshold',
      threshold: 1,
      evaluationPeriods: 3,
      datapointsToAlarm: 2,
      treatMissingData: 'ignore',
      namespace: 'Shop',
      metricName: 'Down',
      dimensions: [
        { name: 'Endpoint', value: 'web' },
        { name: 'Location', value: 'eu-central-1' },
      ],
      period: 60,
      statistic: 'Maximum',
    });
  });

  it.each(['p99', 'tm95', 'IQM'])('writes the statistic %s as an extended one', (stat) => {
    const rendered = renderAlarm(makeAlarm({ queries: [{ ...down, stat }] }), topic);
    expect(rendered).toMatchObject({ extendedStatistic: stat });
    expect(rendered).not.toHaveProperty('statistic');
  });

  it('writes metric math as a list of queries', () => {
    const sum = {
      kind: 'expression',
      id: 'sum',
      expression: 'm1 * 2',
      label: 'Twice',
      periodSeconds: 60,
      returnData: true,
    } as const;
    const rendered = renderAlarm(makeAlarm({ queries: [{ ...down, returnData: false }, sum] }), topic);
    expect(rendered.metrics).toEqual([
      {
        id: 'm1',
        metricStat: {
          metric: {
            namespace: 'Shop',
            metricName: 'Down',
            dimensions: [
              { name: 'Endpoint', value: 'web' },
              { name: 'Location', value: 'eu-central-1' },
            ],
          },
          period: 60,
          stat: 'Maximum',
        },
        returnData: false,
      },
      { id: 'sum', expression: 'm1 * 2', label: 'Twice', period: 60, returnData: true },
    ]);
    expect(rendered).not.toHaveProperty('metricName');
    expect(rendered).not.toHaveProperty('period');
  });

  it('writes how long a new alarm waits for its first data', () => {
    expect(renderAlarm(makeAlarm({ warmUpMinutes: 5 }), topic)).toMatchObject({
      warmUpConfiguration: { warmUpPeriodDurationInMinutes: 5 },
    });
  });
});
