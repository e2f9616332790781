import { beforeAll, describe, expect, it } from 'vitest';
import { type CheckDatabasesPorts, checkDatabases } from '../../../functions/database-health/check-databases.ts';
import { createEvidenceStore } from '../../../local/memory/evidence-store.ts';
import { createMemoryStateStore } from '../../../local/memory/state-store.ts';
import type { DatabaseFailure } from '../../../shared/model/database-failure.ts';
import type { MetricDatum } from '../../../shared/model/metric.ts';
import { databaseHealthConfig } from '../../../shared/plan/database-health-config.ts';
import type { DatabaseConnector } from '../../../shared/ports/database.ts';
import { createDirectConnector } from '../../../shared/postgres/direct/connector.ts';
import { healthPlan } from '../../support/health-plan.ts';
import { usePostgres } from '../../support/postgres.ts';
import { createSteppedTime } from '../../support/stepped-time.ts';

const nowMs = Date.UTC(2026, 0, 5, 12);
const postgres = usePostgres();

beforeAll(async () => {
  await postgres.createRole('dbhealth');
  await postgres.admin('GRANT pg_monitor TO dbhealth; CREATE EXTENSION pg_stat_statements');
});

const refused: DatabaseFailure = { kind: 'unreachable', message: 'Connection refused by 127.0.0.1:1' };

function failing(failure: DatabaseFailure): DatabaseConnector {
  return { connect: async () => ({ ok: false, failure }) };
}

/** The real server for one database, and for the others what a test gives them. */
function connectorFor(others: DatabaseConnector): DatabaseConnector {
  const direct = createDirectConnector({ secrets: postgres.secrets });
  return {
    connect: (database, options) =>
      database.id === 'orders'
        ? direct.connect(
            { ...postgres.spec({ logins: { health: 'dbhealth' } }), id: 'orders', title: 'orders' },
            options,
          )
        : others.connect(database, options),
  };
}

function makeWorld(connector: DatabaseConnector, change: Partial<CheckDatabasesPorts> = {}) {
  const plan = healthPlan();
  const [fn] = plan.functions.filter(({ kind }) => kind === 'database-health');
  if (fn === undefined) throw new Error('Cannot test: the plan has no health function');
  const published: MetricDatum[] = [];
  const evidence = createEvidenceStore();
  const clock = { now: () => nowMs };
  const ports: CheckDatabasesPorts = {
    connector,
    state: createMemoryStateStore({ clock }),
    paused: { isPaused: async () => undefined },
    metrics: {
      put: async (data) => {
        published.push(...data);
        return { sent: data.length, lost: 0, calls: 1, retries: 0 };
      },
    },
    log: evidence,
    clock,
    timer: { wait: (_ms, signal) => new Promise((resolve) => signal?.addEventListener('abort', () => resolve())) },
    ...change,
  };
  const config = databaseHealthConfig(plan, fn);
  const newest = (name: string, database: string) =>
    published.findLast(({ metric }) => metric.name === name && metric.dimensions.Database === database)?.value;
  const run = (part: string, scheduledAtMs = nowMs) =>
    checkDatabases({ job: `database-health/${part}`, scheduledAt: new Date(scheduledAtMs).toISOString() }, 60_000, {
      config,
      ports,
    });
  return { config, ports, published, evidence, newest, run };
}

describe('checkDatabases()', () => {
  it('publishes the pulse of a real server, and that another one does not answer', async () => {
    const { run, newest, published, evidence } = makeWorld(connectorFor(failing(refused)));
    const report = await run('pulse/1m');
    expect(report.summary).toBe('1 failing, 1 healthy of 2 databases');
    expect(newest('Down', 'orders')).toBe(0);
    expect(newest('Connections', 'orders')).toBeGreaterThanOrEqual(0);
    expect(newest('Down', 'ledger')).toBe(1);
    expect(newest('Connections', 'ledger')).toBeUndefined();
    expect(published.find(({ metric }) => metric.name === 'ResultPercent')).toMatchObject({
      value: 100,
      timestampMs: nowMs,
    });
    expect(await evidence.finding({ key: 'database/ledger/database-unreachable', beforeMs: nowMs })).toMatchObject({
      reason: 'Connection refused by 127.0.0.1:1',
    });
    expect(evidence.snapshotOf('ledger')).toMatchObject({ state: 'failing' });
    expect(evidence.runsOf('database/orders')).toMatchObject([{ status: 'completed', scheduledAtMs: nowMs }]);
  });

  it.each(['pulse/1m', 'objects/10m'])('gives rates from the second pulse on, the first by %s', async (first) => {
    const { run, newest } = makeWorld(connectorFor(failing(refused)));
    await run(first);
    expect(newest('QueriesPerSecond', 'orders')).toBeUndefined();
    await postgres.admin('SELECT count(*) FROM pg_class, generate_series(1, 50), pg_sleep(1.1)');
    await run('pulse/1m', nowMs + 60_000);
    expect(newest('QueriesPerSecond', 'orders')).toBeGreaterThan(0);
  });

  it('takes objects and statements, and publishes nothing of the pulse with them', async () => {
    const { run, newest, evidence } = makeWorld(connectorFor(failing(refused)));
    await run('objects/10m');
    expect(newest('Down', 'orders')).toBeUndefined();
    expect(newest('UnusedIndexes', 'orders')).toBe(0);
    expect(newest('SizeBytes', 'orders')).toBeGreaterThan(1_000_000);
    expect(evidence.snapshotOf('orders')?.tables.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['statements', 'tables', 'indexes']),
    );
  });

  it('answers a person with everything, and publishes and remembers nothing', async () => {
    const { config, ports, published } = makeWorld(connectorFor(failing(refused)));
    const report = await checkDatabases({ databases: ['orders'] }, 60_000, { config, ports });
    expect(report.databases).toMatchObject([{ id: 'orders', state: 'healthy' }]);
    expect(report.databases[0]?.notes).toContain(
      'pgstattuple is not installed, so bloat is estimated and not measured',
    );
    expect(published).toEqual([]);
    expect(await ports.state.read('database/orders')).toBeUndefined();
  });

  it.each<readonly [DatabaseFailure['kind'], number | undefined, string]>([
    ['unreachable', 1, 'failing'],
    ['timeout', 1, 'failing'],
    ['full', 0, 'failing'],
    ['starting', 0, 'healthy'],
    ['resuming', 0, 'healthy'],
    ['credentials', undefined, 'failing'],
    ['ours', undefined, 'unknown'],
  ])('a database that is %s is down: %s, and in one word %s', async (kind, down, state) => {
    const { run, newest, evidence, published } = makeWorld(failing({ kind, message: `It is ${kind}` }));
    await run('pulse/1m');
    expect(newest('Down', 'ledger')).toBe(down);
    expect(evidence.snapshotOf('ledger')?.state).toBe(state);
    const percent = published.find(({ metric }) => metric.name === 'ResultPercent')?.value;
    expect(percent).toBe(kind === 'ours' ? 0 : 100);
  });

  it('a database that hangs delays no other, and its missing sample is told', async () => {
    const time = createSteppedTime(nowMs);
    const hanging: DatabaseConnector = { connect: () => new Promise(() => undefined) };
    const { ports, evidence, published, config } = makeWorld(
      {
        connect: (database, options) =>
          (database.id === 'orders' ? failing(refused) : hanging).connect(database, options),
      },
      { timer: time.timer, clock: time.clock },
    );
    const event = { job: 'database-health/pulse/1m', scheduledAt: new Date(nowMs).toISOString() };
    await time.run(checkDatabases(event, 60_000, { config, ports }));
    expect(time.clock.now() - nowMs).toBe(55_000);
    expect(evidence.snapshotOf('orders')).toMatchObject({ state: 'failing' });
    expect(evidence.snapshotOf('ledger')).toMatchObject({
      state: 'unknown',
      summary: 'No answer from ledger within 55 s: this run gave up',
    });
    expect(published.find(({ metric }) => metric.name === 'ResultPercent')).toMatchObject({ value: 50 });
  });

  it('goes on without what it remembers, and says so', async () => {
    const broken = { read: () => Promise.reject(new Error('No table "state"')), write: async () => true };
    const { run, newest, evidence } = makeWorld(connectorFor(failing(refused)), { state: broken });
    await run('pulse/1m');
    expect(newest('Down', 'orders')).toBe(0);
    expect(evidence.snapshotOf('orders')?.notes).toContain('No table "state"');
  });

  it('two runs at once lose nothing: the later one joins what the first one stored', async () => {
    const { run, ports } = makeWorld(connectorFor(failing(refused)));
    await Promise.all([run('pulse/1m'), run('objects/10m')]);
    const stored = await ports.state.read('database/orders');
    expect(stored?.value).toMatchObject({ health: { pulse: expect.anything(), objects: expect.anything() } });
  });

  it('fails where metrics were lost', async () => {
    const metrics = { put: async () => ({ sent: 3, lost: 2, calls: 1, retries: 0, problem: 'throttled' }) };
    const { run } = makeWorld(failing(refused), { metrics });
    await expect(run('pulse/1m')).rejects.toThrow('2 of 5 were lost: throttled');
  });
});
