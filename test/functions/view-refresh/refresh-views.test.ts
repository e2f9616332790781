import { beforeAll, describe, expect, it, vi } from 'vitest';
import { type RefreshViewsPorts, refreshViews } from '../../../functions/view-refresh/refresh-views.ts';
import { publishReserveMs } from '../../../shared/jobs/publish-run.ts';
import type { DatabaseFailureKind } from '../../../shared/model/database-failure.ts';
import type { RefreshSpec } from '../../../shared/model/kpi.ts';
import type { ViewRefreshConfig } from '../../../shared/plan/view-refresh-config.ts';
import type { SqlOutcome } from '../../../shared/ports/database.ts';
import { createDirectConnector } from '../../../shared/postgres/direct/connector.ts';
import { createFakeTimer } from '../../support/batch-options.ts';
import {
  createEvidenceMemory,
  createMetricMemory,
  createScriptedConnector,
  type SqlScript,
} from '../../support/kpi-fakes.ts';
import { usePostgres } from '../../support/postgres.ts';

const job = 'view-refresh/1h';
const scheduled = { job, scheduledAt: '2026-01-05T08:30:42Z' };
const atMs = Date.parse(scheduled.scheduledAt);

function refresh(id: string, differs: Partial<RefreshSpec> = {}): RefreshSpec {
  return {
    ...{ id, title: `refresh of ${id}`, severity: 'warning', database: 'shop', everySeconds: 3_600, timeoutMs: 5_000 },
    sql: `REFRESH MATERIALIZED VIEW "${id}"`,
    ...differs,
  };
}

function configOf(refreshes: readonly RefreshSpec[], databases?: ViewRefreshConfig['databases']): ViewRefreshConfig {
  const names = [...new Set(refreshes.map(({ database }) => database))];
  return {
    ...{ service: 'shop', environment: 'prod', namespace: 'Watchkeeper/shop/prod', region: 'eu-central-1' },
    jobs: [
      {
        ...{ kind: 'view-refresh', id: job, function: 'view-refresh', everySeconds: 3_600, location: 'eu-central-1' },
        refreshes: refreshes.map(({ id }) => id),
      },
    ],
    refreshes,
    databases:
      databases ??
      names.map((id) => ({
        id,
        title: id,
        kind: 'postgres',
        host: 'db.shop.example',
        port: 5432,
        tls: 'system',
        logins: {},
      })),
  };
}

const done: SqlOutcome = { ok: true, answer: { columns: [], rows: [], tookMs: 1 } };
const failure = (kind: DatabaseFailureKind): SqlOutcome => ({
  ok: false,
  failure: { kind, message: 'no such view', sqlState: '42P01' },
});

function createWorld({
  script = () => done,
  lost = 0,
  ...change
}: Partial<RefreshViewsPorts> & { readonly script?: SqlScript; readonly lost?: number } = {}) {
  const evidence = createEvidenceMemory();
  const sink = createMetricMemory(lost);
  const scripted = createScriptedConnector(script);
  const timer = createFakeTimer();
  const ports: RefreshViewsPorts = {
    connector: scripted.connector,
    exactNow: () => performance.now(),
    timer,
    clock: { now: () => atMs },
    metrics: sink.metrics,
    log: evidence.log,
    ...change,
  };
  return { ...evidence, ...sink, ...scripted, ports, timer };
}

describe('refreshViews()', () => {
  it('refreshes under its own role, one after the other inside of a database, and records each run', async () => {
    const seen: string[] = [];
    const world = createWorld({
      script(database, sql) {
        seen.push(`${database} ${sql}`);
        return done;
      },
    });
    const config = configOf([refresh('daily'), refresh('weekly'), refresh('leads', { database: 'crm' })]);
    const report = await refreshViews(scheduled, 60_000, { config, ports: world.ports });
    expect([...world.roles]).toEqual(['refresh']);
    expect([world.mostOpen('shop'), world.stillOpen()]).toEqual([1, 0]);
    expect(seen.filter((line) => line.startsWith('shop'))).toEqual([
      'shop REFRESH MATERIALIZED VIEW "daily"',
      'shop REFRESH MATERIALIZED VIEW "weekly"',
    ]);
    expect(world.told()).toEqual([
      `ResultPercent ${job} 100`,
      'RefreshFailed daily 0',
      'RefreshFailed weekly 0',
      'RefreshFailed leads 0',
    ]);
    expect(world.data[0]?.timestampMs).toBe(Date.parse('2026-01-05T08:30:00Z'));
    expect(world.runs.map(({ subject, status, scheduledAtMs }) => [subject, status, scheduledAtMs])).toEqual([
      ['refresh/daily', 'completed', atMs],
      ['refresh/weekly', 'completed', atMs],
      ['refresh/leads', 'completed', atMs],
    ]);
    expect(report).toMatchObject({ job, summary: expect.stringMatching(/^3 refreshes, in \d+\.\d s$/) });
  });

  it('tells a failure, and goes on with the next', async () => {
    const world = createWorld({ script: (_, sql) => (sql.includes('daily') ? failure('rejected') : done) });
    const config = configOf([refresh('daily'), refresh('weekly')]);
    const report = await refreshViews(scheduled, 60_000, { config, ports: world.ports });
    expect(world.told()).toEqual([`ResultPercent ${job} 100`, 'RefreshFailed daily 1', 'RefreshFailed weekly 0']);
    expect(world.findings).toMatchObject([
      {
        key: 'refresh/daily',
        severity: 'warning',
        title: 'refresh of daily failed',
        reason: 'no such view (SQLSTATE 42P01)',
        facts: [{ label: 'Database' }, { label: 'Statement' }],
        atMs,
      },
    ]);
    expect(world.runs[0]).toMatchObject({ status: 'error', message: 'no such view (SQLSTATE 42P01)' });
    expect(report.summary).toMatch(/^1 failed of 2 refreshes/);
  });

  it('says nothing of a refresh where the fault is ours', async () => {
    const world = createWorld({ script: () => failure('ours') });
    await refreshViews(scheduled, 60_000, { config: configOf([refresh('daily')]), ports: world.ports });
    expect(world.told()).toEqual([`ResultPercent ${job} 0`]);
    expect(world.runs).toMatchObject([{ status: 'error' }]);
  });

  it('does not let one database that hangs delay another', async () => {
    const world = createWorld({ script: (database) => (database === 'crm' ? new Promise(() => undefined) : done) });
    const config = configOf([
      refresh('leads', { database: 'crm' }),
      refresh('later', { database: 'crm' }),
      refresh('daily'),
    ]);
    const working = refreshViews(scheduled, 60_000, { config, ports: world.ports });
    await vi.waitFor(() => expect(world.stillOpen()).toBe(1));
    world.timer.expire(60_000 - publishReserveMs);
    await vi.waitFor(() => expect(world.timer.waited).toContain(250));
    world.timer.expire(250);
    await working;
    expect(world.runs.map(({ subject, status }) => `${subject} ${status}`)).toEqual([
      'refresh/leads error',
      'refresh/later error',
      'refresh/daily completed',
    ]);
    expect(world.told().slice(1)).toEqual(['RefreshFailed daily 0']);
  });

  it('publishes nothing when a person asks', async () => {
    const world = createWorld();
    const config = configOf([refresh('daily'), refresh('weekly')]);
    const report = await refreshViews({ refreshes: ['weekly'] }, 60_000, { config, ports: world.ports });
    expect(world.data).toEqual([]);
    expect(world.runs).toMatchObject([{ job: 'by hand', subject: 'refresh/weekly' }]);
    expect(report.results).toMatchObject([{ refresh: 'weekly', status: 'completed' }]);
  });

  it('throws when metrics were lost', async () => {
    const world = createWorld({ lost: 1 });
    const working = refreshViews(scheduled, 60_000, { config: configOf([refresh('daily')]), ports: world.ports });
    await expect(working).rejects.toThrow('Cannot publish all metrics of view-refresh/1h: 1 of 2 were lost');
  });
});

describe('refreshViews() on a real server', () => {
  const postgres = usePostgres();

  beforeAll(async () => {
    await postgres.createRole('refresher');
    await postgres.createDatabase('shop');
    await postgres.admin(
      `CREATE TABLE orders (total int); INSERT INTO orders VALUES (1);
       CREATE FUNCTION slow() RETURNS int LANGUAGE sql AS 'SELECT 1 FROM pg_sleep(30)';
       CREATE MATERIALIZED VIEW daily AS SELECT sum(total) AS total FROM orders;
       CREATE MATERIALIZED VIEW foreign_view AS SELECT 1;
       CREATE MATERIALIZED VIEW slow_view AS SELECT slow() WITH NO DATA;
       GRANT SELECT ON orders TO refresher; GRANT CREATE ON SCHEMA public TO refresher;
       ALTER MATERIALIZED VIEW daily OWNER TO refresher; ALTER MATERIALIZED VIEW slow_view OWNER TO refresher;
       INSERT INTO orders VALUES (41)`,
      'shop',
    );
  });

  it('makes views new, and tells which it may not and which takes too long', async () => {
    const connector = createDirectConnector({ secrets: postgres.secrets });
    const world = createWorld({ connector });
    const refreshes = [refresh('foreign_view'), refresh('slow_view', { timeoutMs: 500 }), refresh('daily')];
    const databases = [postgres.spec({ database: 'shop', logins: { refresh: 'refresher' } })];
    await refreshViews(scheduled, 60_000, { config: configOf(refreshes, databases), ports: world.ports });
    expect(world.told()).toEqual([
      `ResultPercent ${job} 100`,
      'RefreshFailed foreign_view 1',
      'RefreshFailed slow_view 1',
      'RefreshFailed daily 0',
    ]);
    expect(world.runs[0]?.message).toMatch(/foreign_view \(SQLSTATE 42501\)$/);
    expect(world.runs[1]?.message).toMatch(/gave no answer within \d+ ms$/);
    expect(await postgres.admin('SELECT total::int FROM daily', 'shop')).toEqual([{ total: 42 }]);
    const running = () => postgres.admin("SELECT 1 FROM pg_stat_activity WHERE usename = 'refresher'");
    await expect.poll(running).toEqual([]);
  });
});
