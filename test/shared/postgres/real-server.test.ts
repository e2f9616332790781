import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { PostgresServer } from '../../../examples/postgres/server.ts';
import type { DatabaseCheckName } from '../../../shared/postgres/checks/registry.ts';
import { buildTables } from '../../../shared/postgres/tables/registry.ts';
import { type Look, type Monitor, useHealthLab } from './health-lab.ts';

const lab = useHealthLab({ settings: { max_connections: '40', autovacuum: 'off', deadlock_timeout: '50ms' } });
let monitor: Monitor;

beforeAll(async () => {
  await lab.prepare();
  await lab.admin(`
    CREATE TABLE orders (id int PRIMARY KEY, customer int NOT NULL, total int NOT NULL, note text);
    INSERT INTO orders SELECT n, n % 100, n, repeat('x', 40) FROM generate_series(1, 20000) n;
    CREATE FUNCTION think() RETURNS int LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(0.15); RETURN 1; END'`);
  monitor = lab.createMonitor();
});

/** Sessions that a test left open. */
const open = new Set<{ end(): Promise<void> }>();
async function connect(): Promise<Awaited<ReturnType<typeof lab.openClient>>> {
  const client = await lab.openClient();
  open.add(client);
  return client;
}
afterEach(async () => {
  await Promise.all([...open].map((client) => client.end()));
  open.clear();
});

/** Looks again until something is seen: sessions report their counters late, and locks need a moment to queue. */
function see(isSeen: (look: Look) => boolean, options?: Parameters<Monitor['look']>[0]): Promise<Look> {
  let seen: Look | undefined;
  const look = async () => {
    const latest = await monitor.look(options);
    if (isSeen(latest)) seen = latest;
    return seen;
  };
  return vi.waitUntil(look, { interval: 150, timeout: 10_000 });
}
const isAbove = (check: DatabaseCheckName, value: number) => (look: Look) =>
  (look.measured[check]?.value ?? Number.NaN) > value;

const backendOf = async (client: Awaited<ReturnType<typeof connect>>): Promise<number> =>
  (await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows[0]?.pid ?? 0;

describe('the health of a real server', () => {
  it('is sound at first, with every part readable under pg_monitor', async () => {
    monitor.forget();
    await monitor.look({ parts: ['objects', 'statements', 'bloat'] });
    const { findings, measured, window } = await monitor.look({ parts: ['objects', 'statements', 'bloat'] });
    expect(findings).toEqual([]);
    expect(measured).toMatchObject({ unreachable: { value: 0 }, unmonitored: { value: 0, facts: [] } });
    expect(window.statements?.statementRows.length).toBeGreaterThan(3);
    const tables = buildTables(window);
    expect(tables.map(({ name }) => name)).toEqual([
      'slow',
      'blocked',
      'connections',
      'statements',
      'functions',
      'tables',
      'indexes',
      'bloat',
    ]);
    for (const { columns, rows } of tables) for (const { values } of rows) expect(values.length).toBe(columns.length);
  });

  it('names who is at the head of a queue of locks, without the values in their statements', async () => {
    const [first, second, third, migration, reader] = await Promise.all([1, 2, 3, 4, 5].map(connect));
    if (!first || !second || !third || !migration || !reader) throw new Error('Cannot connect');
    const root = await backendOf(first);
    await first.query("BEGIN; UPDATE orders SET note = 'card 4111111111111111' WHERE id = 7");
    const waiting = [
      second.query("UPDATE orders SET note = 'secret' WHERE id = 7"),
      third.query("UPDATE orders SET note = 'secret' WHERE id = 7"),
      migration.query('ALTER TABLE orders ADD COLUMN extra int'),
    ];
    await see(({ window }) => window.pulse?.blocked.length === 3);
    waiting.push(reader.query("SELECT * FROM orders WHERE note = 'secret'"));
    for (const query of waiting) query.catch(() => undefined); // Their connections end with a test that fails.
    const look = await see(
      ({ window, measured }) =>
        window.pulse?.blocked.length === 4 &&
        (measured['long-query']?.value ?? 0) > 1.1 &&
        window.pulse.slow.length >= 4,
    );
    expect(look.measured['lock-wait']?.culprit).toContain(`PID ${root} (role postgres), idle in transaction for 1`);
    expect(look.measured['lock-wait']?.culprit).toContain(
      'blocks 4 sessions; its last statement: BEGIN; UPDATE orders SET note = ? WHERE id = ?',
    );
    expect(look.measured['lock-wait']?.remedy).toContain(`pg_terminate_backend(${root})`);
    expect(look.measured['idle-in-transaction']?.value).toBe(1);
    expect(look.measured['idle-transaction-age']?.culprit).toContain(`PID ${root}`);
    expect(look.measured['long-query']?.facts?.[0]?.value).toContain(`held up by PID ${root}`);
    const lockRows = buildTables(look.window).find(({ name }) => name === 'blocked')?.rows ?? [];
    expect(lockRows.map(({ values }) => values[2])).toContain('AccessExclusiveLock');
    expect(lockRows.every(({ values }) => String(values[4]).includes(`PID ${root}`))).toBe(true);
    expect(JSON.stringify(look)).not.toMatch(/secret|4111111111/);
    const objects = await monitor.look({ parts: ['objects'] });
    expect(objects.window.objects?.tableRows.find(({ name }) => name === 'public.orders')?.tableBytes).toBeNull();
    await first.query('ROLLBACK');
    await Promise.all(waiting);
    await see(({ measured }) => measured['lock-wait']?.value === 0);
  });

  it('names a query that runs for long', async () => {
    const client = await connect();
    const pid = await backendOf(client);
    const running = client.query("SELECT pg_sleep(30), 'secret'").catch((error: Error) => error);
    const alarm = {
      id: 'database/shop/too-long',
      check: 'long-query',
      comparison: 'above',
      threshold: 1,
      severity: 'warning',
    } as const;
    const { findings } = await see(({ findings }) => findings.some(({ key }) => key === alarm.id), { alarms: [alarm] });
    const finding = findings.find(({ key }) => key === alarm.id);
    expect(finding?.reason).toMatch(/has been running for 1(\.\d)? s: SELECT pg_sleep\(\?\), \?$/);
    expect(finding?.reason).toContain(`PID ${pid} `);
    expect(finding?.facts[0]?.value).toBe('Timeout/PgSleep');
    await lab.admin(`SELECT pg_cancel_backend(${pid})`);
    expect(String(await running)).toContain('canceling statement');
    await see(({ measured }) => (measured['long-query']?.value ?? 9) < 1);
  });

  it('counts a deadlock', async () => {
    const [one, other] = await Promise.all([connect(), connect()]);
    await monitor.look();
    await one.query('BEGIN; UPDATE orders SET total = 0 WHERE id = 1');
    await other.query('BEGIN; UPDATE orders SET total = 0 WHERE id = 2');
    const outcomes = await Promise.allSettled([
      one.query('UPDATE orders SET total = 0 WHERE id = 2'),
      other.query('UPDATE orders SET total = 0 WHERE id = 1'),
    ]);
    expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(1);
    await Promise.all([one.end(), other.end()]);
    const { measured } = await see(isAbove('deadlocks', 0));
    expect(measured.deadlocks?.value).toBe(1);
  });

  it('names a slow function, by its mean since the look before and against its target', async () => {
    await monitor.look();
    await lab.admin('SELECT think()');
    const { measured } = await see(isAbove('slow-function', 100));
    expect(measured['slow-function']?.culprit).toMatch(/^Function public\.think took 1\d\d ms on average, in 1 call$/);
    expect(measured['function-target']?.value).toBeGreaterThan(290);
  });

  it('sees a cold cache of the last minute, and the table that is read', async () => {
    await lab.admin(`
      CREATE TABLE cold AS SELECT n, repeat('x', 1000) AS filler FROM generate_series(1, 40000) n`);
    await monitor.look({ parts: ['objects'] });
    await lab.admin('SET max_parallel_workers_per_gather = 0; SELECT count(*) FROM cold; SELECT count(*) FROM cold');
    await see(({ window }) => window.before.suspects.reads?.includes('public.cold') === true, {
      parts: ['objects'],
      afterSeconds: 600,
    });
    await lab.admin('SET max_parallel_workers_per_gather = 0; SELECT count(*) FROM cold; SELECT count(*) FROM cold');
    const { measured } = await see((look) => (look.measured['cache-hit']?.value ?? 100) < 80);
    expect(measured['cache-hit']?.culprit).toContain('public.cold');
    await lab.admin('DROP TABLE cold');
  });

  it('counts statements, transactions and scans a second', async () => {
    await monitor.look();
    const client = await connect();
    for (let n = 0; n < 120; n += 1) await client.query('SELECT count(*) FROM orders WHERE customer = $1', [n]);
    await client.end();
    const seen = new Set<string>();
    await see(({ measured }) => {
      if ((measured['sequential-scans']?.value ?? 0) > 1.9) seen.add('scans');
      if ((measured['transaction-rate']?.value ?? 0) > 1.9) seen.add('transactions');
      if ((measured['query-rate']?.value ?? 0) > 1.9 && (measured['mean-query']?.value ?? 0) > 0)
        seen.add('statements');
      return seen.size === 3;
    });
  });

  it('names dead rows, and sees the bloat that VACUUM leaves', async () => {
    await lab.admin(`
      CREATE TABLE carts AS SELECT n, repeat('x', 200) AS filler FROM generate_series(1, 40000) n`);
    await lab.admin('VACUUM ANALYZE carts');
    await monitor.look({ parts: ['objects'] });
    for (let round = 0; round < 3; round += 1) await lab.admin("UPDATE carts SET filler = repeat('y', 200)");
    const dead = await see(isAbove('dead-tuples', 70), { parts: ['objects'], afterSeconds: 600 });
    expect(dead.measured['dead-tuples']?.culprit).toMatch(
      /^Table public\.carts has 1[12]\d,\d{3} dead rows beside 40,000 live ones, vacuumed/,
    );
    await lab.admin('VACUUM ANALYZE carts');
    const vacuumed = await see((look) => look.measured['dead-tuples']?.value === 0, { parts: ['objects', 'bloat'] });
    expect(vacuumed.measured.bloat?.value).toBeGreaterThan(70);
    expect(vacuumed.measured.bloat?.culprit).toContain('public.carts');
    await lab.admin('DROP EXTENSION pgstattuple');
    const estimated = await monitor.look({ parts: ['objects'] });
    expect(estimated.measured.bloat?.value).toBeGreaterThan(70);
    expect(estimated.measured.bloat?.culprit).toContain('bytes per row');
    await lab.admin('CREATE EXTENSION pgstattuple; DROP TABLE carts');
  });

  it('names indexes that are unused, doubled or invalid, and no others', async () => {
    await lab.admin(`
      CREATE INDEX orders_total ON orders (total);
      CREATE INDEX orders_customer ON orders (customer);
      CREATE INDEX orders_customer_again ON orders (customer)`);
    await expect(lab.admin('CREATE UNIQUE INDEX CONCURRENTLY orders_failed ON orders (customer)')).rejects.toThrow(
      'unique',
    );
    await monitor.look({ parts: ['objects'] });
    await lab.admin('SET enable_seqscan = off; SELECT * FROM orders WHERE customer = 5');
    await see(
      ({ window }) =>
        window.objects?.indexRows.some(({ name, scans }) => name.includes('customer') && scans > 0) === true,
      { parts: ['objects'] },
    );
    const { measured, window } = await monitor.look({ parts: ['objects'], afterSeconds: 8 * 86_400 });
    expect(measured['invalid-indexes']).toMatchObject({
      value: 1,
      culprit: expect.stringContaining('public.orders_failed'),
    });
    expect(measured['duplicate-indexes']).toMatchObject({
      value: 1,
      culprit: expect.stringContaining('orders_customer_again'),
    });
    const remarks = buildTables(window)
      .find(({ name }) => name === 'indexes')
      ?.rows.map(({ values }) => [values[0], values[6]]);
    expect(remarks).toContainEqual(['public.orders_total', 'unused for 7 days']);
    expect(remarks).toContainEqual(['public.orders_pkey', 'holds a constraint']);
    expect(measured['unused-indexes']?.culprit).not.toContain('pkey');
  });

  it('measures growth over an hour, and names the table', async () => {
    monitor.forget();
    await monitor.look({ parts: ['objects'] });
    await lab.admin(`CREATE TABLE events (filler text)`);
    await monitor.look({ parts: ['objects'], afterSeconds: 600 });
    await lab.admin("INSERT INTO events SELECT repeat('x', 1000) FROM generate_series(1, 20000)");
    await monitor.look({ parts: ['objects'], afterSeconds: 1_200 });
    const early = await monitor.look({ parts: ['objects'], afterSeconds: 1_700 });
    expect(early.measured.growth).toBeUndefined();
    const { measured, findings } = await monitor.look({ parts: ['objects'], afterSeconds: 100 });
    expect(measured.growth?.value).toBeGreaterThan(20);
    expect(measured.growth?.value).toBeLessThan(40);
    expect(findings.find(({ key }) => key === 'database/shop/growth')?.reason).toContain('public.events grew most');
    await lab.admin('DROP TABLE events');
  });

  it('measures connections against those that applications may use', async () => {
    await Promise.all(Array.from({ length: 36 }, connect));
    const { measured, findings } = await monitor.look();
    expect(measured['connections-used']?.value).toBeCloseTo((100 * 36) / 37, 1);
    expect(findings.find(({ key }) => key === 'database/shop/connections-used')?.severity).toBe('critical');
  });

  it('knows that it sees too little without pg_monitor', async () => {
    await connect();
    const { findings } = await lab.createMonitor('blind').look();
    expect(findings.map(({ key, severity }) => [key, severity])).toEqual([['database/shop/unmonitored', 'critical']]);
    expect(findings[0]?.remedy).toBe('GRANT pg_monitor TO "blind".');
  });

  it('notes what is missing where statistics of statements are not installed', async () => {
    await lab.admin('DROP EXTENSION pg_stat_statements');
    const { measured, window } = await monitor.look({ parts: ['objects'] });
    expect(measured.unmonitored).toMatchObject({ value: 0, facts: [{ label: 'pg_stat_statements' }] });
    expect(buildTables(window).find(({ name }) => name === 'statements')?.note).toContain('not installed');
    await lab.admin('CREATE EXTENSION pg_stat_statements');
  });

  it('knows no rate after a reset of statistics, and knows them again one look later', async () => {
    await monitor.look();
    await lab.admin('SELECT pg_stat_reset()');
    await see(({ window }) => window.change === undefined);
    expect((await monitor.look()).window.change).toBeDefined();
  });
});

describe('the health of a replicated server', () => {
  let standby: PostgresServer;
  let standbyMonitor: Monitor;

  beforeAll(async () => {
    standby = await lab.server().startStandby();
    standbyMonitor = lab.createMonitor('dbhealth', () => standby);
  });

  const onStandby = async (sql: string) => {
    const { Client } = await import('pg');
    const { host, port, adminUser, adminPassword } = standby;
    const client = new Client({ host, port, user: adminUser, password: adminPassword, database: 'postgres' });
    await client.connect();
    await client.query(sql).finally(() => client.end());
  };
  const write = () =>
    lab.admin(
      "CREATE TABLE IF NOT EXISTS log (line text); INSERT INTO log SELECT repeat('x', 500) FROM generate_series(1, 5000)",
    );

  it('is without lag while the standby follows', async () => {
    await write();
    const { measured } = await see((look) => look.measured['replica-lag']?.value === 0);
    expect(measured['replicas-lost']?.value).toBe(0);
    const own = await standbyMonitor.look();
    expect(own.measured['replicas-lost']?.value).toBe(0);
    expect(own.findings).toEqual([]);
  });

  it('shows the true lag of a paused replay, from both sides', async () => {
    await onStandby('SELECT pg_wal_replay_pause()');
    await write();
    await monitor.look();
    await standbyMonitor.look();
    await monitor.look({ afterSeconds: 400 });
    await vi.waitUntil(
      async () =>
        (await standbyMonitor.look({ afterSeconds: 400 })).measured['replica-lag']?.culprit === 'Its replay is paused',
      { timeout: 5_000 },
    );
    const { findings } = await monitor.look({ afterSeconds: 60 });
    const lag = findings.find(({ key }) => key === 'database/shop/replica-lag');
    expect(lag?.severity).toBe('critical');
    expect(lag?.reason).toContain('Replica standby has not replayed the last');
    await onStandby('SELECT pg_wal_replay_resume()');
    await see((look) => look.measured['replica-lag']?.value === 0);
  });

  it('misses a standby that was cut off, from both sides', async () => {
    await standbyMonitor.look();
    await onStandby("ALTER SYSTEM SET primary_conninfo = ''");
    await onStandby('SELECT pg_reload_conf()');
    const { findings } = await see(isAbove('replicas-lost', 0));
    expect(findings.find(({ key }) => key === 'database/shop/replicas-lost')?.reason).toBe(
      'Replica standby does not stream',
    );
    const own = await standbyMonitor.look({ afterSeconds: 100 });
    expect(own.measured['replicas-lost']?.value).toBe(1);
    expect(own.measured['replica-lag']?.value).toBeGreaterThan(90);
  });

  it('names a slot that nobody reads', async () => {
    await lab.admin("SELECT pg_create_physical_replication_slot('forgotten', true)");
    await write();
    const { measured } = await see(isAbove('retained-wal', 1_000_000));
    expect(measured['retained-wal']?.culprit).toMatch(/^Slot forgotten, which nobody reads, keeps/);
    await lab.admin("SELECT pg_drop_replication_slot('forgotten')");
  });

  it('sees a promotion', async () => {
    await onStandby('SELECT pg_promote()');
    const { measured } = await standbyMonitor.look();
    expect(measured.restarts?.culprit).toContain('promoted');
  });
});

describe('the health of a server that crashes', () => {
  it('sees the restart and knows no rate across it', async () => {
    await monitor.look();
    await lab.server().restart('immediate');
    const { measured, window } = await monitor.look();
    expect(measured.restarts?.value).toBe(1);
    expect(window.change).toBeUndefined();
    expect((await monitor.look()).measured.restarts?.value).toBe(0);
  });
});
