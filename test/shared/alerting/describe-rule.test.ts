import { describe, expect, it } from 'vitest';
import { describeRule } from '../../../shared/alerting/describe-rule.ts';
import type { AlarmTrigger, MathTrigger } from '../../../shared/cloudwatch/alarm-notification.ts';
import { sampleTrigger } from '../../support/alert-samples.ts';

const latency = sampleTrigger({
  MetricName: 'Latency',
  Statistic: 'AVERAGE',
  ComparisonOperator: 'GreaterThanThreshold',
  Threshold: 800,
});
const { Statistic: _average, ...unstated } = latency;
const percentile: AlarmTrigger = { ...unstated, StatisticType: 'ExtendedStatistic', ExtendedStatistic: 'p99' };
const {
  MetricName: _name,
  Namespace: _namespace,
  Dimensions: _dimensions,
  Statistic: _statistic,
  ...evaluation
} = sampleTrigger();
const locations: MathTrigger = {
  ...evaluation,
  Threshold: 2,
  Metrics: [
    { Id: 'm1', ReturnData: false },
    { Id: 'locations', Expression: 'm1 + m2', Label: 'Locations that see it down', ReturnData: true },
  ],
};

const say = (Trigger: AlarmTrigger, NewStateReason = ''): string => describeRule({ Trigger, NewStateReason });

describe('describeRule()', () => {
  it.each<{ what: string; trigger: AlarmTrigger; text: string }>([
    { what: 'all of some minutes', trigger: latency, text: 'average latency is above 800 ms for 2 minutes in a row' },
    {
      what: 'one period',
      trigger: { ...latency, EvaluationPeriods: 1, DatapointsToAlarm: 1 },
      text: 'average latency is above 800 ms for 1 minute',
    },
    {
      what: 'M of N minutes',
      trigger: { ...latency, EvaluationPeriods: 5, DatapointsToAlarm: 3 },
      text: 'average latency is above 800 ms in 3 of the last 5 minutes',
    },
    {
      what: 'M of N longer periods',
      trigger: { ...latency, Period: 300, EvaluationPeriods: 3 },
      text: 'average latency is above 800 ms in 2 of the last 3 periods of 5 minutes',
    },
    { what: 'a percentile', trigger: percentile, text: 'p99 latency is above 800 ms for 2 minutes in a row' },
    {
      what: 'a metric of 0 and 1, without its threshold',
      trigger: sampleTrigger(),
      text: 'down for 2 minutes in a row',
    },
    {
      what: 'a share',
      trigger: sampleTrigger({
        MetricName: 'ResultPercent',
        Statistic: 'MINIMUM',
        ComparisonOperator: 'LessThanThreshold',
        Threshold: 100,
      }),
      text: 'lowest result percent is below 100 % for 2 minutes in a row',
    },
    {
      what: 'a metric of somebody else',
      trigger: sampleTrigger({
        MetricName: 'Errors',
        Namespace: 'AWS/Lambda',
        Statistic: 'SUM',
        ComparisonOperator: 'GreaterThanThreshold',
        Threshold: 0,
      }),
      text: 'sum of errors is above 0 for 2 minutes in a row',
    },
    {
      what: 'metric math, by its label',
      trigger: locations,
      text: '"Locations that see it down" is at least 2 for 2 minutes in a row',
    },
    {
      what: 'a comparison that it does not know, as it is written',
      trigger: { ...latency, ComparisonOperator: 'GreaterThanUpperThreshold' },
      text: 'average latency is GreaterThanUpperThreshold 800 ms for 2 minutes in a row',
    },
  ])('says $what', ({ trigger, text }) => {
    expect(say(trigger)).toBe(text);
  });

  it.each([
    {
      what: 'one value',
      reason: 'Threshold Crossed: 1 datapoint [2431.25 (13/01/26 13:02:00)] was greater than the threshold (800.0).',
      seen: '; seen 2,431 ms',
    },
    {
      what: 'the three newest of many',
      reason:
        '[4000.0 (13/01/26 13:02:00), 3000.0 (13/01/26 13:01:00), 2000.0 (13/01/26 13:00:00), 1.0E7 (13/01/26 12:59:00)]',
      seen: '; seen 4,000 ms, 3,000 ms and 2,000 ms',
    },
    { what: 'a number in scientific form', reason: '[1.0E7 (13/01/26 12:59:00)]', seen: '; seen 10,000,000 ms' },
    { what: 'none where the reason has none', reason: 'Insufficient Data: 2 datapoints were unknown.', seen: '' },
  ])('tells $what', ({ reason, seen }) => {
    expect(say(latency, reason)).toBe(`average latency is above 800 ms for 2 minutes in a row${seen}`);
  });

  it('has nothing to say of a composite alarm', () => {
    expect(describeRule({ NewStateReason: 'arn:... transitioned to ALARM' })).toBe('');
  });

  it.each([Number.MAX_VALUE, -1, 0, 0.1])('survives a period of %d seconds', (Period) => {
    expect(say({ ...latency, Period, EvaluationPeriods: Period })).toContain('average latency is above 800 ms');
  });
});
