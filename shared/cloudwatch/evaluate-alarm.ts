import type { AlarmRule, AlarmState, EvaluatedDatapoint } from '../model/alarm.ts';
import { evaluateQueries, type PeriodWindow, type ReadMetric } from './alarm-queries.ts';
import { type EvaluationRangeProfile, evaluationRangePeriods } from './evaluation-range.ts';
import { alarmPeriodSeconds, evaluationEndMs } from './evaluation-schedule.ts';
import { isBreaching } from './is-breaching.ts';
import { decideState, type IgnorePartial, type PointVerdict } from './missing-data.ts';
import { stateReason } from './state-reason.ts';
import { type SampledDatapoint, type StateReasonData, stateReasonData } from './state-reason-data.ts';

/** When and under which of CloudWatch's undocumented choices an alarm is evaluated. */
export interface EvaluationOptions {
  readonly nowMs: number;
  /** Kept when the points say nothing and missing data is ignored. */
  readonly previousState: AlarmState;
  /** Default `n+2`. */
  readonly evaluationRange?: EvaluationRangeProfile;
  /** Default `docs`. */
  readonly ignorePartial?: IgnorePartial;
}

/** What one evaluation of an alarm found. */
export interface AlarmEvaluation {
  readonly state: AlarmState;
  /** True when the points decided nothing and the previous state was kept; the reason then says so. */
  readonly retained: boolean;
  /** CloudWatch's `StateReason`. */
  readonly reason: string;
  readonly reasonData: StateReasonData;
  /** All periods of the evaluation range, oldest first; more than N, as CloudWatch looks behind gaps. */
  readonly datapoints: readonly SampledDatapoint[];
}

/**
 * Evaluates a metric alarm the way CloudWatch does: M of N over the periods before the last full minute, missing data
 * treated as the rule says (alarm-evaluation.html). Pure; throws only on a rule that validation should have refused.
 */
export function evaluateAlarm(rule: AlarmRule, read: ReadMetric, options: EvaluationOptions): AlarmEvaluation {
  const periodSeconds = alarmPeriodSeconds(rule);
  const points = evaluatedPoints(rule, read, evaluationWindow(rule, options));
  const decision = decideState(points.map(verdictOf), rule, options.ignorePartial);
  const used = points.slice(decision.usedFrom).filter((point) => point.value !== undefined);
  const retained = decision.outcome === 'RETAIN';
  return {
    state: decision.outcome === 'RETAIN' ? options.previousState : decision.outcome,
    retained,
    reason: stateReason(rule, decision, used),
    reasonData: stateReasonData(rule, decision, points, { nowMs: options.nowMs, periodSeconds }),
    datapoints: points,
  };
}

/** States that the two evaluation range profiles lead to. */
export interface RangeDisagreement {
  readonly 'n+2': AlarmState;
  readonly 'field-2026': AlarmState;
}

/**
 * The states under both evaluation range profiles when they differ, otherwise undefined: a reason to warn, as nobody
 * outside AWS knows which one the alarm will have.
 */
export function rangeDisagreement(
  rule: AlarmRule,
  read: ReadMetric,
  options: Omit<EvaluationOptions, 'evaluationRange'>,
): RangeDisagreement | undefined {
  const stateUnder = (evaluationRange: EvaluationRangeProfile): AlarmState =>
    evaluateAlarm(rule, read, { ...options, evaluationRange }).state;
  const states = { 'n+2': stateUnder('n+2'), 'field-2026': stateUnder('field-2026') };
  return states['n+2'] === states['field-2026'] ? undefined : states;
}

function evaluationWindow(rule: AlarmRule, options: EvaluationOptions): PeriodWindow {
  const periodSeconds = alarmPeriodSeconds(rule);
  const { evaluationPeriods } = rule;
  const periods = evaluationRangePeriods(options.evaluationRange ?? 'n+2', { periodSeconds, evaluationPeriods });
  return { startMs: evaluationEndMs(rule, options.nowMs) - periods * periodSeconds * 1000, periodSeconds, periods };
}

function evaluatedPoints(rule: AlarmRule, read: ReadMetric, window: PeriodWindow): readonly SampledDatapoint[] {
  const { values, sampleCounts } = evaluateQueries(rule, read, window);
  return values.map((value, index) => {
    const timestampMs = window.startMs + index * window.periodSeconds * 1000;
    if (value === undefined) return { timestampMs };
    const breaching = isBreaching(rule.comparison, value, rule.threshold);
    const sampleCount = sampleCounts?.[index];
    return { timestampMs, value, breaching, ...(sampleCount === undefined ? {} : { sampleCount }) };
  });
}

function verdictOf(point: EvaluatedDatapoint): PointVerdict {
  if (point.value === undefined) return 'missing';
  return point.breaching === true ? 'breaching' : 'notBreaching';
}
