import type { AlarmRule } from '../model/alarm.ts';

type Scheduled = Pick<AlarmRule, 'queries' | 'evaluationPeriods'>;

/** How long after the end of a window CloudWatch evaluates it, in seconds (from captures; AWS states no number). */
export const evaluationDelaySeconds = 10;

const secondsPerDay = 86_400;

/** The one period all queries of an alarm share, in seconds. Throws when the rule has no query. */
export function alarmPeriodSeconds(rule: Pick<AlarmRule, 'queries'>): number {
  const first = rule.queries[0];
  if (first === undefined) throw new Error('Cannot evaluate alarm: it has no query, must have at least one');
  return first.periodSeconds;
}

/**
 * Seconds between two evaluations: 10 for periods under a minute, an hour when N periods are longer than a day,
 * otherwise a minute, whatever the period (alarm-evaluation.html).
 */
export function evaluationIntervalSeconds(rule: Scheduled): 10 | 60 | 3600 {
  const periodSeconds = alarmPeriodSeconds(rule);
  if (periodSeconds < 60) return 10;
  return periodSeconds * rule.evaluationPeriods > secondsPerDay ? 3600 : 60;
}

/**
 * End (exclusive) in epoch milliseconds of the newest window that an evaluation at `nowMs` sees: the last full minute,
 * 10 seconds or hour. Windows slide with it; they do not follow the wall clock.
 */
export function evaluationEndMs(rule: Scheduled, nowMs: number): number {
  const intervalMs = evaluationIntervalSeconds(rule) * 1000;
  return Math.floor((nowMs - evaluationDelaySeconds * 1000) / intervalMs) * intervalMs;
}

/** Whether an evaluation falls due within the second that starts at or before `nowMs`. */
export function isDueAt(rule: Scheduled, nowMs: number): boolean {
  const second = Math.floor(nowMs / 1000) - evaluationDelaySeconds;
  return second % evaluationIntervalSeconds(rule) === 0;
}

/** The first time after `afterMs` at which an evaluation falls due, in epoch milliseconds. */
export function nextEvaluationMs(rule: Scheduled, afterMs: number): number {
  return evaluationEndMs(rule, afterMs) + (evaluationIntervalSeconds(rule) + evaluationDelaySeconds) * 1000;
}
