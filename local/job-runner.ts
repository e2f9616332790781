import { publishReserveMs } from '../shared/jobs/publish-run.ts';
import type { MetricDatum } from '../shared/model/metric.ts';
import type { Plan, PlannedFunction, PlannedJob } from '../shared/plan/plan.ts';
import type { Clock } from '../shared/ports/clock.ts';
import type { JobView } from './api/types.ts';
import { invocationData } from './function-metrics.ts';
import { createJobBoard } from './job-board.ts';
import type { DeadLetterStore } from './memory/dead-letter-store.ts';

/** What the scheduler sends: the job, and the time at which it was due. */
export interface JobEvent {
  readonly scheduledAt: string;
  readonly job: string;
}

/** The work of a function: does what the event says within real milliseconds. Rejects as an invocation would fail. */
export type JobWork = (event: JobEvent, remainingMs: number) => Promise<unknown>;

/** What runs jobs needs of the world around it. */
export interface JobRunnerOptions {
  readonly plan: Plan;
  readonly clock: Clock;
  /** How many seconds of the clock pass in a real one; a run must be done within its real interval. */
  readonly speed: number;
  /** The work of a planned function. */
  readonly workOf: (fn: PlannedFunction) => JobWork;
  /** The share of a job's things that got a verdict in its newest run, as it published it. */
  readonly resultPercentOf: (job: PlannedJob) => number | undefined;
  readonly deadLetters: DeadLetterStore;
  /** Takes what AWS would publish about the function's invocations. */
  readonly publish: (data: readonly MetricDatum[]) => void;
}

/** Runs the jobs of a plan as Lambda would: what fails is counted and kept, and stops nothing. */
export interface JobRunner {
  /** Never rejects. A job whose last run is not done yet is not started again: that is a throttle. */
  run(job: PlannedJob, scheduledAtMs: number): Promise<void>;
  views(): readonly JobView[];
}

/** Part of its real interval that a run may take, so that it is done when the next one is due. */
const runShare = 0.95;

/** Creates the runner of a plan's jobs. */
export function createJobRunner(options: JobRunnerOptions): JobRunner {
  const { plan, clock, speed, workOf, resultPercentOf, deadLetters, publish } = options;
  const board = createJobBoard(plan.jobs);
  const running = new Set<string>();
  const functions = new Map(plan.functions.map((planned) => [planned.id, { planned, work: workOf(planned) }]));
  const functionOf = (job: PlannedJob) => {
    const fn = functions.get(job.function);
    if (fn === undefined) throw new Error(`Cannot run job "${job.id}": the plan has no function "${job.function}"`);
    return fn;
  };

  return {
    async run(job, scheduledAtMs) {
      const { planned, work } = functionOf(job);
      const startedAtMs = clock.now();
      if (running.has(job.id)) {
        board.note(job, { problem: 'The run before was not done yet, so that this one was not started' });
        return publish(invocationData(planned, 'throttled', startedAtMs));
      }
      running.add(job.id);
      try {
        await work({ scheduledAt: new Date(scheduledAtMs).toISOString(), job: job.id }, remainingMs(job, speed));
        const percent = resultPercentOf(job);
        board.note(job, {
          lastRunAtMs: scheduledAtMs,
          ...(percent === undefined ? {} : { lastResultPercent: percent }),
        });
        publish(invocationData(planned, 'succeeded', startedAtMs));
      } catch (error) {
        const problem = error instanceof Error ? error.message : String(error);
        board.note(job, { lastRunAtMs: scheduledAtMs, problem });
        publish(invocationData(planned, 'failed', startedAtMs));
        deadLetters.hold(planned.id, { type: 'failed-run', atMs: clock.now(), problem, job: job.id });
      } finally {
        running.delete(job.id);
      }
    },
    views: board.views,
  };
}

/** Real time that a run has, as Lambda would tell it. Publishing takes none on this machine: what is kept for it is given on top. */
function remainingMs({ everySeconds }: PlannedJob, speed: number): number {
  return Math.floor((everySeconds * 1000 * runShare) / speed) + publishReserveMs;
}
