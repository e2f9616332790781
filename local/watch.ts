import type { Target } from '../examples/target.ts';
import type { RouterPorts, routeAlert } from '../functions/alert-router/route-alert.ts';
import { probeEndpoints } from '../functions/endpoint-probe/probe-endpoints.ts';
import type { EvaluationRangeProfile } from '../shared/cloudwatch/evaluation-range.ts';
import { endpointProbeConfig } from '../shared/plan/endpoint-probe-config.ts';
import { jobMetric } from '../shared/plan/job-metrics.ts';
import type { Plan, PlannedJob } from '../shared/plan/plan.ts';
import type { AlarmHistory } from '../shared/ports/alarm-history.ts';
import type { Clock } from '../shared/ports/clock.ts';
import type { WatchSource } from './api/watch-source.ts';
import type { DatabasePorts } from './database-ports.ts';
import { deadLetterData } from './function-metrics.ts';
import { createJobRunner } from './job-runner.ts';
import { createWorks, type ReplacedWorks, type WorkPorts } from './job-works.ts';
import type { DeadLetterStore } from './memory/dead-letter-store.ts';
import { createMemoryMetricHistory } from './memory/metric-history.ts';
import { createNotifier } from './notifier.ts';
import type { ProbePorts } from './probe-ports.ts';
import { createReportDesk } from './report-desk.ts';
import { createWatchState, type WatchState } from './watch-state.ts';
import { createWatchViews, viewTarget } from './watch-views.ts';

/** What a watch is made of. */
export interface WatchOptions {
  readonly plan: Plan;
  readonly clock: Clock;
  /** Seconds of the clock per real second; default 1. */
  readonly speed?: number;
  readonly probes: ProbePorts;
  /** How databases are reached; without it none can be. */
  readonly databases?: DatabasePorts;
  /** Where links of reports lead to. */
  readonly consoleUrl?: () => string;
  readonly alerts: Pick<RouterPorts, 'outbox' | 'timer' | 'random' | 'linksOf'>;
  /** The example system that runs along. */
  readonly target?: Target;
  /** Which of CloudWatch's undocumented choices alarms follow; default `n+2`. */
  readonly evaluationRange?: EvaluationRangeProfile;
  /** Takes the place of the functions' work, so that a story can break it. */
  readonly work?: ReplacedWorks & { readonly routeAlert?: typeof routeAlert };
}

/** A plan that runs on this machine: the work of the functions with memory adapters. Whoever owns it moves its time. */
export interface Watch extends WatchSource {
  readonly plan: Plan;
  readonly deadLetters: Pick<DeadLetterStore, 'count' | 'letters'>;
  /** Never rejects. */
  runJob(job: PlannedJob, scheduledAtMs: number): Promise<void>;
  /** Evaluates the alarms that are due at `nowMs`; resolves when everybody who must know was told. */
  evaluate(nowMs: number): Promise<void>;
}

/** Creates the watch of a plan; nothing runs until it is told to. */
export function createWatch(options: WatchOptions): Watch {
  const { plan, clock, speed = 1, target, evaluationRange = 'n+2' } = options;
  const startedAtMs = clock.now();
  const state = createWatchState(plan, {
    createdAtMs: startedAtMs,
    evaluationRange,
    listeners: { onDatabase: (id) => tellDatabase(id), onKpi: (id) => tellKpi(id) },
  });
  const { feed, board, deadLetters, metrics } = state;
  const { runner, probeNow } = createRunner(options, state, (id) => tellEndpoint(id));
  const notify = createWatchNotifier(options, state, startedAtMs);
  const desk = createReportDesk({
    ...{ plan, clock, metrics, board },
    timer: options.probes.timer,
    evidence: state.evidence,
    consoleUrl: options.consoleUrl ?? (() => ''),
  });
  const views = createWatchViews({
    ...{ plan, clock, speed, startedAtMs, state, runner },
    ...(target === undefined ? {} : { target }),
  });

  const tellWatch = () => feed.tell(() => ({ type: 'watch', watch: views.watch() }));
  const tellEndpoint = (id: string) =>
    feed.tell(() => {
      const endpoint = views.endpointInList(id);
      return endpoint && { type: 'endpoint', endpoint };
    });
  const tellDatabase = (id: string) =>
    feed.tell(() => {
      const database = views.databaseInList(id);
      return database && { type: 'database', database };
    });
  const tellKpi = (id: string) =>
    feed.tell(() => {
      const kpi = views.kpiInList(id);
      return kpi && { type: 'kpi', kpi };
    });
  const tellAlarm = (id: string) =>
    feed.tell(() => {
      const alarm = board.view(id);
      return alarm && { type: 'alarm', alarm };
    });

  return {
    ...views,
    plan,
    deadLetters,
    subscribe: feed.subscribe,
    reports: desk.views,
    reportHtml: desk.html,
    async runJob(job, scheduledAtMs) {
      await runner.run(job, scheduledAtMs);
      tellWatch();
    },
    async evaluate(nowMs) {
      metrics.add(plan.functions.map((fn) => deadLetterData(fn, deadLetters.count(fn.id), nowMs)));
      const { evaluated, transitions } = board.evaluate(nowMs);
      evaluated.forEach(tellAlarm);
      tellWatch();
      await Promise.all(transitions.map(notify));
    },
    async probeNow(id) {
      if (views.endpoint(id) === undefined) return undefined;
      await probeNow(id);
      return views.endpoint(id);
    },
    async setFault(id, active) {
      if (target?.listFaults().some((fault) => fault.id === id) !== true) return undefined;
      await target.setFault(id, active);
      tellWatch();
      return viewTarget(target);
    },
  };
}

/** Runs the jobs of the plan, and single probes outside of their schedule. */
function createRunner(
  { plan, clock, speed = 1, probes, databases = unreachable, work = {} }: WatchOptions,
  state: WatchState,
  onResult: (endpoint: string) => void,
) {
  const { metrics, results, evidence, deadLetters } = state;
  const { timer } = probes;
  const ports: WorkPorts = {
    probes: {
      ...probes,
      metrics,
      log: {
        write(result, run) {
          results.write(result, run);
          onResult(result.endpoint);
        },
      },
    },
    databases: { ...databases, ...{ metrics, log: evidence, clock, timer } },
    kpis: {
      ...{ metrics, log: evidence, timer },
      context: probes.context,
      realNow: databases.realNow,
      connector: databases.connector,
      history: createMemoryMetricHistory(metrics),
    },
    refreshes: {
      ...{ metrics, log: evidence, clock, timer },
      exactNow: probes.context.clock.exactNow,
      connector: databases.connector,
    },
  };
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

const nowhere = { kind: 'ours', message: 'No database can be reached from this watch' } as const;

/** A watch that was given no way to databases. */
const unreachable: DatabasePorts = {
  connector: { connect: async () => ({ ok: false, failure: nowhere }) },
  state: { read: async () => undefined, write: async () => true },
  paused: { isPaused: async () => undefined },
  realNow: () => 0,
};

function createWatchNotifier({ plan, clock, alerts, work }: WatchOptions, state: WatchState, createdAtMs: number) {
  const { metrics, results, evidence, deliveries, deadLetters, board } = state;
  const history: AlarmHistory = {
    async openedAt({ alarmName, beforeMs }) {
      const view = board.views().find(({ alarm }) => alarm.name === alarmName);
      return view?.history.find(({ to, atMs }) => to === 'ALARM' && atMs <= beforeMs)?.atMs;
    },
  };
  const found = { latest: results.latest, finding: evidence.finding };
  const ports = { ...alerts, clock, evidence: found, deliveryLog: deliveries, history };
  const replaced = work?.routeAlert === undefined ? {} : { work: work.routeAlert };
  return createNotifier({ plan, createdAtMs, ports, deadLetters, publish: metrics.add, ...replaced });
}
