import { probeEndpoints } from '../functions/endpoint-probe/probe-endpoints.ts';
import { endpointProbeConfig } from '../shared/plan/endpoint-probe-config.ts';
import { jobMetric } from '../shared/plan/job-metrics.ts';
import type { Plan, PlannedJob } from '../shared/plan/plan.ts';
import type { Clock } from '../shared/ports/clock.ts';
import { type DatabasePorts, noDatabases } from './database-ports.ts';
import { createJobRunner } from './job-runner.ts';
import { createWorks, type ReplacedWorks, type WorkPorts } from './job-works.ts';
import { createMemoryMetricHistory } from './memory/metric-history.ts';
import type { ProbePorts } from './probe-ports.ts';
import type { WatchState } from './watch-state.ts';

/** What the jobs of a watch run with. */
export interface WatchRunnerOptions {
  readonly plan: Plan;
  readonly clock: Clock;
  /** Seconds of the clock per real second; default 1. */
  readonly speed?: number;
  readonly probes: ProbePorts;
  /** How databases are reached; without it none can be. */
  readonly databases?: DatabasePorts;
  /** Takes the place of the functions' work, so that a story can break it. */
  readonly work?: ReplacedWorks;
}

/** Runs the jobs of a watch's plan, and single probes outside of their schedule. */
export function createWatchRunner(
  { plan, clock, speed = 1, probes, databases = noDatabases, work = {} }: WatchRunnerOptions,
  state: WatchState,
  onResult: (endpoint: string) => void,
) {
  const { metrics, deadLetters } = state;
  const ports = portsOf({ clock, probes, databases }, state, onResult);
  const workOf = createWorks(plan, ports, work);
  const resultPercentOf = ({ id }: PlannedJob) =>
    metrics.points(jobMetric(plan.namespace, 'ResultPercent', id), 0, Number.POSITIVE_INFINITY).at(-1)?.value;
  const runner = createJobRunner({
    ...{ plan, clock, speed, workOf, resultPercentOf, deadLetters },
    publish: metrics.add,
  });
  /** Its result is logged; no metric is published. */
  const probeNow = async (endpoint: string): Promise<void> => {
    const job = plan.jobs.find((one) => one.kind === 'endpoint-probe' && one.endpoints.includes(endpoint));
    const fn = plan.functions.find(({ id }) => id === job?.function);
    if (fn === undefined) throw new Error(`Cannot probe "${endpoint}": no job probes it`);
    const config = endpointProbeConfig(plan, fn);
    await probeEndpoints({ endpoints: [endpoint] }, fn.timeoutSeconds * 1_000, { config, ports: ports.probes });
  };
  return { runner, probeNow };
}

/** The ports of every work, all over the same memory. */
function portsOf(
  { clock, probes, databases }: Required<Pick<WatchRunnerOptions, 'clock' | 'probes' | 'databases'>>,
  { metrics, results, evidence }: WatchState,
  onResult: (endpoint: string) => void,
): WorkPorts {
  const { timer, context } = probes;
  const run = { metrics, log: evidence, timer };
  const { connector, realNow } = databases;
  return {
    probes: {
      ...probes,
      metrics,
      log: {
        write(result, job) {
          results.write(result, job);
          onResult(result.endpoint);
        },
      },
    },
    databases: { ...databases, ...run, clock },
    kpis: { ...run, context, connector, realNow, history: createMemoryMetricHistory(metrics) },
    refreshes: { ...run, clock, connector, exactNow: context.clock.exactNow },
  };
}
