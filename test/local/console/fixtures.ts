import { createAlarmBoard } from '../../../local/alarm-board.ts';
import type { EndpointView, FaultView, JobView, WatchView } from '../../../local/api/types.ts';
import type { Snapshot } from '../../../local/console/state/snapshot.ts';
import { createMetricStore, type MetricStore } from '../../../local/memory/metric-store.ts';
import { endpointData } from '../../../shared/plan/endpoint-metrics.ts';
import { routerSweepMetric } from '../../../shared/plan/incident-metrics.ts';
import { jobMetric } from '../../../shared/plan/job-metrics.ts';
import { plan } from '../../../shared/plan/make-plan.ts';
import type { Plan, PlannedJob } from '../../../shared/plan/plan.ts';
import { makeDefinition } from '../../support/definition.ts';
import { everyWidget } from './fixture-dashboard.ts';
import { databaseData, databaseInput, databaseViews, freshDatabase, refreshViews } from './fixture-databases.ts';
import { deliveriesOf } from './fixture-deliveries.ts';
import { incidentViews } from './fixture-incidents.ts';
import { freshKpi, kpiData, kpiInput, kpiViews, reportViews } from './fixture-kpis.ts';
import { peopleInput, policiesInput, rotationViews, routeViews, runbooksInput } from './fixture-people.ts';
import { NOW_MS, resultsOf, STARTED_AT_MS, stories } from './fixture-results.ts';

const MINUTE_MS = 60_000;
const http = (url: string, title: string) => ({ kind: 'http', url, title });

/**
 * A shop with an endpoint in each state: up, slow, down, unknown, pending, and one whose certificate ends soon; a database in
 * trouble and a calm one; a number for each way in which one can stand.
 */
export const samplePlan: Plan = plan(
  makeDefinition({
    channels: { audit: { kind: 'webhook', url: 'https://audit.shop.example/hook' } },
    ...peopleInput,
    policies: policiesInput,
    owner: 'shop',
    defaults: { runbook: 'https://runbooks.shop.example/shop' },
    runbooks: runbooksInput,
    groups: {
      storefront: {
        endpoints: {
          web: { ...http('https://www.shop.example/', 'Storefront'), latency: { degraded: '400ms' } },
          checkout: {
            ...http('https://www.shop.example/checkout', 'Checkout'),
            latency: { degraded: '800ms', failed: '3s' },
          },
          account: http('https://account.shop.example/sign-in', 'Account'),
        },
      },
      platform: {
        endpoints: {
          api: { ...http('https://api.shop.example/health', 'Product API'), runbook: 'api' },
          database: { kind: 'tcp', host: 'db.shop.example', port: 5432, title: 'Database port' },
          names: { kind: 'dns', name: 'www.shop.example', title: 'Name servers' },
          archive: { ...http('https://archive.shop.example/', 'Archive'), every: '5m' },
        },
      },
    },
    endpoints: null,
    databases: databaseInput,
    kpis: kpiInput,
    refreshes: {
      'api-performance': { database: 'orders', view: 'public.api_performance', title: 'API performance view' },
    },
    environments: { local: { region: 'eu-central-1' } },
    dashboards: {
      overview: {
        title: 'Shop overview',
        panels: [
          { panel: 'status' },
          { panel: 'availability' },
          { panel: 'latency' },
          { panel: 'certificates' },
          { panel: 'kpis' },
          { panel: 'funnel', kpi: 'checkout', title: 'Way to an order' },
          { panel: 'jobs' },
        ],
      },
    },
  }),
  'local',
);

const faults: readonly FaultView[] = [
  {
    id: 'errors',
    title: 'API errors',
    description:
      'The product list, checkout and account answer 500 and the health check 503. The storefront still works.',
    active: true,
  },
  { id: 'slow', title: 'Slow answers', description: 'Every answer takes 1.2 seconds longer.', active: false },
  {
    id: 'wrong-content',
    title: 'Wrong content',
    description: 'The storefront answers 200, with a maintenance page in place of the products.',
    active: false,
  },
  {
    id: 'expired-certificate',
    title: 'Certificate expired',
    description: 'The HTTPS certificate expired 2 days ago. Plain HTTP still works.',
    active: false,
  },
  { id: 'down', title: 'Down', description: 'Nothing listens: connections are refused.', active: false },
];

/** Everything the API answers, with the raw metrics behind it. */
export interface SampleWatch {
  readonly snapshot: Snapshot;
  readonly metrics: MetricStore;
}

/** The shop in trouble; alarms and messages are what the real evaluation and the real channels make of the results. */
export function sampleWatch(): SampleWatch {
  const metrics = publishedMetrics();
  const board = createAlarmBoard({
    alarms: samplePlan.alarms,
    read: metrics.points,
    createdAtMs: STARTED_AT_MS,
    evaluationRange: 'n+2',
  });
  for (let atMs = STARTED_AT_MS; atMs <= NOW_MS; atMs += 10_000) board.evaluate(atMs);
  const alarms = board.views();
  const snapshot: Snapshot = {
    watch: sampleWatchView(),
    endpoints: samplePlan.endpoints.map(({ id, title, group, everySeconds, runbook, probe }) => {
      const results = resultsOf(id);
      const latest = results.at(-1);
      const judged = results.filter(({ outcome }) => outcome !== 'unknown');
      return {
        id,
        title,
        ...(group !== undefined && { group }),
        kind: probe.kind,
        target: stories[id]?.target ?? 'https://archive.shop.example/',
        everySeconds,
        ...(runbook !== undefined && { runbook }),
        outcome: latest?.outcome ?? 'pending',
        ...(latest && {
          latest,
          availabilityPercent: (100 * judged.filter(({ outcome }) => outcome !== 'down').length) / judged.length,
        }),
        results: results.slice(-30),
        alarms: samplePlan.alarms.flatMap((alarm) =>
          alarm.subject.kind === 'endpoint' && alarm.subject.endpoint === id ? [alarm.id] : [],
        ),
      } satisfies EndpointView;
    }),
    databases: databaseViews(samplePlan),
    kpis: kpiViews(samplePlan),
    refreshes: refreshViews(samplePlan),
    reports: reportViews,
    alarms,
    incidents: incidentViews(samplePlan, alarms),
    rotations: rotationViews(samplePlan),
    routes: routeViews(samplePlan, NOW_MS),
    deliveries: deliveriesOf(samplePlan, alarms),
    dashboards: [
      ...samplePlan.dashboards,
      { id: 'widgets', name: 'shop-local-widgets', title: 'Every widget', body: everyWidget(samplePlan) },
    ],
    metrics: samplePlan.metrics,
  };
  return { snapshot, metrics };
}

/** A watch that has only just begun: nothing has run, nothing was sent. */
export function freshWatch(): SampleWatch {
  const { snapshot } = sampleWatch();
  const metrics = createMetricStore();
  return {
    metrics,
    snapshot: {
      ...snapshot,
      watch: {
        ...snapshot.watch,
        startedAtMs: NOW_MS,
        jobs: snapshot.watch.jobs.map(({ id, everySeconds, work }) => ({ id, everySeconds, work })),
      },
      endpoints: snapshot.endpoints.map(({ latest: _, availabilityPercent: __, ...endpoint }) => ({
        ...endpoint,
        outcome: 'pending',
        results: [],
      })),
      databases: snapshot.databases.map(freshDatabase),
      kpis: snapshot.kpis.map(freshKpi),
      refreshes: snapshot.refreshes.map((refresh) => ({ ...refresh, runs: [] })),
      reports: snapshot.reports.map(({ writtenAtMs: _, ...report }) => report),
      alarms: createAlarmBoard({
        alarms: samplePlan.alarms,
        read: metrics.points,
        createdAtMs: NOW_MS,
        evaluationRange: 'n+2',
      }).views(),
      incidents: [],
      deliveries: [],
    },
  };
}

function sampleWatchView(): WatchView {
  const { service, environment, region, timeZone, jobs, people } = samplePlan;
  return {
    service,
    environment,
    region,
    timeZone,
    nowMs: NOW_MS,
    startedAtMs: STARTED_AT_MS,
    speed: 20,
    people: people.map(({ name }) => name),
    jobs: jobs.map(({ id, kind, everySeconds }): JobView => {
      const job = { id, everySeconds, work: workOf[kind] };
      const lastResultPercent = kind === 'endpoint-probe' ? 83.34 : 100;
      return isRunning({ kind, everySeconds })
        ? { ...job, lastRunAtMs: Math.floor(NOW_MS / MINUTE_MS) * MINUTE_MS, lastResultPercent }
        : { ...job, lastProblem: 'No run came to an end: secret "archive/token" is missing' };
    }),
    target: { name: 'shop', urls: { http: 'http://127.0.0.1:4610/', https: 'https://localhost:4611/' }, faults },
  };
}

/** All jobs but one: the endpoints of every five minutes lack a secret. */
function isRunning({ kind, everySeconds }: Pick<PlannedJob, 'kind' | 'everySeconds'>): boolean {
  return kind !== 'endpoint-probe' || everySeconds === 60;
}

const workOf = {
  'endpoint-probe': 'endpoints (7 in all)',
  'database-health': 'databases (2 in all)',
  'kpi-query': 'KPIs (5 in all)',
  'view-refresh': 'refreshes (1 in all)',
} as const satisfies Record<PlannedJob['kind'], string>;

function publishedMetrics(): MetricStore {
  const metrics = createMetricStore();
  const { namespace, jobs } = samplePlan;
  const minuteOf = (atMs: number) => Math.floor(atMs / MINUTE_MS) * MINUTE_MS;
  for (const id of Object.keys(stories)) {
    for (const result of resultsOf(id)) {
      metrics.add(
        endpointData([result], { namespace, scheduledAtMs: minuteOf(result.startedAtMs), certificates: [id] }),
      );
    }
  }
  for (const { id, kind } of jobs.filter(isRunning)) {
    const metric = jobMetric(namespace, 'ResultPercent', id);
    for (const { startedAtMs } of resultsOf('web')) {
      const value = kind === 'endpoint-probe' && NOW_MS - startedAtMs < 4 * MINUTE_MS ? 83.34 : 100;
      metrics.add([{ metric, unit: 'Percent', timestampMs: minuteOf(startedAtMs), value }]);
    }
  }
  for (const { startedAtMs } of resultsOf('web')) {
    const timestampMs = minuteOf(startedAtMs);
    metrics.add([{ metric: routerSweepMetric(namespace), unit: 'Count', timestampMs, value: 1 }]);
  }
  metrics.add(databaseData(samplePlan));
  metrics.add(kpiData(samplePlan));
  return metrics;
}
