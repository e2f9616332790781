import { describe, expect, it } from 'vitest';
import { decideState } from '../../../shared/cloudwatch/missing-data.ts';
import { type SampledDatapoint, stateReasonData } from '../../../shared/cloudwatch/state-reason-data.ts';
import type { AlarmRule } from '../../../shared/model/alarm.ts';

const base: AlarmRule = {
  queries: [
    {
      kind: 'stat',
      id: 'm1',
      metric: { namespace: 'Shop', name: 'Errors', dimensions: {} },
      stat: 'Sum',
      periodSeconds: 60,
      returnData: true,
    },
  ],
  comparison: 'GreaterThanThreshold',
  threshold: 5,
  evaluationPeriods: 3,
  datapointsToAlarm: 3,
  treatMissingData: 'missing',
};

const newestMs = Date.parse('2026-01-05T12:30:00Z');
const gap = undefined;

/** Values a minute apart, oldest first. */
function dataOf(differing: Partial<AlarmRule>, ...values: readonly (number | undefined)[]) {
  const rule = { ...base, ...differing };
  const points = values.map((value, index): SampledDatapoint => {
    const timestampMs = newestMs - (values.length - 1 - index) * 60_000;
    return value === undefined
      ? { timestampMs }
      : { timestampMs, value, breaching: value > rule.threshold, sampleCount: 4 };
  });
  const verdicts = points.map(({ breaching }) =>
    breaching === undefined ? 'missing' : breaching ? 'breaching' : 'notBreaching',
  );
  const nowMs = Date.parse('2026-01-05T12:31:29.591Z');
  return stateReasonData(rule, decideState(verdicts, rule), points, { nowMs, periodSeconds: 60 });
}

/** The evaluated points as `12:30 9` or, when missing, `12:30`. */
function evaluated(data: ReturnType<typeof dataOf>): readonly string[] {
  return data.evaluatedDatapoints.map(({ timestamp, value }) => `${timestamp.slice(11, 16)} ${value ?? ''}`.trim());
}

describe('stateReasonData()', () => {
  it('names all points of a window without data, with their times only', () => {
    expect(dataOf({}, gap, gap, gap, gap, gap)).toEqual({
      version: '1.0',
      queryDate: '2026-01-05T12:31:29.591+0000',
      statistic: 'Sum',
      period: 60,
      recentDatapoints: [],
      threshold: 5,
      evaluatedDatapoints: [
        { timestamp: '2026-01-05T12:30:00.000+0000' },
        { timestamp: '2026-01-05T12:29:00.000+0000' },
        { timestamp: '2026-01-05T12:28:00.000+0000' },
      ],
    });
  });

  it('names recent values oldest first and the points that decided newest first', () => {
    const data = dataOf({}, 1, 2, 7, 8, 9);
    expect(data.recentDatapoints).toEqual([7, 8, 9]);
    expect(data.startDate).toBe('2026-01-05T12:28:00.000+0000');
    expect(data.evaluatedDatapoints[0]).toEqual({
      timestamp: '2026-01-05T12:30:00.000+0000',
      sampleCount: 4,
      value: 9,
    });
    expect(evaluated(data)).toEqual(['12:30 9', '12:29 8', '12:28 7']);
  });

  it('names as many points as the change needs', () => {
    expect(evaluated(dataOf({}, 1, 2, 3))).toEqual(['12:30 3']);
    expect(evaluated(dataOf({ datapointsToAlarm: 1 }, 1, 2, 3))).toEqual(['12:30 3', '12:29 2', '12:28 1']);
    expect(evaluated(dataOf({ datapointsToAlarm: 2 }, 6, 1, 8))).toEqual(['12:30 8', '12:28 6']);
  });

  it('names the gaps that were counted, newest first', () => {
    expect(evaluated(dataOf({ treatMissingData: 'breaching' }, gap, gap, gap, 9, gap))).toEqual([
      '12:30',
      '12:29 9',
      '12:28',
    ]);
    expect(evaluated(dataOf({ treatMissingData: 'notBreaching' }, gap, gap, 9, gap, gap))).toEqual(['12:30']);
  });

  it('has no statistic for metric math', () => {
    const expression = {
      kind: 'expression',
      id: 'e1',
      expression: 'm1 * 2',
      label: 'twice',
      periodSeconds: 60,
      returnData: true,
    } as const;
    expect(dataOf({ queries: [expression] }, 1, 2, 3)).not.toHaveProperty('statistic');
  });
});
