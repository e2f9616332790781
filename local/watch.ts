import type { Target } from '../examples/target.ts';
import type { RouterPorts, routeAlert } from '../functions/alert-router/route-alert.ts';
import type { EvaluationRangeProfile } from '../shared/cloudwatch/evaluation-range.ts';
import type { Plan, PlannedJob } from '../shared/plan/plan.ts';
import type { WatchEvent } from './api/types.ts';
import type { WatchSource } from './api/watch-source.ts';
import type { ChangeFeed } from './change-feed.ts';
import { deadLetterData } from './function-metrics.ts';
import type { ReplacedWorks } from './job-works.ts';
import { createMemoryAlarmHistory } from './memory/alarm-history.ts';
import type { DeadLetterStore } from './memory/dead-letter-store.ts';
import { createNotifier } from './notifier.ts';
import { createReportDesk } from './report-desk.ts';
import { createWatchRunner, type WatchRunnerOptions } from './watch-runner.ts';
import { createWatchState, type WatchState } from './watch-state.ts';
import { createWatchViews, viewTarget, type WatchViews } from './watch-views.ts';

/** What a watch is made of. */
export interface WatchOptions extends WatchRunnerOptions {
  /** Where links of reports lead to. */
  readonly consoleUrl?: () => string;
  readonly alerts: Pick<RouterPorts, 'outbox' | 'timer' | 'random' | 'linksOf'>;
  /** The example system that runs along. */
  readonly target?: Target;
  /** Which of CloudWatch's undocumented choices alarms follow; default `n+2`. */
  readonly evaluationRange?: EvaluationRangeProfile;
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
    listeners: { onDatabase: (id) => tell.database(id), onKpi: (id) => tell.kpi(id) },
  });
  const { feed, board, deadLetters, metrics } = state;
  const { runner, probeNow } = createWatchRunner(options, state, (id) => tell.endpoint(id));
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

  const tell = createTellers(feed, views);

  return {
    ...views,
    plan,
    deadLetters,
    subscribe: feed.subscribe,
    reports: desk.views,
    reportHtml: desk.html,
    async runJob(job, scheduledAtMs) {
      await runner.run(job, scheduledAtMs);
      tell.watch();
    },
    async evaluate(nowMs) {
      metrics.add(plan.functions.map((fn) => deadLetterData(fn, deadLetters.count(fn.id), nowMs)));
      const { evaluated, transitions } = board.evaluate(nowMs);
      evaluated.forEach(tell.alarm);
      tell.watch();
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
      tell.watch();
      return viewTarget(target);
    },
  };
}

/** Tells those who listen how one thing stands now; nothing is drawn where nobody does. */
function createTellers(feed: ChangeFeed, views: WatchViews) {
  const teller =
    <Thing>(view: (id: string) => Thing | undefined, eventOf: (thing: Thing) => WatchEvent) =>
    (id: string) =>
      feed.tell(() => {
        const thing = view(id);
        return thing && eventOf(thing);
      });
  return {
    watch: () => feed.tell(() => ({ type: 'watch', watch: views.watch() })),
    endpoint: teller(views.endpointInList, (endpoint) => ({ type: 'endpoint', endpoint })),
    database: teller(views.databaseInList, (database) => ({ type: 'database', database })),
    kpi: teller(views.kpiInList, (kpi) => ({ type: 'kpi', kpi })),
    alarm: teller(views.alarm, (alarm) => ({ type: 'alarm', alarm })),
  };
}

function createWatchNotifier({ plan, clock, alerts, work }: WatchOptions, state: WatchState, createdAtMs: number) {
  const { metrics, results, evidence, deliveries, deadLetters, board } = state;
  const found = { latest: results.latest, finding: evidence.finding };
  const ports = {
    ...alerts,
    clock,
    evidence: found,
    deliveryLog: deliveries,
    history: createMemoryAlarmHistory(board),
  };
  const replaced = work?.routeAlert === undefined ? {} : { work: work.routeAlert };
  return createNotifier({ plan, createdAtMs, ports, deadLetters, publish: metrics.add, ...replaced });
}
