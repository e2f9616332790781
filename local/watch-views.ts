import type { Target } from '../examples/target.ts';
import type { Plan } from '../shared/plan/plan.ts';
import type { Clock } from '../shared/ports/clock.ts';
import type { DatabaseView, EndpointView, KpiView, TargetView, WatchView } from './api/types.ts';
import type { WatchSource } from './api/watch-source.ts';
import { alarmsByEndpoint, resultsInList, resultsOnPage, viewEndpoint } from './endpoint-view.ts';
import { createEvidenceViews } from './evidence-views.ts';
import type { IncidentDesk } from './incident-desk.ts';
import type { JobRunner } from './job-runner.ts';
import { queryMetrics } from './query-metrics.ts';
import type { WatchState } from './watch-state.ts';

/** What views are drawn from. */
export interface ViewedWatch {
  readonly plan: Plan;
  readonly clock: Clock;
  readonly speed: number;
  readonly startedAtMs: number;
  readonly state: WatchState;
  readonly runner: Pick<JobRunner, 'views'>;
  readonly target?: Target;
}

/** The answers that change nothing. */
export interface WatchViews
  extends Omit<
    WatchSource,
    keyof IncidentDesk | 'answerLink' | 'probeNow' | 'setFault' | 'subscribe' | 'reportHtml' | 'reports'
  > {
  /** A database as it stands in the list of all: without its tables. */
  databaseInList(id: string): DatabaseView | undefined;
  /** A KPI as it stands in the list of all: without its earlier results. */
  kpiInList(id: string): KpiView | undefined;
  /** An endpoint as it stands in the list of all. */
  endpointInList(id: string): EndpointView | undefined;
}

/** Draws every view that the API shows of a watch. */
export function createWatchViews({ plan, clock, speed, startedAtMs, state, runner, target }: ViewedWatch): WatchViews {
  const { results, board, metrics, deliveries } = state;
  const { service, environment, region, timeZone } = plan;
  const alarmsOf = alarmsByEndpoint(plan.alarms);
  const inList = resultsInList(plan.endpoints.length);
  const viewOf = (endpoint: Plan['endpoints'][number], count: number) =>
    viewEndpoint(endpoint, { results, alarms: alarmsOf.get(endpoint.id) ?? [], count });

  const viewById = (id: string, count: number) => {
    const endpoint = plan.endpoints.find((each) => each.id === id);
    return endpoint && viewOf(endpoint, count);
  };

  return {
    watch(): WatchView {
      const time = { nowMs: clock.now(), startedAtMs, speed };
      const people = plan.people.map(({ name }) => name);
      const facts = { service, environment, region, timeZone, ...time, jobs: runner.views(), people };
      return target === undefined ? facts : { ...facts, target: viewTarget(target) };
    },
    endpoints: () => plan.endpoints.map((endpoint) => viewOf(endpoint, inList)),
    endpoint: (id) => viewById(id, resultsOnPage),
    endpointInList: (id) => viewById(id, inList),
    ...createEvidenceViews(plan, state.evidence),
    alarms: board.views,
    alarm: board.view,
    metrics: () => plan.metrics,
    query: (query) => queryMetrics(query, metrics.points),
    deliveries: deliveries.all,
    dashboards: () => plan.dashboards,
  };
}

/** The example system as the console shows it. */
export function viewTarget({ name, urls, listFaults }: Target): TargetView {
  return { name, urls, faults: listFaults() };
}
