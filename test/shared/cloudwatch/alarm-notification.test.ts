import { describe, expect, it } from 'vitest';
import { buildAlarmNotification } from '../../../shared/cloudwatch/alarm-notification.ts';
import { parseAlarmNotification } from '../../../shared/cloudwatch/parse-alarm-notification.ts';
import type { AlarmRule, MetricStatQuery, PlannedAlarm } from '../../../shared/model/alarm.ts';

const query: MetricStatQuery = {
  kind: 'stat',
  id: 'm1',
  metric: { namespace: 'Shop/prod', name: 'Up', dimensions: { endpoint: 'web', location: 'eu-central-1' } },
  stat: 'Minimum',
  periodSeconds: 60,
  returnData: true,
};

const rule: AlarmRule = {
  queries: [query],
  comparison: 'LessThanThreshold',
  threshold: 1,
  evaluationPeriods: 2,
  datapointsToAlarm: 2,
  treatMissingData: 'notBreaching',
};

const alarm: PlannedAlarm = {
  id: 'endpoint/web/down',
  name: 'shop-prod web down',
  region: 'eu-central-1',
  severity: 'critical',
  subject: { kind: 'endpoint', endpoint: 'web', aspect: 'down' },
  title: 'web is down',
  meaning: 'Visitors cannot reach the shop.',
  missingDataReason: 'Another alarm watches the probe.',
  rule,
  topic: 'severity/critical',
  description: 'critical: web is down.',
};

const topicArn = 'arn:aws:sns:eu-central-1:111122223333:shop-prod-critical';

const change = {
  evaluation: { state: 'ALARM', reason: 'Threshold Crossed: ...' },
  previousState: 'OK',
  changedAtMs: Date.parse('2026-01-02T03:04:05.678Z'),
  configuredAtMs: Date.parse('2026-01-01T00:00:00Z'),
  accountId: '111122223333',
  topicArn,
} as const;

const build = (differing: Partial<PlannedAlarm> = {}) => buildAlarmNotification({ ...alarm, ...differing }, change);

describe('buildAlarmNotification()', () => {
  it('writes what CloudWatch publishes for a metric alarm, field by field in its order', () => {
    expect(JSON.stringify(build(), undefined, 1)).toBe(
      JSON.stringify(
        {
          AlarmName: 'shop-prod web down',
          AlarmDescription: 'critical: web is down.',
          AWSAccountId: '111122223333',
          AlarmConfigurationUpdatedTimestamp: '2026-01-01T00:00:00.000+0000',
          NewStateValue: 'ALARM',
          NewStateReason: 'Threshold Crossed: ...',
          StateChangeTime: '2026-01-02T03:04:05.678+0000',
          Region: 'EU (Frankfurt)',
          AlarmArn: 'arn:aws:cloudwatch:eu-central-1:111122223333:alarm:shop-prod web down',
          OldStateValue: 'OK',
          OKActions: [topicArn],
          AlarmActions: [topicArn],
          InsufficientDataActions: [],
          Trigger: {
            MetricName: 'Up',
            Namespace: 'Shop/prod',
            StatisticType: 'Statistic',
            Statistic: 'MINIMUM',
            Unit: null,
            Dimensions: [
              { value: 'web', name: 'endpoint' },
              { value: 'eu-central-1', name: 'location' },
            ],
            Period: 60,
            EvaluationPeriods: 2,
            DatapointsToAlarm: 2,
            ComparisonOperator: 'LessThanThreshold',
            Threshold: 1,
            TreatMissingData: 'notBreaching',
            EvaluateLowSampleCountPercentile: '',
          },
        },
        undefined,
        1,
      ),
    );
  });

  it('names a percentile as an extended statistic', () => {
    const trigger = build({ rule: { ...rule, queries: [{ ...query, stat: 'p99' }] } }).Trigger;
    expect(trigger).toMatchObject({ StatisticType: 'ExtendedStatistic', ExtendedStatistic: 'p99' });
    expect(trigger).not.toHaveProperty('Statistic');
  });

  it('lists the queries of a metric math alarm', () => {
    const ratio = {
      kind: 'expression',
      id: 'e1',
      expression: 'm1 * 100',
      label: 'Percent',
      periodSeconds: 60,
      returnData: true,
    } as const;
    const { Trigger } = build({ rule: { ...rule, queries: [ratio, { ...query, returnData: false }] } });
    expect(Trigger).toEqual({
      Period: 60,
      EvaluationPeriods: 2,
      DatapointsToAlarm: 2,
      ComparisonOperator: 'LessThanThreshold',
      Threshold: 1,
      TreatMissingData: 'notBreaching',
      EvaluateLowSampleCountPercentile: '',
      Metrics: [
        { Expression: 'm1 * 100', Id: 'e1', Label: 'Percent', ReturnData: true },
        {
          Id: 'm1',
          MetricStat: {
            Metric: {
              Dimensions: [
                { value: 'web', name: 'endpoint' },
                { value: 'eu-central-1', name: 'location' },
              ],
              MetricName: 'Up',
              Namespace: 'Shop/prod',
            },
            Period: 60,
            Stat: 'Minimum',
          },
          ReturnData: false,
        },
      ],
    });
  });

  it('uses the partition of the region in the ARN', () => {
    expect(build({ region: 'cn-north-1' }).AlarmArn).toMatch(/^arn:aws-cn:cloudwatch:cn-north-1:/);
  });

  it.each([
    ['a metric alarm', rule],
    [
      'a metric math alarm',
      {
        ...rule,
        queries: [
          { ...query, returnData: false },
          { kind: 'expression', id: 'e1', expression: 'm1', label: 'Up', periodSeconds: 60, returnData: true },
        ],
      },
    ],
    ['a percentile alarm', { ...rule, queries: [{ ...query, stat: 'p99' }] }],
  ] as const)('is read back as it was built: %s', (_sentence, differing) => {
    const notification = build({ rule: differing });
    expect(parseAlarmNotification(JSON.stringify(notification))).toEqual({ ok: true, notification });
  });
});
