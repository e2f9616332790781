import type { DatabaseView, RefreshView } from '../../../local/api/types.ts';
import type { CheckReading } from '../../../shared/model/database-view.ts';
import type { Finding } from '../../../shared/model/finding.ts';
import type { JobRunRecord } from '../../../shared/model/job-run.ts';
import type { MetricDatum } from '../../../shared/model/metric.ts';
import { databaseMetric, functionMetric } from '../../../shared/plan/database-metrics.ts';
import type { Plan } from '../../../shared/plan/plan.ts';
import { type DatabaseCheckName, databaseChecks } from '../../../shared/postgres/checks/registry.ts';
import { NOW_MS, STARTED_AT_MS } from './fixture-results.ts';
import { lockChainTables } from './fixture-tables.ts';

const MINUTE_MS = 60_000;
const LAST_RUN_MS = Math.floor(NOW_MS / MINUTE_MS) * MINUTE_MS;

/** What the definition of the fixtures says about databases. */
export const databaseInput = {
  orders: {
    kind: 'postgres',
    title: 'Orders database',
    owner: 'data',
    policy: 'data',
    host: 'db.shop.example',
    database: 'shop',
    health: { user: 'watchkeeper', password: { secret: 'orders/health' } },
    kpi: { user: 'watchkeeper_kpi', password: { secret: 'orders/kpi' } },
    refresh: { user: 'watchkeeper_refresh', password: { secret: 'orders/refresh' } },
    functions: { 'public.search_products': { target: '50ms' }, 'public.price_of': { target: '5ms' } },
    alarms: {
      'connections-nearly-used-up': { check: 'connections-used', above: 90, for: '2m', severity: 'critical' },
      'connections-filling': { check: 'connections-used', above: 70, for: '10m', severity: 'info' },
      'query-stuck': { check: 'long-query', above: 60, for: '2m', severity: 'critical' },
      'query-long': { check: 'long-query', above: 10, for: '5m', severity: 'warning' },
      'lock-wait-long': { check: 'lock-wait', above: 10, for: '2m', severity: 'warning' },
      'cache-missed-badly': { check: 'cache-hit', below: 80, for: '5m', severity: 'critical' },
      'cache-missed': { check: 'cache-hit', below: 95, for: '10m', severity: 'warning' },
      'wal-held-back': { check: 'retained-wal', above: 1_073_741_824, for: '10m', severity: 'warning' },
    },
  },
  stock: {
    kind: 'postgres',
    title: 'Stock database',
    host: 'stock.shop.example',
    health: { user: 'watchkeeper', password: { secret: 'stock/health' } },
    // Longer than a list has room for: each evaluation looks at 60 datapoints.
    alarms: { 'connections-filling': { check: 'connections-used', above: 70, for: '60m', severity: 'info' } },
  },
} as const;

/** What each check of the busy database reads, `minutesAgo` minutes before the last run. */
const busyReadings: Partial<Record<DatabaseCheckName, (minutesAgo: number) => number>> = {
  unreachable: () => 0,
  connections: (minutesAgo) => 57 + wave(minutesAgo, 5) + (minutesAgo < 6 ? 18 - 3 * minutesAgo : 0),
  'active-connections': (minutesAgo) =>
    Math.round(4 + wave(minutesAgo, 3) + (minutesAgo < 6 ? 12 - 2 * minutesAgo : 0)),
  'connections-used': (minutesAgo) => 59 + wave(minutesAgo, 5) + (minutesAgo < 6 ? 18 - 3 * minutesAgo : 0),
  'long-query': (minutesAgo) => (minutesAgo < 6 ? 312 - 60 * minutesAgo : Math.max(0, wave(minutesAgo, 0.8))),
  'lock-wait': (minutesAgo) => (minutesAgo < 2 ? 74 - 60 * minutesAgo : 0),
  'cache-hit': (minutesAgo) => 96.4 + wave(minutesAgo, 1.2) - (minutesAgo < 6 ? 4 : 0),
  'query-rate': (minutesAgo) => 184 + wave(minutesAgo, 30) - (minutesAgo < 2 ? 60 : 0),
  'mean-query': (minutesAgo) => 4.2 + wave(minutesAgo, 0.6) + (minutesAgo < 6 ? 11 : 0),
  'dead-tuples': () => 7.4,
  size: (minutesAgo) => 18_420_000_000 - minutesAgo * 1_900_000,
  'retained-wal': () => 16_777_216,
};

const calmReadings: typeof busyReadings = {
  unreachable: () => 0,
  connections: (minutesAgo) => 12 + Math.round(wave(minutesAgo, 2)),
  'connections-used': (minutesAgo) => 12 + wave(minutesAgo, 2),
  'cache-hit': () => 99.94,
  size: () => 812_000_000,
};

const readingsOf = { orders: busyReadings, stock: calmReadings } as const;

function wave(minute: number, height: number): number {
  return height * Math.sin(minute / 4) + (height / 3) * Math.sin(minute * 1.7);
}

/** Every published value of the databases since the start. */
export function databaseData({ namespace }: Plan): readonly MetricDatum[] {
  const minutes = Array.from({ length: Math.floor((NOW_MS - STARTED_AT_MS) / MINUTE_MS) }, (_, index) => index);
  const checks = Object.entries(readingsOf).flatMap(([database, readings]) =>
    Object.entries(readings).map(([check, read]) => ({ database, check: check as DatabaseCheckName, read })),
  );
  return minutes.flatMap((minutesAgo) => {
    const timestampMs = LAST_RUN_MS - minutesAgo * MINUTE_MS;
    const ofChecks = checks.map(
      ({ database, check, read }): MetricDatum => ({
        metric: databaseMetric(namespace, check, database),
        unit: databaseChecks[check].unit,
        timestampMs,
        value: read(minutesAgo),
      }),
    );
    const ofFunctions = [
      { fn: 'public.search_products', value: 118 + wave(minutesAgo, 30) },
      { fn: 'public.price_of', value: 3.1 + wave(minutesAgo, 0.4) },
    ].map(
      ({ fn, value }): MetricDatum => ({
        metric: functionMetric(namespace, { database: 'orders', fn }),
        unit: 'Milliseconds',
        timestampMs,
        value,
      }),
    );
    return [...ofChecks, ...ofFunctions];
  });
}

const root = 'process 48213 of reporting (metabase), running for 312 s';

const findings: readonly Finding[] = [
  {
    key: 'database/orders/query-stuck',
    severity: 'critical',
    title: 'a query of Orders database has been running for 312 s',
    reason:
      'Process 48213 of reporting (metabase) has been running for 312 s: SELECT c.name, count(*) AS orders, sum(o.total) AS revenue FROM orders o JOIN customers c ON c.id = o.customer_id WHERE lower(o.note) LIKE $1.',
    expected: 'at most 60 s',
    actual: '312 s',
    facts: [
      { label: 'Waits for', value: 'IO DataFileRead' },
      { label: 'Running for over 1, 10, 60 s', value: '4, 3, 2' },
    ],
    remedy: 'SELECT pg_cancel_backend(48213) cancels it. EXPLAIN (ANALYZE, BUFFERS) shows why it takes long.',
    atMs: LAST_RUN_MS,
  },
  {
    key: 'database/orders/lock-wait-long',
    severity: 'warning',
    title: 'a session of Orders database has waited 74 s for a lock',
    reason: `Process 48377 of shop_deploy (migrate) waits for AccessExclusiveLock on public.orders, held up by ${root}.`,
    expected: 'at most 10 s',
    actual: '74 s',
    facts: [
      { label: 'Root blocker', value: root },
      { label: 'Waiting in all', value: '3 sessions' },
    ],
    remedy: 'Cancel the root blocker, and run migrations with a lock_timeout of a few seconds.',
    atMs: LAST_RUN_MS,
  },
  {
    key: 'database/orders/unused-indexes',
    severity: 'info',
    title: 'Orders database has an unused index',
    reason: 'public.orders_note_idx takes 388 MB and has not been read for 7 days.',
    facts: [],
    atMs: LAST_RUN_MS,
  },
];

function readingsNow(readings: typeof busyReadings): readonly CheckReading[] {
  return Object.entries(readings).map(([check, read]) => ({
    check,
    value: read(0),
    symbol: databaseChecks[check as DatabaseCheckName].symbol,
    ...(check === 'long-query' && { culprit: 'process 48213 of reporting (metabase)' }),
  }));
}

function runsOf(database: string): readonly JobRunRecord[] {
  const run = (job: string, minutesAgo: number, rest: Partial<JobRunRecord> = {}): JobRunRecord => ({
    job,
    subject: `database/${database}`,
    status: 'completed',
    scheduledAtMs: LAST_RUN_MS - minutesAgo * MINUTE_MS,
    durationMs: 38 + minutesAgo,
    message: 'Read in 3 statements.',
    ...rest,
  });
  return [
    run('database-health/pulse/1m', 0),
    run('database-health/pulse/1m', 1),
    run('database-health/objects/10m', 4, { durationMs: 412 }),
    run('database-health/bloat/1d', 60, {
      status: 'error',
      durationMs: 30_000,
      message: 'Canceled after 30 s by its own timeout.',
    }),
  ];
}

/** A database in trouble and a calm one. */
export function databaseViews({ databases, alarms }: Plan): readonly DatabaseView[] {
  return databases.map(({ id, title }): DatabaseView => {
    const common = {
      id,
      title,
      dashboard: `database-${id}`,
      alarms: alarms.flatMap(({ id: alarm, subject }) =>
        subject.kind === 'database' && subject.database === id ? [alarm] : [],
      ),
      runs: runsOf(id),
      atMs: LAST_RUN_MS,
    };
    return id === 'orders'
      ? {
          ...common,
          state: 'failing',
          summary: 'failing: a query of Orders database has been running for 312 s, and 2 findings more.',
          readings: readingsNow(busyReadings),
          findings,
          tables: lockChainTables,
          notes: [
            'track_io_timing is off: how long reads from disk take is not known. ALTER SYSTEM SET track_io_timing = on.',
          ],
        }
      : {
          ...common,
          state: 'healthy',
          summary: 'healthy: 12 of 100 connections used, 99.94 % from cache.',
          readings: readingsNow(calmReadings),
          findings: [],
          tables: [],
          notes: [],
        };
  });
}

/** The same before the first run. */
export function freshDatabase({ atMs: _, ...database }: DatabaseView): DatabaseView {
  return { ...database, state: 'unknown', summary: '', readings: [], findings: [], tables: [], notes: [], runs: [] };
}

/** The refresh of a view, which failed once. */
export function refreshViews({ refreshes }: Plan): readonly RefreshView[] {
  const run = (hoursAgo: number, rest: Partial<JobRunRecord> = {}): JobRunRecord => ({
    job: 'view-refresh/1h',
    subject: 'refresh/api-performance',
    status: 'completed',
    scheduledAtMs: LAST_RUN_MS - hoursAgo * 60 * MINUTE_MS,
    durationMs: 412,
    message: 'Refreshed.',
    ...rest,
  });
  return refreshes.map(({ id, title, database, everySeconds }) => ({
    id,
    title,
    database,
    everySeconds,
    runs: [run(0), run(1, { status: 'error', message: 'Lock timeout: the view is being read.' })],
  }));
}
