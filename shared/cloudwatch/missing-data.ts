import type { AlarmRule, AlarmState } from '../model/alarm.ts';

/** What one period says of the alarm: against the threshold, within it, or no data came. */
export type PointVerdict = 'breaching' | 'notBreaching' | 'missing';

/**
 * What `ignore` does when a few points are real and at least one of them is good. AWS's tables say OK, captures of the
 * real service say that the state is kept; it matters only to an alarm that was in ALARM.
 */
export type IgnorePartial = 'docs' | 'capture';

/** What a window of points leads to, and which of them were used. */
export interface StateDecision {
  /** `RETAIN`: the alarm keeps the state it has, whatever that is. */
  readonly outcome: AlarmState | 'RETAIN';
  /** Index of the oldest real point that was used; the number of points when none was. */
  readonly usedFrom: number;
  readonly usedCount: number;
  readonly breachingCount: number;
  /** How many of the N points had to be made up by `treatMissingData`. */
  readonly fillCount: number;
}

type MofN = Pick<AlarmRule, 'evaluationPeriods' | 'datapointsToAlarm' | 'treatMissingData'>;

/**
 * Decides the state from the points of the evaluation range, oldest first: M of N with CloudWatch's treatment of
 * missing data (alarms-and-missing-data.html). Real points are used before any is made up, so the range holds more
 * than N points.
 */
export function decideState(
  points: readonly PointVerdict[],
  rule: MofN,
  ignorePartial: IgnorePartial = 'docs',
): StateDecision {
  const periods = rule.evaluationPeriods;
  let usedFrom = points.length;
  let usedCount = 0;
  let breachingCount = 0;
  for (let index = points.length - 1; index >= 0 && usedCount < periods; index -= 1) {
    const point = points[index];
    if (point === 'missing') continue;
    usedFrom = index;
    usedCount += 1;
    if (point === 'breaching') breachingCount += 1;
  }
  const fillCount = periods - usedCount;
  const oldestAge = points.length - usedFrom;
  const outcome = outcomeOf({ usedCount, breachingCount, fillCount, oldestAge }, rule, ignorePartial);
  return { outcome, usedFrom, usedCount, breachingCount, fillCount };
}

interface Counts {
  readonly usedCount: number;
  readonly breachingCount: number;
  readonly fillCount: number;
  /** Age of the oldest used point in periods; the newest point has age 1. */
  readonly oldestAge: number;
}

function outcomeOf(counts: Counts, rule: MofN, ignorePartial: IgnorePartial): StateDecision['outcome'] {
  const { usedCount, breachingCount, fillCount, oldestAge } = counts;
  const { evaluationPeriods, datapointsToAlarm, treatMissingData } = rule;
  const goodCount = usedCount - breachingCount;
  if (breachingCount >= datapointsToAlarm) return 'ALARM';
  if (fillCount === 0 || goodCount > evaluationPeriods - datapointsToAlarm) return 'OK';
  switch (treatMissingData) {
    case 'breaching':
      return breachingCount + fillCount >= datapointsToAlarm ? 'ALARM' : 'OK';
    case 'notBreaching':
      return 'OK';
    case 'ignore':
      return goodCount > 0 && ignorePartial === 'docs' ? 'OK' : 'RETAIN';
    case 'missing':
      if (goodCount > 0) return 'OK';
      // The premature rule: only breaching points came, and the oldest is M or more periods old. With only fresher ones
      // AWS says no more than "not ALARM"; that it is INSUFFICIENT_DATA is what captures show.
      return usedCount > 0 && oldestAge >= datapointsToAlarm ? 'ALARM' : 'INSUFFICIENT_DATA';
  }
}
