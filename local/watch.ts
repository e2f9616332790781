import type { Target } from '../examples/target.ts';
import type { RouterPorts, routeAlert } from '../functions/alert-router/route-alert.ts';
import type { ProbeEndpointsPorts, probeEndpoints } from '../functions/endpoint-probe/probe-endpoints.ts';
import type { EvaluationRangeProfile } from '../shared/cloudwatch/evaluation-range.ts';
import type { Plan, PlannedJob } from '../shared/plan/plan.ts';
import type { AlarmHistory } from '../shared/ports/alarm-history.ts';
import type { Clock } from '../shared/ports/clock.ts';
import type { WatchSource } from './api/watch-source.ts';
import { deadLetterData } from './function-metrics.ts';
import { createJobRunner } from './job-runner.ts';
import type { DeadLetterStore } from './memory/dead-letter-store.ts';
import { createNotifier } from './notifier.ts';
import type { ProbePorts } from './probe-ports.ts';
import { createWatchState, type WatchState } from './watch-state.ts';
import { createWatchViews, viewTarget } from './watch-views.ts';

/** What a watch is made of. */
export interface WatchOptions {
  readonly plan: Plan;
  readonly clock: Clock;
  /** Seconds of the clock per real second; default 1. */
  readonly speed?: number;
  readonly probes: ProbePorts;
  readonly alerts: Pick<RouterPorts, 'outbox' | 'timer' | 'random' | 'linksOf'>;
  /** The example system that runs along. */
  readonly target?: Target;
  /** Which of CloudWatch's undocumented choices alarms follow; default `n+2`. */
  readonly evaluationRange?: EvaluationRangeProfile;
  /** Takes the place of the functions' work, so that a story can break it. */
  readonly work?: { readonly probeEndpoints?: typeof probeEndpoints; readonly routeAlert?: typeof routeAlert };
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
  const state = createWatchState(plan, { createdAtMs: startedAtMs, evaluationRange });
  const { feed, board, deadLetters, metrics } = state;
  const runner = createRunner(options, state, (id) => tellEndpoint(id));
  const notify = createWatchNotifier(options, state, startedAtMs);
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
      await runner.probeNow(id);
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

function createRunner(
  { plan, clock, speed = 1, probes, work }: WatchOptions,
  state: WatchState,
  onResult: (endpoint: string) => void,
) {
  const { metrics, results, deadLetters } = state;
  const ports: ProbeEndpointsPorts = {
    ...probes,
    metrics,
    log: {
      write(result, run) {
        results.write(result, run);
        onResult(result.endpoint);
      },
    },
  };
  const replaced = work?.probeEndpoints === undefined ? {} : { work: work.probeEndpoints };
  return createJobRunner({ plan, clock, speed, ports, deadLetters, publish: metrics.add, ...replaced });
}

function createWatchNotifier({ plan, clock, alerts, work }: WatchOptions, state: WatchState, createdAtMs: number) {
  const { metrics, results, deliveries, deadLetters, board } = state;
  const history: AlarmHistory = {
    async openedAt({ alarmName, beforeMs }) {
      const view = board.views().find(({ alarm }) => alarm.name === alarmName);
      return view?.history.find(({ to, atMs }) => to === 'ALARM' && atMs <= beforeMs)?.atMs;
    },
  };
  const ports = { ...alerts, clock, evidence: results, deliveryLog: deliveries, history };
  const replaced = work?.routeAlert === undefined ? {} : { work: work.routeAlert };
  return createNotifier({ plan, createdAtMs, ports, deadLetters, publish: metrics.add, ...replaced });
}
