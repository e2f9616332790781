import { describe, expect, it } from 'vitest';
import { decideState } from '../../../shared/cloudwatch/missing-data.ts';
import { stateReason } from '../../../shared/cloudwatch/state-reason.ts';
import type { AlarmRule, EvaluatedDatapoint } from '../../../shared/model/alarm.ts';

type Rule = Omit<AlarmRule, 'queries'>;

const base: Rule = {
  comparison: 'GreaterThanThreshold',
  threshold: 50,
  evaluationPeriods: 1,
  datapointsToAlarm: 1,
  treatMissingData: 'missing',
};

const newestMs = Date.parse('2019-10-02T16:59:00Z');

/** The reason over values a minute apart, oldest first; undefined is a missing point. */
function reason(differing: Partial<Rule>, ...values: readonly (number | undefined)[]): string {
  const rule = { ...base, ...differing };
  const isBreaching = (value: number) =>
    rule.comparison.startsWith('Greater') ? value > rule.threshold : value < rule.threshold;
  const points = values.map((value, index): EvaluatedDatapoint => {
    const timestampMs = newestMs - (values.length - 1 - index) * 60_000;
    return value === undefined ? { timestampMs } : { timestampMs, value, breaching: isBreaching(value) };
  });
  const verdicts = points.map(({ breaching }) =>
    breaching === undefined ? 'missing' : breaching ? 'breaching' : 'notBreaching',
  );
  const decision = decideState(verdicts, rule);
  const used = points.slice(decision.usedFrom).filter((point) => point.value !== undefined);
  return stateReason(rule, decision, used);
}

const gap = undefined;

describe('stateReason() as seen in real notifications', () => {
  it.each([
    [
      'one point crossed',
      reason({}, 99.5),
      'Threshold Crossed: 1 out of the last 1 datapoints [99.5 (02/10/19 16:59:00)] was greater than the threshold (50.0) (minimum 1 datapoint for OK -> ALARM transition).',
    ],
    [
      'one point did not',
      reason({}, 0.0666851903306472),
      'Threshold Crossed: 1 out of the last 1 datapoints [0.0666851903306472 (02/10/19 16:59:00)] was not greater than the threshold (50.0) (minimum 1 datapoint for ALARM -> OK transition).',
    ],
    [
      'two of four crossed, newest first',
      reason({ evaluationPeriods: 4, datapointsToAlarm: 2, threshold: 10.7 }, 1, 10.75, 10.8, 2),
      'Threshold Crossed: 2 out of the last 4 datapoints [10.8 (02/10/19 16:58:00), 10.75 (02/10/19 16:57:00)] were greater than the threshold (10.7) (minimum 2 datapoints for OK -> ALARM transition).',
    ],
    [
      'more points are good than OK needs',
      reason({ evaluationPeriods: 3, datapointsToAlarm: 3, threshold: 0.005 }, 0.01, 0.002, 0.002),
      'Threshold Crossed: 2 out of the last 3 datapoints [0.002 (02/10/19 16:59:00), 0.002 (02/10/19 16:58:00)] were not greater than the threshold (0.005) (minimum 1 datapoint for ALARM -> OK transition).',
    ],
    [
      'five points or more are told by the newest five',
      reason(
        { evaluationPeriods: 6, datapointsToAlarm: 6, comparison: 'LessThanThreshold', threshold: 65 },
        1,
        2,
        3,
        4,
        5,
        6,
      ),
      'Threshold Crossed: 6 out of the last 6 datapoints were less than the threshold (65.0). The most recent datapoints which crossed the threshold: [6.0 (02/10/19 16:59:00), 5.0 (02/10/19 16:58:00), 4.0 (02/10/19 16:57:00), 3.0 (02/10/19 16:56:00), 2.0 (02/10/19 16:55:00)] (minimum 6 datapoints for OK -> ALARM transition).',
    ],
    [
      'missing points counted as good',
      reason({ evaluationPeriods: 3, treatMissingData: 'notBreaching', threshold: 1 }, gap, gap, gap, gap, 613),
      'Threshold Crossed: 1 out of the last 3 datapoints [613.0 (02/10/19 16:59:00)] was greater than the threshold (1.0) and 2 missing datapoints were treated as [NonBreaching] (minimum 1 datapoint for OK -> ALARM transition).',
    ],
    [
      'one missing point counted as bad',
      reason(
        {
          evaluationPeriods: 2,
          datapointsToAlarm: 2,
          treatMissingData: 'breaching',
          comparison: 'LessThanThreshold',
          threshold: 1,
        },
        0,
        gap,
      ),
      'Threshold Crossed: 1 out of the last 2 datapoints [0.0 (02/10/19 16:58:00)] was less than the threshold (1.0) and 1 missing datapoint was treated as [Breaching] (minimum 2 datapoints for OK -> ALARM transition).',
    ],
    [
      'nothing came in one period',
      reason({ treatMissingData: 'notBreaching' }, gap, gap, gap),
      'Threshold Crossed: no datapoints were received for 1 period and 1 missing datapoint was treated as [NonBreaching].',
    ],
    [
      'nothing came in several periods',
      reason({ evaluationPeriods: 3, datapointsToAlarm: 2, treatMissingData: 'breaching' }, gap, gap, gap, gap, gap),
      'Threshold Crossed: no datapoints were received for 3 periods and 3 missing datapoints were treated as [Breaching].',
    ],
    ['one unknown point', reason({}, gap, gap, gap), 'Insufficient Data: 1 datapoint was unknown.'],
    [
      'five unknown points',
      reason({ evaluationPeriods: 5, datapointsToAlarm: 5 }, gap, gap, gap, gap, gap, gap, gap),
      'Insufficient Data: 5 datapoints were unknown.',
    ],
    [
      'a number of ten million',
      reason({ threshold: 2e9 }, 19_501_161_676.8),
      'Threshold Crossed: 1 out of the last 1 datapoints [1.95011616768E10 (02/10/19 16:59:00)] was greater than the threshold (2.0E9) (minimum 1 datapoint for OK -> ALARM transition).',
    ],
  ])('%s', (_sentence, actual, expected) => {
    expect(actual).toBe(expected);
  });

  it.each([
    ['GreaterThanOrEqualToThreshold', 'was greater than or equal to the threshold'],
    ['LessThanOrEqualToThreshold', 'was less than or equal to the threshold'],
  ] as const)('words %s', (comparison, words) => {
    const point = { timestampMs: newestMs, value: 50, breaching: true };
    const rule = { ...base, comparison };
    expect(stateReason(rule, decideState(['breaching'], rule), [point])).toContain(words);
  });
});

describe('stateReason() where CloudWatch was not seen', () => {
  it.each([
    [
      'made-up points alone bring an alarm: the good ones are told',
      reason({ evaluationPeriods: 3, datapointsToAlarm: 2, treatMissingData: 'breaching' }, gap, gap, 0, gap, gap),
      'Threshold Crossed: 1 out of the last 3 datapoints [0.0 (02/10/19 16:57:00)] was not greater than the threshold (50.0) and 2 missing datapoints were treated as [Breaching] (minimum 2 datapoints for OK -> ALARM transition).',
    ],
    [
      'five good points',
      reason({ evaluationPeriods: 5, datapointsToAlarm: 5 }, 1, 1, 1, 1, 1),
      'Threshold Crossed: 5 out of the last 5 datapoints were not greater than the threshold (50.0). The most recent datapoints which did not cross the threshold: [1.0 (02/10/19 16:59:00), 1.0 (02/10/19 16:58:00), 1.0 (02/10/19 16:57:00), 1.0 (02/10/19 16:56:00), 1.0 (02/10/19 16:55:00)] (minimum 1 datapoint for ALARM -> OK transition).',
    ],
    [
      'a premature alarm says nothing of the missing points',
      reason({ evaluationPeriods: 3, datapointsToAlarm: 3 }, gap, gap, 60, gap, gap),
      'Threshold Crossed: 1 out of the last 3 datapoints [60.0 (02/10/19 16:57:00)] was greater than the threshold (50.0) (minimum 3 datapoints for OK -> ALARM transition).',
    ],
    [
      'too few points to tell',
      reason({ evaluationPeriods: 3, datapointsToAlarm: 3 }, gap, gap, gap, gap, 60),
      'Insufficient Data: 2 datapoints were unknown.',
    ],
    [
      'the state is kept',
      reason({ evaluationPeriods: 3, datapointsToAlarm: 3, treatMissingData: 'ignore' }, gap, gap, 60, gap, gap),
      'State kept: 2 of 3 datapoints were missing and missing data is ignored.',
    ],
  ])('%s', (_sentence, actual, expected) => {
    expect(actual).toBe(expected);
  });
});
