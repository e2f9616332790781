import { describe, expect, it } from 'vitest';
import { periodInWords, ruleInShort, ruleInWords } from '../../../../local/console/text/rule-in-words.ts';
import type { AlarmRule, MetricStatQuery } from '../../../../shared/model/alarm.ts';

const down: MetricStatQuery = {
  kind: 'stat',
  id: 'm1',
  metric: { namespace: 'Watchkeeper', name: 'Down', dimensions: { Endpoint: 'web', Location: 'eu-central-1' } },
  stat: 'Maximum',
  periodSeconds: 60,
  returnData: true,
};

const rule = (change: Partial<AlarmRule> = {}): AlarmRule => ({
  queries: [down],
  comparison: 'GreaterThanOrEqualToThreshold',
  threshold: 1,
  evaluationPeriods: 2,
  datapointsToAlarm: 2,
  treatMissingData: 'ignore',
  ...change,
});

describe('ruleInShort() says M of N, the period and the threshold', () => {
  it.each([
    ['all periods', rule(), '2 of the last 2 one-minute periods ≥ 1'],
    ['one period', rule({ evaluationPeriods: 1, datapointsToAlarm: 1 }), '1 of the last 1 one-minute period ≥ 1'],
    ['below', rule({ comparison: 'LessThanThreshold', threshold: 14 }), '2 of the last 2 one-minute periods < 14'],
    [
      'five minutes',
      rule({ queries: [{ ...down, periodSeconds: 300 }], comparison: 'GreaterThanThreshold', threshold: 800 }),
      '2 of the last 2 five-minute periods > 800',
    ],
  ])('%s', (_, input, expected) => {
    expect(ruleInShort(input)).toBe(expected);
  });
});

describe('ruleInWords() is a sentence with the metric', () => {
  const metric = 'the one-minute maximum of Down (Endpoint web, Location eu-central-1)';

  it.each([
    ['all of N', rule(), `In alarm when ${metric} is at least 1 in each of the last 2 periods.`],
    ['M of N', rule({ evaluationPeriods: 3 }), `In alarm when ${metric} is at least 1 in 2 of the last 3 periods.`],
    [
      'one period',
      rule({ evaluationPeriods: 1, datapointsToAlarm: 1, comparison: 'LessThanOrEqualToThreshold' }),
      `In alarm when ${metric} is at most 1 in the last period.`,
    ],
    [
      'an expression',
      rule({
        queries: [
          { ...down, returnData: false },
          { kind: 'expression', id: 'e1', expression: 'm1 * 100', label: 'Share', periodSeconds: 60, returnData: true },
        ],
      }),
      'In alarm when the one-minute Share (m1 * 100) is at least 1 in each of the last 2 periods.',
    ],
  ])('%s', (_, input, expected) => {
    expect(ruleInWords(input)).toBe(expected);
  });
});

it.each([
  [10, 'ten-second'],
  [90, '90-second'],
  [60, 'one-minute'],
  [900, '15-minute'],
  [3_600, 'one-hour'],
  [86_400, 'one-day'],
])('periodInWords(%d) is "%s"', (periodSeconds, expected) => {
  expect(periodInWords(periodSeconds)).toBe(expected);
});
