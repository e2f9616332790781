import type { AlarmRule, EvaluatedDatapoint } from '../model/alarm.ts';
import { formatCloudWatchTime } from './cloudwatch-time.ts';
import type { StateDecision } from './missing-data.ts';
import { pointsToChange } from './state-reason.ts';

/** CloudWatch's `StateReasonData`; it travels as a JSON text. */
export interface StateReasonData {
  readonly version: '1.0';
  /** When the alarm was evaluated. */
  readonly queryDate: string;
  /** Start of the oldest period in `recentDatapoints`; absent when there is none. */
  readonly startDate?: string;
  /** Absent for metric math. */
  readonly statistic?: string;
  /** Seconds. */
  readonly period: number;
  /** The real values that were used, oldest first. */
  readonly recentDatapoints: readonly number[];
  readonly threshold: number;
  /** The points that decided, newest first; one that is missing has its time only. */
  readonly evaluatedDatapoints: readonly {
    readonly timestamp: string;
    readonly sampleCount?: number;
    readonly value?: number;
  }[];
}

/** A point of the evaluation range, with how many raw values it is made of where that is known. */
export interface SampledDatapoint extends EvaluatedDatapoint {
  readonly sampleCount?: number;
}

/** Builds the reason data of a decision over the points of the evaluation range, oldest first. */
export function stateReasonData(
  rule: AlarmRule,
  decision: StateDecision,
  points: readonly SampledDatapoint[],
  evaluation: { readonly nowMs: number; readonly periodSeconds: number },
): StateReasonData {
  const real = points.slice(decision.usedFrom).filter((point) => point.value !== undefined);
  const oldest = real[0];
  const statistic = rule.queries.find((query) => query.returnData);
  return {
    version: '1.0',
    queryDate: formatCloudWatchTime(evaluation.nowMs),
    ...(oldest === undefined ? {} : { startDate: formatCloudWatchTime(oldest.timestampMs) }),
    ...(statistic?.kind === 'stat' ? { statistic: statistic.stat } : {}),
    period: evaluation.periodSeconds,
    recentDatapoints: real.flatMap((point) => point.value ?? []),
    threshold: rule.threshold,
    evaluatedDatapoints: decidingPoints(rule, decision, points).map(({ timestampMs, sampleCount, value }) => ({
      timestamp: formatCloudWatchTime(timestampMs),
      ...(value === undefined || sampleCount === undefined ? {} : { sampleCount }),
      ...(value === undefined ? {} : { value }),
    })),
  };
}

/**
 * The points CloudWatch names: of those on the side of the new state as many as the change needs, newest first; all N
 * where the state is no verdict on values. Inferred from real notifications.
 */
function decidingPoints(
  rule: AlarmRule,
  decision: StateDecision,
  points: readonly SampledDatapoint[],
): readonly SampledDatapoint[] {
  const newestFirst = windowPoints(decision, points).toReversed();
  const { outcome } = decision;
  if (outcome === 'RETAIN' || outcome === 'INSUFFICIENT_DATA') return newestFirst;
  const wanted = outcome === 'ALARM';
  const missingAgrees = rule.treatMissingData === (wanted ? 'breaching' : 'notBreaching');
  const agreeing = newestFirst.filter((point) =>
    point.value === undefined ? missingAgrees : point.breaching === wanted,
  );
  return agreeing.slice(0, pointsToChange(rule, outcome));
}

/** The N points of a decision, oldest first: the real ones that were used and the newest gaps that were filled. */
function windowPoints(decision: StateDecision, points: readonly SampledDatapoint[]): readonly SampledDatapoint[] {
  let gapsLeft = decision.fillCount;
  const newestFirst = points.toReversed().filter((point, age) => {
    if (point.value !== undefined) return points.length - 1 - age >= decision.usedFrom;
    gapsLeft -= 1;
    return gapsLeft >= 0;
  });
  return newestFirst.toReversed();
}
