import { beforeAll, describe, expect, it } from 'vitest';
import { createRealTimer } from '../../../local/timers.ts';
import { askDatabase } from '../../../shared/kpi/ask-database.ts';
import type { KpiReading } from '../../../shared/kpi/reading.ts';
import type { KpiSpec } from '../../../shared/model/kpi.ts';
import type { DatabaseConnection } from '../../../shared/ports/database.ts';
import { createDirectConnector } from '../../../shared/postgres/direct/connector.ts';
import { kpiSpec } from '../../support/kpi-spec.ts';
import { usePostgres } from '../../support/postgres.ts';

/** Stricter than a user may be, so that what runs away ends soon. */
const timeoutMs = 1_500;

const postgres = usePostgres();

/**
 * The role owns what it could harm, a function that writes for others among it: nothing but the way in which a KPI is asked stands
 * between the two.
 */
beforeAll(async () => {
  await postgres.createRole('reader', 'CONNECTION LIMIT 5');
  await postgres.createDatabase('shop', { owner: 'reader' });
  await postgres.admin(
    `CREATE TABLE audit (entry text);
     CREATE FUNCTION write_for_others() RETURNS int LANGUAGE plpgsql SECURITY DEFINER
       AS $$ BEGIN INSERT INTO audit VALUES ('written'); RETURN 1; END $$;
     GRANT EXECUTE ON FUNCTION write_for_others() TO reader;
     SET ROLE reader;
     CREATE SCHEMA sales;
     CREATE TABLE sales.orders (id int PRIMARY KEY, tier text, total numeric, created_at timestamptz);
     INSERT INTO sales.orders
       SELECT n, CASE WHEN n % 2 = 0 THEN 'premium' ELSE 'free' END, n * 10, now() - interval '90 seconds'
       FROM generate_series(1, 4) n;
     CREATE SEQUENCE sales.numbers;`,
    'shop',
  );
});

const timer = createRealTimer();

type Change = Partial<Pick<KpiSpec, 'timeoutMs' | 'timeZone' | 'measures'>>;

function ask(sql: string, change: Change = {}): Promise<KpiReading> {
  const connector = createDirectConnector({ secrets: postgres.secrets });
  const source = { kind: 'sql' as const, database: 'shop', sql };
  const database = postgres.spec({ database: 'shop', logins: { kpi: 'reader' } });
  return askDatabase({ ...kpiSpec({ timeoutMs, ...change }), source }, database, {
    connector,
    timer,
    exactNow: () => performance.now(),
    realNow: Date.now,
    signal: new AbortController().signal,
  });
}

/** Everything that an attack could have changed, as one text. */
async function readState(): Promise<string> {
  const rows = await postgres.admin(
    `SELECT
       (SELECT string_agg(nspname || '.' || relname || ':' || relkind::text, ',' ORDER BY nspname, relname)
          FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace
          WHERE nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema') AS relations,
       (SELECT string_agg(o::text, ',' ORDER BY id) FROM sales.orders o) AS orders,
       (SELECT count(*) FROM audit) AS audit,
       (SELECT last_value || ' ' || is_called FROM sales.numbers) AS numbers,
       (SELECT count(*) FROM pg_largeobject_metadata) AS objects,
       (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory') AS locks,
       (SELECT count(*) FROM pg_prepared_xacts) AS prepared,
       (SELECT string_agg(rolname || coalesce(rolconfig::text, ''), ',' ORDER BY rolname) FROM pg_roles) AS roles`,
    'shop',
  );
  return JSON.stringify(rows);
}

interface Attack {
  readonly sql: string;
  /** What becomes of it: an SQLSTATE in the reason, an outcome, or a reading. */
  readonly ends: RegExp | { readonly value: number };
  /** Where PostgreSQL up to 15 lets it be done in a read-only transaction, to be rolled back. */
  readonly endsBefore16?: { readonly value: number };
}

async function isBefore16(): Promise<boolean> {
  const [row] = await postgres.admin("SELECT current_setting('server_version_num')::int < 160000 AS before", 'shop');
  return row?.before === true;
}

const attacks: Readonly<Record<string, Attack>> = {
  'a second statement': { sql: 'SELECT 1; DROP TABLE sales.orders', ends: /SQLSTATE 42601/ },
  'a closed wrapper with a COMMIT of its own': {
    sql: 'SELECT 1) kpi; COMMIT; BEGIN READ WRITE; DROP TABLE sales.orders; SELECT (SELECT 1',
    ends: /SQLSTATE 42601/,
  },
  'a closed wrapper with a comment behind': { sql: 'SELECT 1) kpi; COMMIT; --', ends: /SQLSTATE 42601/ },
  'a comment that swallows the wrapper': { sql: 'SELECT 1 /*', ends: /SQLSTATE 42601/ },
  'a text that swallows the wrapper': { sql: "SELECT 1 AS a, '", ends: /SQLSTATE 42601/ },
  'a COMMIT alone': { sql: 'COMMIT', ends: /SQLSTATE 42601/ },
  'a CTE that deletes': {
    sql: 'WITH gone AS (DELETE FROM sales.orders RETURNING 1) SELECT count(*) FROM gone',
    ends: /SQLSTATE 0A000/,
  },
  'a DELETE with RETURNING': { sql: 'DELETE FROM sales.orders RETURNING 1', ends: /SQLSTATE 42601/ },
  'SELECT INTO': { sql: 'SELECT 1 AS a INTO sales.stolen', ends: /SQLSTATE 42601/ },
  'CREATE TABLE AS': { sql: 'CREATE TABLE sales.stolen AS SELECT 1', ends: /SQLSTATE 42601/ },
  'FOR UPDATE': { sql: 'SELECT id FROM sales.orders ORDER BY id LIMIT 1 FOR UPDATE', ends: /SQLSTATE 25006/ },
  nextval: { sql: "SELECT nextval('sales.numbers')", ends: /SQLSTATE 25006/ },
  setval: { sql: "SELECT setval('sales.numbers', 99)", ends: /SQLSTATE 25006/ },
  'a function that writes for others': { sql: 'SELECT write_for_others()', ends: /SQLSTATE 25006/ },
  'a large object': {
    sql: 'SELECT lo_create(4711)::int8',
    ends: /SQLSTATE 25006/,
    endsBefore16: { value: 4711 },
  },
  'leaving read-only mode': {
    sql: "SELECT 1 AS n FROM (SELECT set_config('transaction_read_only', 'off', false), write_for_others()) x",
    ends: /SQLSTATE 25001|SQLSTATE 25006/,
  },
  'read-only mode off for later': {
    sql: "SELECT length(set_config('default_transaction_read_only', 'off', false))",
    ends: { value: 3 },
  },
  'a timeout of its own': {
    sql: "SELECT 1 AS n FROM (SELECT set_config('statement_timeout', '0', false), pg_sleep(30)) x",
    ends: /^timeout/,
  },
  'a long sleep': { sql: 'SELECT 1 AS n, pg_sleep(30)::text', ends: /^timeout/ },
  'work without end': {
    sql: 'WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n % 7 + 1 FROM r) SELECT count(*) FROM r',
    ends: /^timeout/,
  },
  'a million rows': {
    sql: 'SELECT n::text AS label, n AS value FROM generate_series(1, 1000000) n',
    ends: /more than 100 rows/,
  },
  'a value of 50 MB': { sql: "SELECT repeat('x', 50000000) AS label, 1 AS value", ends: /too long|^timeout/ },
  'a value past the cap, by UNION': {
    sql: "SELECT 1) kpi UNION ALL SELECT repeat('x', 20000000) FROM (SELECT 1",
    ends: /larger than 8 MiB/,
  },
  'an advisory lock': { sql: 'SELECT count(pg_advisory_lock(4711)::text)', ends: { value: 1 } },
  'a file of the server': { sql: "SELECT length(pg_read_file('/etc/passwd'))", ends: /SQLSTATE 42501/ },
  'a program of the server': { sql: "COPY sales.orders TO PROGRAM 'cat'", ends: /SQLSTATE 42601/ },
  'killing others': {
    sql: "SELECT count(pg_terminate_backend(pid)) FROM (SELECT pid FROM pg_stat_activity WHERE usename = 'postgres' OFFSET 0) x",
    ends: /SQLSTATE 42501/,
  },
  'a NUL character': { sql: 'SELECT 1\0; DROP TABLE sales.orders', ends: /NUL/ },
};

function describeReading(reading: KpiReading): string {
  return reading.kind === 'failed' ? `${reading.outcome}: ${reading.reason}` : JSON.stringify(reading);
}

describe('askDatabase()', () => {
  it.each(Object.entries(attacks))('changes nothing by %s', async (_, { sql, endsBefore16, ...attack }) => {
    const ends = endsBefore16 !== undefined && (await isBefore16()) ? endsBefore16 : attack.ends;
    const before = await readState();
    const reading = await ask(sql);
    if (ends instanceof RegExp) expect(describeReading(reading)).toMatch(ends);
    else expect(reading).toMatchObject({ kind: 'number', ...ends });
    expect(await readState()).toBe(before);
  });

  it('tells nobody of a pg_notify', async () => {
    const listener = await postgres.openClient({ database: 'shop' });
    const heard: (string | undefined)[] = [];
    listener.on('notification', ({ payload }) => heard.push(payload));
    await listener.query('LISTEN orders');
    await ask("SELECT 1 AS n, pg_notify('orders', 'from a KPI')::text");
    await listener.query("NOTIFY orders, 'from the application'");
    await listener.query('SELECT 1');
    expect(heard).toEqual(['from the application']);
  });

  it('does not see what others run', async () => {
    const other = await postgres.openClient({ database: 'shop' });
    await other.query("SELECT 'their secret'");
    expect(
      await ask("SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%their secret%' AND pid <> pg_backend_pid()"),
    ).toEqual({ kind: 'number', value: 0 });
  });

  it('leaves no session behind, whatever the statement did', async () => {
    await ask("SELECT set_config('default_transaction_read_only', 'off', false), pg_sleep(30)");
    const sessions = async () =>
      (await postgres.admin("SELECT 1 FROM pg_stat_activity WHERE usename = 'reader'", 'shop')).length;
    await expect.poll(sessions).toBe(0);
  });

  const readings: readonly (readonly [what: string, sql: string, expected: object, change?: Change])[] = [
    ['a number', 'SELECT sum(total) FROM sales.orders', { kind: 'number', value: 100 }],
    [
      'a whole number of eight bytes',
      'SELECT 9007199254740993',
      { value: 2 ** 53, note: 'rounded from 9007199254740993' },
    ],
    ['a number in a column called kpi', 'SELECT 5 AS kpi', { kind: 'number', value: 5 }],
    ['a number with a semicolon and comments behind', 'SELECT 5; -- five;\n/* ; /* ; */ */ ;', { value: 5 }],
    [
      'rows',
      'SELECT tier, count(*) FROM sales.orders GROUP BY tier ORDER BY tier',
      {
        kind: 'rows',
        rows: [
          { label: 'free', value: 2 },
          { label: 'premium', value: 2 },
        ],
      },
    ],
    [
      'rows of a VALUES',
      "VALUES ('a', 1), ('b', 2.5)",
      {
        rows: [
          { label: 'a', value: 1 },
          { label: 'b', value: 2.5 },
        ],
      },
    ],
    ['NULL', 'SELECT sum(total) FROM sales.orders WHERE false', { kind: 'null' }],
    ['no rows', 'SELECT total FROM sales.orders WHERE false', { kind: 'no-rows' }],
    [
      'NaN',
      "SELECT 'NaN'::float8 AS rate",
      { outcome: 'error', reason: 'The column "rate" holds NaN, must be a number: keep it out, as with NULLIF' },
    ],
    ['two numbers', 'SELECT 1, 2', { outcome: 'error', reason: expect.stringContaining('must be one') }],
    [
      'a day that begins in its own time zone',
      "SELECT extract(hour FROM date_trunc('day', now()) AT TIME ZONE 'UTC')",
      { value: 15 },
      { timeZone: 'Asia/Tokyo' },
    ],
    [
      'a mistake, with its place',
      'SELECT sum(total)\n  FROM sales.order',
      {
        outcome: 'error',
        reason: 'relation "sales.order" does not exist at line 2, column 8 (SQLSTATE 42P01)',
        isOurs: false,
      },
    ],
  ];

  for (const [what, sql, expected, change] of readings) {
    it(`reads ${what}`, async () => {
      expect(await ask(sql, change)).toMatchObject(expected);
    });
  }

  it('reads how old the newest row is', async () => {
    const reading = await ask('SELECT max(created_at) FROM sales.orders', { measures: 'age' });
    const age = reading.kind === 'number' ? reading.value : Number.NaN;
    const [row] = await postgres.admin(
      'SELECT extract(epoch FROM now() - max(created_at)) AS age FROM sales.orders',
      'shop',
    );
    expect(age).toBeGreaterThanOrEqual(90);
    expect(age).toBeLessThanOrEqual(Number(row?.age));
  });

  it('says that the database does not answer', async () => {
    const unreachable = { ...postgres.spec({ logins: { kpi: 'reader' } }), port: 1 };
    const connector = createDirectConnector({ secrets: postgres.secrets, retryAfterMs: 1 });
    const source = { kind: 'sql' as const, database: 'shop', sql: 'SELECT 1' };
    const parts = {
      connector,
      timer,
      exactNow: () => performance.now(),
      realNow: Date.now,
      signal: new AbortController().signal,
    };
    expect(await askDatabase({ ...kpiSpec(), source }, unreachable, parts)).toMatchObject({
      kind: 'failed',
      outcome: 'error',
      isOurs: false,
    });
  });

  it('waits for its turn where all connections of the role are in use', async () => {
    const waitsMs: number[] = [];
    const full: DatabaseConnection = { ok: false, failure: { kind: 'full', message: 'too many connections for role' } };
    const answers = [full, full];
    const direct = createDirectConnector({ secrets: postgres.secrets });
    const reading = await askDatabase(
      { ...kpiSpec({ timeoutMs }), source: { kind: 'sql', database: 'shop', sql: 'SELECT 7' } },
      postgres.spec({ database: 'shop', logins: { kpi: 'reader' } }),
      {
        connector: { connect: async (...args) => answers.shift() ?? direct.connect(...args) },
        timer: { wait: async (ms) => void waitsMs.push(ms) },
        exactNow: () => performance.now(),
        realNow: Date.now,
        signal: new AbortController().signal,
      },
    );
    expect(reading).toMatchObject({ kind: 'number', value: 7 });
    expect(waitsMs).toEqual([400, 400]);
  });
});
