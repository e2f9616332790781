import { describe, expect, it } from 'vitest';
import {
  alarmPeriodSeconds,
  evaluationEndMs,
  evaluationIntervalSeconds,
  isDueAt,
  nextEvaluationMs,
} from '../../../shared/cloudwatch/evaluation-schedule.ts';
import type { MetricStatQuery } from '../../../shared/model/alarm.ts';

function rule(periodSeconds: number, evaluationPeriods: number) {
  const query: MetricStatQuery = {
    kind: 'stat',
    id: 'm1',
    metric: { namespace: 'Shop', name: 'Up', dimensions: {} },
    stat: 'Minimum',
    periodSeconds,
    returnData: true,
  };
  return { queries: [query], evaluationPeriods };
}

const at = (time: string) => Date.parse(`2026-01-05T${time}Z`);
const clock = (timeMs: number) => new Date(timeMs).toISOString().slice(11, 19);

describe('evaluationIntervalSeconds()', () => {
  it.each([
    ['10 s for periods of 10 s', 10, 3, 10],
    ['10 s for periods of 30 s', 30, 1, 10],
    ['a minute for periods of a minute', 60, 5, 60],
    ['a minute for periods of five minutes', 300, 3, 60],
    ['a minute for a window of a whole day', 3600, 24, 60],
    ['an hour for a window of more than a day', 3600, 25, 3600],
    ['an hour for a window of days', 86_400, 2, 3600],
  ])('is %s', (_sentence, periodSeconds, evaluationPeriods, seconds) => {
    expect(evaluationIntervalSeconds(rule(periodSeconds, evaluationPeriods))).toBe(seconds);
  });
});

describe('evaluationEndMs()', () => {
  it.each([
    ['the last full minute', 60, 1, '12:05:59', '12:05:00'],
    ['the minute before within ten seconds of the full minute', 60, 1, '12:05:09', '12:04:00'],
    ['the full minute once ten seconds have passed', 60, 1, '12:05:10', '12:05:00'],
    ['a full minute, not a full period', 300, 3, '12:16:30', '12:16:00'],
    ['the last full 10 seconds', 30, 2, '12:05:49', '12:05:30'],
    ['the full hour for windows of more than a day', 3600, 25, '12:59:00', '12:00:00'],
  ])('is %s', (_sentence, periodSeconds, evaluationPeriods, now, end) => {
    expect(clock(evaluationEndMs(rule(periodSeconds, evaluationPeriods), at(now)))).toBe(end);
  });
});

describe('isDueAt() and nextEvaluationMs()', () => {
  it('are due ten seconds after each minute', () => {
    const minutely = rule(300, 3);
    const due = Array.from({ length: 180 }, (_, second) => at('12:00:00') + second * 1000).filter((time) =>
      isDueAt(minutely, time),
    );
    expect(due.map(clock)).toEqual(['12:00:10', '12:01:10', '12:02:10']);
  });

  it('name the same times', () => {
    for (const [periodSeconds, periods] of [
      [10, 3],
      [60, 2],
      [86_400, 7],
    ] as const) {
      const scheduled = rule(periodSeconds, periods);
      const next = nextEvaluationMs(scheduled, at('12:34:56'));
      expect(isDueAt(scheduled, next)).toBe(true);
      expect(next).toBeGreaterThan(at('12:34:56'));
      expect(evaluationEndMs(scheduled, next)).not.toBe(evaluationEndMs(scheduled, next - 1));
    }
  });

  it('go on from an evaluation to the one after it', () => {
    expect(clock(nextEvaluationMs(rule(60, 1), at('12:00:10')))).toBe('12:01:10');
  });
});

describe('alarmPeriodSeconds()', () => {
  it('refuses a rule without queries', () => {
    expect(() => alarmPeriodSeconds({ queries: [] })).toThrow(
      'Cannot evaluate alarm: it has no query, must have at least one',
    );
  });
});
