import type { ReadMetric } from '../shared/cloudwatch/alarm-queries.ts';
import { type AlarmEvaluation, evaluateAlarm } from '../shared/cloudwatch/evaluate-alarm.ts';
import type { EvaluationRangeProfile } from '../shared/cloudwatch/evaluation-range.ts';
import { evaluationEndMs, nextEvaluationMs } from '../shared/cloudwatch/evaluation-schedule.ts';
import type { AlarmState, PlannedAlarm } from '../shared/model/alarm.ts';
import type { AlarmChange, AlarmView } from './api/types.ts';

/** A change of one alarm's state, with the evaluation that led to it. */
export interface AlarmTransition {
  readonly alarm: PlannedAlarm;
  readonly from: AlarmState;
  readonly evaluation: AlarmEvaluation;
  readonly atMs: number;
}

/** The alarms of a plan with the state of each. */
export interface AlarmBoard {
  /** Evaluates the alarms that are due at `nowMs`; returns those that were, and what changed. */
  evaluate(nowMs: number): { readonly evaluated: readonly string[]; readonly transitions: readonly AlarmTransition[] };
  view(id: string): AlarmView | undefined;
  /** In the plan's order. */
  views(): readonly AlarmView[];
}

const mostChanges = 100;

/** Alarms that start as CloudWatch starts them, in INSUFFICIENT_DATA, and look at nothing before `createdAtMs`. */
export function createAlarmBoard({
  alarms,
  read,
  createdAtMs,
  evaluationRange,
}: {
  readonly alarms: readonly PlannedAlarm[];
  readonly read: ReadMetric;
  readonly createdAtMs: number;
  readonly evaluationRange: EvaluationRangeProfile;
}): AlarmBoard {
  const board = new Map(alarms.map((alarm) => [alarm.id, unchecked(alarm)]));

  const evaluateOne = (view: AlarmView, nowMs: number): AlarmTransition | undefined => {
    const { alarm, state: previousState } = view;
    const found = evaluateAlarm(alarm.rule, read, { nowMs, previousState, evaluationRange });
    const evaluation = isWarmingUp(view, found, nowMs - createdAtMs) ? { ...found, ...warmUp } : found;
    board.set(alarm.id, advance(view, evaluation, nowMs));
    if (evaluation.state === previousState) return undefined;
    return { alarm, from: previousState, evaluation, atMs: nowMs };
  };

  return {
    evaluate(nowMs) {
      const due = [...board.values()].filter(({ alarm }) => isDue(alarm, nowMs, createdAtMs));
      const transitions = due.flatMap((view) => evaluateOne(view, nowMs) ?? []);
      return { evaluated: due.map(({ alarm }) => alarm.id), transitions };
    },
    view: (id) => board.get(id),
    views: () => [...board.values()],
  };
}

/** An alarm's first window ends after its creation: one that only saw the time before would find data missing. */
function isDue({ rule }: PlannedAlarm, nowMs: number, createdAtMs: number): boolean {
  return nextEvaluationMs(rule, nowMs - 1) === nowMs && evaluationEndMs(rule, nowMs) > createdAtMs;
}

/** What a warm-up makes of an evaluation, whatever its points say. */
const warmUp = { state: 'INSUFFICIENT_DATA', reason: 'Warming up: the first data are still awaited.' } as const;

/** Until its warm-up is over, or data fill its window, an alarm stays as it was created (alarm-warm-up.html). */
function isWarmingUp({ alarm, changedAtMs }: AlarmView, { datapoints }: AlarmEvaluation, ageMs: number): boolean {
  const { warmUpMinutes = 0, evaluationPeriods } = alarm.rule;
  if (changedAtMs !== undefined || ageMs >= warmUpMinutes * 60_000) return false;
  return datapoints.slice(-evaluationPeriods).some(({ value }) => value === undefined);
}

function unchecked(alarm: PlannedAlarm): AlarmView {
  const stateReason = 'Unchecked: Initial alarm creation';
  return { alarm, state: 'INSUFFICIENT_DATA', stateReason, datapoints: [], history: [] };
}

function advance(view: AlarmView, { state, reason, datapoints }: AlarmEvaluation, nowMs: number): AlarmView {
  const evaluated = { ...view, state, stateReason: reason, evaluatedAtMs: nowMs, datapoints };
  if (state === view.state) return evaluated;
  const change: AlarmChange = { atMs: nowMs, from: view.state, to: state, reason };
  return { ...evaluated, changedAtMs: nowMs, history: [change, ...view.history].slice(0, mostChanges) };
}
