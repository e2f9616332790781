import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTrigger } from '../../../shared/cloudwatch/parse-trigger.ts';

const evaluation = {
  Period: 60,
  EvaluationPeriods: 3,
  DatapointsToAlarm: 2,
  ComparisonOperator: 'LessThanThreshold',
  Threshold: 1,
  TreatMissingData: 'breaching',
  EvaluateLowSampleCountPercentile: '',
};

const metric = {
  MetricName: 'Up',
  Namespace: 'Shop',
  StatisticType: 'Statistic',
  Statistic: 'MINIMUM',
  Unit: null,
  Dimensions: [{ value: 'web', name: 'endpoint' }],
  ...evaluation,
};

const math = {
  ...evaluation,
  Metrics: [
    { Expression: 'm1 * 2', Id: 'e1', Label: 'twice', ReturnData: true },
    {
      Id: 'm1',
      MetricStat: {
        Metric: { Dimensions: [{ value: 'web', name: 'endpoint' }], MetricName: 'Up', Namespace: 'Shop' },
        Period: 60,
        Stat: 'Minimum',
      },
      ReturnData: false,
    },
  ],
};

describe('parseTrigger()', () => {
  it('reads a metric', () => {
    expect(parseTrigger(metric)).toEqual(metric);
  });

  it('reads metric math', () => {
    expect(parseTrigger(math)).toEqual(math);
  });

  it('reads anomaly detection, which has no threshold', () => {
    const { Threshold, ...rest } = math;
    expect(parseTrigger({ ...rest, ThresholdMetricId: 'ad1' })).toEqual(rest);
  });

  it.each([
    ['no object', 'Up'],
    ['a list', [metric]],
    ['no period', { ...metric, Period: undefined }],
    ['a period that is a text', { ...metric, Period: '60' }],
    ['no metric name', { ...metric, MetricName: undefined }],
  ])('does not understand %s', (_sentence, value) => {
    expect(parseTrigger(value)).toBeUndefined();
  });

  it('leaves out what it does not understand inside', () => {
    const odd = { ...metric, Dimensions: [null, { name: 'a' }, { name: 'b', value: 'c' }], Unit: 7, Threshold: 'high' };
    const { Threshold, ...rest } = metric;
    expect(parseTrigger(odd)).toEqual({ ...rest, Dimensions: [{ name: 'b', value: 'c' }] });
    expect(parseTrigger({ ...math, Metrics: [7, { Id: 'm1', MetricStat: { Metric: 'Up' } }] })).toEqual({
      ...evaluation,
      Metrics: [{ Id: 'm1', ReturnData: true }],
    });
  });

  it('takes no more and no longer parts than CloudWatch sends', () => {
    const many = Array.from({ length: 5000 }, (_value, index) => ({ name: `n${index}`, value: 'v' }));
    const parsed = parseTrigger({ ...metric, Dimensions: many, Statistic: 'X'.repeat(10_000) });
    expect(parsed).toMatchObject({ Dimensions: { length: 30 } });
    expect(parsed).not.toHaveProperty('Statistic');
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.anything(), (value) => void parseTrigger(value)));
    fc.assert(
      fc.property(fc.record({ ...evaluationValues, Metrics: fc.anything(), Dimensions: fc.anything() }), (value) => {
        parseTrigger(value);
      }),
    );
  });
});

const evaluationValues = {
  Period: fc.constant(60),
  EvaluationPeriods: fc.constant(1),
  ComparisonOperator: fc.constant('GreaterThanThreshold'),
};
