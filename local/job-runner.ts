import {
  type ProbeEndpointsPorts,
  probeEndpoints,
  publishReserveMs,
} from '../functions/endpoint-probe/probe-endpoints.ts';
import type { ProbeReport } from '../functions/endpoint-probe/probe-report.ts';
import type { MetricDatum } from '../shared/model/metric.ts';
import { endpointProbeConfig } from '../shared/plan/endpoint-probe-config.ts';
import type { Plan, PlannedJob } from '../shared/plan/plan.ts';
import type { Clock } from '../shared/ports/clock.ts';
import type { JobView } from './api/types.ts';
import { invocationData } from './function-metrics.ts';
import { createJobBoard } from './job-board.ts';
import type { DeadLetterStore } from './memory/dead-letter-store.ts';

/** What runs jobs needs of the world around it. */
export interface JobRunnerOptions {
  readonly plan: Plan;
  readonly clock: Clock;
  /** How many seconds of the clock pass in a real one; a run must be done within its real interval. */
  readonly speed: number;
  readonly ports: ProbeEndpointsPorts;
  readonly deadLetters: DeadLetterStore;
  /** Takes what AWS would publish about the function's invocations. */
  readonly publish: (data: readonly MetricDatum[]) => void;
  /** The work of the probe function; a scenario may break it. */
  readonly work?: typeof probeEndpoints;
}

/** Runs the jobs of a plan as Lambda would: what fails is counted and kept, and stops nothing. */
export interface JobRunner {
  /** Never rejects. A job whose last run is not done yet is not started again: that is a throttle. */
  run(job: PlannedJob, scheduledAtMs: number): Promise<void>;
  /** Probes one endpoint outside of its schedule. Its result is logged; no metric is published. */
  probeNow(endpoint: string): Promise<void>;
  views(): readonly JobView[];
}

/** Part of its real interval that a run may take, so that it is done when the next one is due. */
const runShare = 0.95;

/** Creates the runner of a plan's jobs. */
export function createJobRunner(options: JobRunnerOptions): JobRunner {
  const { plan, clock, ports, deadLetters, publish, work = probeEndpoints } = options;
  const board = createJobBoard(plan.jobs);
  const running = new Set<string>();
  const functions = new Map(
    plan.functions.map((planned) => [planned.id, { planned, config: endpointProbeConfig(plan, planned) }]),
  );
  const functionOf = (job: PlannedJob) => {
    const fn = functions.get(job.function);
    if (fn === undefined) throw new Error(`Cannot run job "${job.id}": the plan has no function "${job.function}"`);
    return fn;
  };

  return {
    async run(job, scheduledAtMs) {
      const { planned, config } = functionOf(job);
      const startedAtMs = clock.now();
      if (running.has(job.id)) {
        board.note(job, { problem: 'The run before was not done yet, so that this one was not started' });
        return publish(invocationData(planned, 'throttled', startedAtMs));
      }
      running.add(job.id);
      const event = { scheduledAt: new Date(scheduledAtMs).toISOString(), job: job.id };
      try {
        const { counts } = await work(event, remainingMs(job, options.speed), { config, ports });
        board.note(job, { lastRunAtMs: scheduledAtMs, lastResultPercent: judgedPercent(counts) });
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
    async probeNow(endpoint) {
      const job = plan.jobs.find(({ endpoints }) => endpoints.includes(endpoint));
      if (job === undefined) throw new Error(`Cannot probe "${endpoint}": no job probes it`);
      const { planned, config } = functionOf(job);
      await work({ endpoints: [endpoint] }, planned.timeoutSeconds * 1000, { config, ports });
    },
    views: board.views,
  };
}

/** Real time that a run has, as Lambda would tell it. What the work keeps back to publish takes none on this machine. */
function remainingMs({ everySeconds }: PlannedJob, speed: number): number {
  return Math.floor((everySeconds * 1000 * runShare) / speed) + publishReserveMs;
}

function judgedPercent({ up, degraded, down, unknown }: ProbeReport['counts']): number {
  const judged = up + degraded + down;
  return judged + unknown === 0 ? 100 : (judged / (judged + unknown)) * 100;
}
