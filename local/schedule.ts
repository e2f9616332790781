import { nextEvaluationMs } from '../shared/cloudwatch/evaluation-schedule.ts';
import type { AlarmRule } from '../shared/model/alarm.ts';
import type { PlannedJob } from '../shared/plan/plan.ts';

/** What happens by the clock: jobs run, alarms are evaluated. */
export interface Scheduled {
  readonly jobs: readonly PlannedJob[];
  readonly alarms: readonly { readonly rule: AlarmRule }[];
}

/** One run of a job, stamped as EventBridge Scheduler stamps it: with the time it was meant for. */
export interface DueRun {
  readonly job: PlannedJob;
  readonly scheduledAtMs: number;
}

/** Everything that is due at one moment. */
export interface Moment {
  readonly atMs: number;
  readonly runs: readonly DueRun[];
  /** True where at least one alarm falls due for evaluation. */
  readonly evaluates: boolean;
}

/** The run that a job should last have had at `nowMs`: intervals are aligned to whole multiples since the epoch. */
export function latestRun(job: PlannedJob, nowMs: number): DueRun {
  const intervalMs = job.everySeconds * 1000;
  return { job, scheduledAtMs: Math.floor(nowMs / intervalMs) * intervalMs };
}

/** The first moment after `afterMs` at which anything is due; undefined where nothing is ever due. */
export function nextMoment({ jobs, alarms }: Scheduled, afterMs: number): Moment | undefined {
  const nextRuns = jobs.map((job) => ({
    job,
    scheduledAtMs: latestRun(job, afterMs).scheduledAtMs + job.everySeconds * 1000,
  }));
  const evaluationMs = alarms.reduce(
    (soonest, { rule }) => Math.min(soonest, nextEvaluationMs(rule, afterMs)),
    Number.POSITIVE_INFINITY,
  );
  const atMs = nextRuns.reduce((soonest, run) => Math.min(soonest, run.scheduledAtMs), evaluationMs);
  if (atMs === Number.POSITIVE_INFINITY) return undefined;
  return { atMs, runs: nextRuns.filter((run) => run.scheduledAtMs === atMs), evaluates: evaluationMs === atMs };
}
