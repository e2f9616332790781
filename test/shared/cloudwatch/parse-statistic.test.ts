import { describe, expect, it } from 'vitest';
import { parseStatistic } from '../../../shared/cloudwatch/parse-statistic.ts';

const trimmed = (kind: string, by: string, from: number, to: number) => ({ kind, range: { by, from, to } });

describe('parseStatistic()', () => {
  it.each([
    ['SampleCount', { kind: 'SampleCount' }],
    ['Average', { kind: 'Average' }],
    ['p99', { kind: 'percentile', percent: 99 }],
    ['p99.95', { kind: 'percentile', percent: 99.95 }],
    ['p0', { kind: 'percentile', percent: 0 }],
    ['p100', { kind: 'percentile', percent: 100 }],
    ['tm90', trimmed('trimmedMean', 'percent', 0, 90)],
    ['tc90', trimmed('trimmedCount', 'percent', 0, 90)],
    ['ts99.9', trimmed('trimmedSum', 'percent', 0, 99.9)],
    ['wm98', trimmed('winsorizedMean', 'percent', 0, 98)],
    ['IQM', trimmed('trimmedMean', 'percent', 25, 75)],
    ['TM(10%:90%)', trimmed('trimmedMean', 'percent', 10, 90)],
    ['TM(:95%)', trimmed('trimmedMean', 'percent', 0, 95)],
    ['TS(80%:)', trimmed('trimmedSum', 'percent', 80, 100)],
    ['TM(150:1000)', trimmed('trimmedMean', 'value', 150, 1000)],
    ['TC(0.005:0.030)', trimmed('trimmedCount', 'value', 0.005, 0.03)],
    ['WM(:500)', trimmed('winsorizedMean', 'value', Number.NEGATIVE_INFINITY, 500)],
    ['PR(:300)', { kind: 'percentileRank', from: Number.NEGATIVE_INFINITY, to: 300 }],
    ['PR(100:2000)', { kind: 'percentileRank', from: 100, to: 2000 }],
    ['PR(100:)', { kind: 'percentileRank', from: 100, to: Number.POSITIVE_INFINITY }],
  ])('reads %s', (text, statistic) => {
    expect(parseStatistic(text)).toEqual({ ok: true, statistic });
  });

  it.each([
    ['average', 'case matters, must be "Average"'],
    ['iqm', 'case matters, must be "IQM"'],
    ['p101', 'the percentage is 101, must be 0 to 100'],
    ['TM(10%:120%)', 'the percentage is 120, must be 0 to 100'],
    ['TM(:)', 'it has no bound, must have one or two'],
    ['TM(10%:900)', 'one bound has "%" and one has not, must be two percentages or two values'],
    ['TM(90%:10%)', 'the first bound is not below the second, must be'],
    ['PR(10%:20%)', 'a percentile rank has percentages as bounds, must have values'],
  ])('refuses %s: %s', (text, reason) => {
    expect(parseStatistic(text)).toEqual({ ok: false, problem: `Cannot read statistic "${text}": ${reason}` });
  });

  it.each(['', 'Median', 'p', 'p-1', 'p99.12345678901', 'tm(10%:90%)', 'TM', 'TM(-1:2)', 'PR(1e2:)', ' p99'])(
    'refuses "%s" with the forms there are',
    (text) => {
      expect(parseStatistic(text)).toEqual({
        ok: false,
        problem: `Cannot read statistic "${text}": it is none of CloudWatch's, must be SampleCount, Sum, Average, Minimum, Maximum, IQM, one like "p95" or "tm90", or a range like "TM(10%:90%)" or "PR(:300)"`,
      });
    },
  );
});
