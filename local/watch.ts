import type { Target } from '../examples/target.ts';
import type { handleEvent } from '../functions/alert-router/handle-event.ts';
import type { RouterPorts } from '../functions/alert-router/router-ports.ts';
import type { EvaluationRangeProfile } from '../shared/cloudwatch/evaluation-range.ts';
import { sweepSeconds } from '../shared/plan/alarms/router-sweep.ts';
import type { Plan, PlannedJob } from '../shared/plan/plan.ts';
import type { WatchEvent } from './api/types.ts';
import type { WatchSource } from './api/watch-source.ts';
import type { ChangeFeed } from './change-feed.ts';
import { deadLetterData } from './function-metrics.ts';
import { createIncidentDesk } from './incident-desk.ts';
import type { ReplacedWorks } from './job-works.ts';
import { createLinkDesk } from './link-desk.ts';
import { createMemoryAlarmHistory } from './memory/alarm-history.ts';
import { createMemoryAlarmStates } from './memory/alarm-states.ts';
import type { DeadLetterStore } from './memory/dead-letter-store.ts';
import { createNotifier } from './notifier.ts';
import { createReportDesk } from './report-desk.ts';
import { createRouterRunner, type RouterRunner } from './router-runner.ts';
import { createWatchRunner, type WatchRunnerOptions } from './watch-runner.ts';
import { createWatchState, type WatchState } from './watch-state.ts';
import { createWatchViews, viewTarget, type WatchViews } from './watch-views.ts';

/** What a watch is made of. */
export interface WatchOptions extends WatchRunnerOptions {
  /** Where links of reports lead to. */
  readonly consoleUrl?: () => string;
  /** What acknowledge links are signed with. */
  readonly linkSecret?: () => Promise<string>;
  readonly alerts: Pick<RouterPorts, 'outbox' | 'timer' | 'random' | 'linksOf' | 'actionLink'>;
  /** The example system that runs along. */
  readonly target?: Target;
  /** Which of CloudWatch's undocumented choices alarms follow; default `n+2`. */
  readonly evaluationRange?: EvaluationRangeProfile;
  readonly work?: ReplacedWorks & { readonly handleEvent?: typeof handleEvent };
}

/** A plan that runs on this machine: the work of the functions with memory adapters. Whoever owns it moves its time. */
export interface Watch extends WatchSource {
  readonly plan: Plan;
  readonly deadLetters: Pick<DeadLetterStore, 'count' | 'letters'>;
  /** Never rejects. */
  runJob(job: PlannedJob, scheduledAtMs: number): Promise<void>;
  /** Evaluates the alarms that are due at `nowMs`; resolves when everybody who must know was told. */
  evaluate(nowMs: number): Promise<void>;
  /** When the router wants to be called back next (epoch milliseconds), its regular sweep included. */
  nextCallMs(afterMs: number): number;
  /** Calls the router back for whatever is due; resolves when it is done. */
  callBack(nowMs: number): Promise<void>;
}

const sweepMs = sweepSeconds * 1_000;

/** Creates the watch of a plan; nothing runs until it is told to. */
export function createWatch(options: WatchOptions): Watch {
  const { plan, clock, speed = 1, target, evaluationRange = 'n+2' } = options;
  const startedAtMs = clock.now();
  const state = createWatchState(plan, {
    clock,
    createdAtMs: startedAtMs,
    evaluationRange,
    listeners: { onDatabase: (id) => tell.database(id), onKpi: (id) => tell.kpi(id) },
  });
  const { feed, board, deadLetters, metrics } = state;
  const { runner, probeNow } = createWatchRunner(options, state, (id) => tell.endpoint(id));
  const router = createWatchRouter(options, state);
  const notifier = createNotifier({ plan, createdAtMs: startedAtMs, deliveryLog: state.deliveries, router });
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
    ...createIncidentDesk({ plan, clock, incidents: state.incidents, router }),
    answerLink: createLinkDesk({
      ...{ plan, clock, incidents: state.incidents, router },
      secret:
        options.linkSecret ??
        (() => Promise.reject(new Error('Cannot answer a link: this watch signs none, must have a secret'))),
    }),
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
      await notifier.releaseMuted(nowMs);
      await Promise.all(transitions.map(notifier.notify));
    },
    nextCallMs(afterMs) {
      const sweepAtMs = (Math.floor(afterMs / sweepMs) + 1) * sweepMs;
      return Math.min(sweepAtMs, Math.max(afterMs, state.wakeUps.next() ?? sweepAtMs));
    },
    async callBack(nowMs) {
      for (const alarm of state.wakeUps.take(nowMs)) await router.invoke({ wake: { alarm } });
      if (nowMs % sweepMs === 0) await router.invoke({ sweep: true });
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

function createWatchRouter({ plan, clock, alerts, work }: WatchOptions, state: WatchState): RouterRunner {
  const { metrics, results, evidence, deliveries, deadLetters, board, incidents, wakeUps } = state;
  const ports = {
    ...{ ...alerts, clock, incidents, wakeUps, metrics, deliveryLog: deliveries },
    evidence: { latest: results.latest, finding: evidence.finding },
    history: createMemoryAlarmHistory(board),
    alarmStates: createMemoryAlarmStates(board),
  };
  const replaced = work?.handleEvent === undefined ? {} : { work: work.handleEvent };
  return createRouterRunner({ plan, ports, deadLetters, publish: metrics.add, ...replaced });
}
