import { escapeLiteral } from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkDatabase } from '../../../cli/database/check/check-database.ts';
import type { CheckLine } from '../../../cli/database/check/check-line.ts';
import { type Flavour, passwordVariable, type WantedRole, writeRoleSql } from '../../../cli/database/role-sql.ts';
import { checkDatabaseOnce } from '../../../local/check-database-once.ts';
import type { DatabaseSpec } from '../../../shared/model/database.ts';
import { durationMs } from '../../../shared/model/duration.ts';
import type { KpiSpec, RefreshSpec } from '../../../shared/model/kpi.ts';
import { createDirectConnector } from '../../../shared/postgres/direct/connector.ts';
import { useStatisticsFunctions } from '../../../shared/postgres/statistics-functions.ts';
import { createPasswordStore, usePostgres } from '../../support/postgres.ts';

const postgres = usePostgres();

const view = '"reporting"."api_performance"';

const kpi: KpiSpec = {
  id: 'orders-open',
  title: 'Open orders',
  unit: '',
  source: { kind: 'sql', database: 'shop', sql: 'SELECT count(*) FROM kpi.open_orders' },
  everySeconds: 60,
  timeoutMs: 5_000,
  timeZone: 'UTC',
  better: 'higher',
  measures: 'number',
  labels: [],
  judge: 'lowest',
  noData: 'ignore',
  alerts: [],
};
const refresh: RefreshSpec = {
  id: 'api-performance',
  title: 'API performance',
  database: 'shop',
  sql: `REFRESH MATERIALIZED VIEW ${view}`,
  everySeconds: 600,
  timeoutMs: 60_000,
  severity: 'warning',
};
const uses = { kpis: [kpi], refreshes: [refresh] };

/** A role name per flavour, because roles belong to the whole server. */
const rolesOf = (flavour: Flavour): readonly WantedRole[] =>
  (['health', 'kpi', 'refresh'] as const).map((role) => ({ role, name: `${flavour} ${role}`, login: 'password' }));

const passwords = new Map(
  (['rds', 'supabase', 'self-hosted'] as const)
    .flatMap(rolesOf)
    .map(({ name }) => [name, `it's "${name}" \\ $1 :'x'`] as const),
);

/** What psql does with `:'name'`, outside of quoted texts, which have no such variable in them. */
function insertPasswords(sql: string, flavour: Flavour): string {
  return rolesOf(flavour).reduce(
    (text, { role, name }) =>
      text.replaceAll(`:'${passwordVariable(role)}'`, () => escapeLiteral(passwords.get(name) ?? '')),
    sql,
  );
}

function specOf(flavour: Flavour): DatabaseSpec {
  const logins = Object.fromEntries(rolesOf(flavour).map(({ role, name }) => [role, name]));
  return postgres.spec({ database: databaseOf(flavour), logins });
}

const databaseOf = (flavour: Flavour) => `shop_${flavour.replace('-', '_')}`;
/** Each test asks with a connector of its own: one remembers what it knows of a database. */
const connect = () => useStatisticsFunctions(createDirectConnector({ secrets: createPasswordStore(passwords) }));
const check = (flavour: Flavour, spec = specOf(flavour)) => checkDatabase(spec, uses, connect());

const only = (lines: readonly CheckLine[], status: CheckLine['status']) =>
  lines
    .filter((line) => line.status === status)
    .map(({ subject, name, text, remedy }) => ({ subject, name, text, remedy }));

/** Tables, a view for the KPI and a materialised view, owned by the admin of the flavour. */
const schema = `
CREATE TABLE public.orders (id int PRIMARY KEY, state text);
INSERT INTO public.orders SELECT i, 'open' FROM generate_series(1, 100) i;
CREATE SCHEMA kpi;
CREATE VIEW kpi.open_orders AS SELECT id FROM public.orders WHERE state = 'open';
CREATE SCHEMA reporting;
CREATE MATERIALIZED VIEW reporting.api_performance AS SELECT count(*) AS n FROM public.orders;
`;

async function prepare(flavour: Flavour) {
  const database = databaseOf(flavour);
  const admin = `${flavour} admin`;
  if (flavour === 'self-hosted') {
    await postgres.createDatabase(database);
  } else {
    // Who is admin on RDS may pass pg_monitor on; on Supabase he holds it without that right. Neither is a superuser.
    await postgres.createRole(admin, 'CREATEROLE CREATEDB');
    await postgres.admin(`GRANT pg_monitor TO "${admin}" WITH ADMIN ${flavour === 'rds' ? 'TRUE' : 'FALSE'}`);
    await postgres.createDatabase(database, { owner: admin });
    await postgres.admin(`ALTER SCHEMA public OWNER TO "${admin}"`, database);
  }
  const extensions =
    flavour === 'supabase'
      ? `CREATE SCHEMA extensions AUTHORIZATION "${admin}"; CREATE EXTENSION pg_stat_statements SCHEMA extensions; CREATE EXTENSION pgstattuple SCHEMA extensions`
      : 'CREATE EXTENSION pg_stat_statements; CREATE EXTENSION pgstattuple';
  await postgres.admin(extensions, database);
  const client = await postgres.openClient(flavour === 'self-hosted' ? { database } : { database, role: admin });
  try {
    await client.query(schema);
    const sql = writeRoleSql({
      flavour,
      id: 'shop',
      roles: rolesOf(flavour),
      kpis: [kpi.id],
      views: [view],
      calls: [],
    });
    await client.query(insertPasswords(sql, flavour));
    await client.query(`GRANT SELECT ON public.orders TO "${flavour} refresh"`);
  } finally {
    await client.end();
  }
}

describe.each(['rds', 'supabase', 'self-hosted'] as const)('the roles for %s', (flavour) => {
  beforeAll(() => prepare(flavour), 30_000);

  it('pass the check: nothing fails under any of them', async () => {
    const lines = await check(flavour);
    expect(only(lines, 'failed')).toEqual([]);
    expect(only(lines, 'skipped')).toEqual([]);
    expect(only(lines, 'advice').map(({ name }) => name)).toEqual(['temporary']);
    const done = lines.filter(({ status }) => status === 'ok').map(({ subject, name }) => `${subject} ${name}`);
    expect(done).toEqual(
      expect.arrayContaining([
        ...['health reach', 'health TLS', 'health login', 'health settings', 'health sessions'],
        ...['health pg_stat_statements', 'health pgstattuple', 'health track_functions', 'health track_io_timing'],
        ...['kpi privileges', 'kpi settings', 'kpi kpi orders-open', 'refresh refresh api-performance'],
      ]),
    );
    expect(done.includes('health functions')).toBe(flavour === 'supabase');
  });

  it('let the refresh role refresh', async () => {
    const connection = await connect().connect(specOf(flavour), { role: 'refresh', timeoutMs: 5_000 });
    if (!connection.ok) throw new Error(connection.failure.message);
    const refreshed = await connection.session.query(refresh.sql, { timeoutMs: 5_000 });
    await connection.session.close();
    expect(refreshed).toMatchObject({ ok: true });
  });

  it('let the health work see what there is', async () => {
    const database = {
      ...{ id: 'shop', title: 'Shop', spec: specOf(flavour), functions: [], thresholds: [], metrics: [] },
      everySeconds: { pulse: 60, objects: 600, bloat: durationMs('1d') / 1_000 },
    };
    const snapshot = await checkDatabaseOnce(database, { connector: connect(), betweenMs: 1_100 });
    expect(snapshot.notes).toEqual([]);
    expect(snapshot.readings.find(({ check: name }) => name === 'unmonitored')?.value ?? 0).toBe(0);
    expect(snapshot.tables.map(({ name }) => name)).toEqual(expect.arrayContaining(['statements', 'tables', 'bloat']));
    expect(JSON.stringify(snapshot.tables)).toContain('public.orders');
  });
});

describe('database check', () => {
  const flavour = 'self-hosted';
  const admin = (sql: string) => postgres.admin(sql, databaseOf(flavour));

  /** What fails while one thing is wrong; it is put right afterwards. */
  async function failing(wrong: string, right: string) {
    await admin(wrong);
    try {
      return only(await check(flavour), 'failed');
    } finally {
      await admin(right);
    }
  }

  const cases: readonly (readonly [what: string, wrong: string, right: string, expected: object])[] = [
    [
      'pg_monitor is missing',
      'REVOKE pg_monitor FROM "self-hosted health"',
      'GRANT pg_monitor TO "self-hosted health"',
      {
        subject: 'health',
        name: 'sessions',
        remedy: expect.stringContaining('GRANT pg_monitor TO "self-hosted health"'),
      },
    ],
    [
      'pg_stat_statements is not installed',
      'DROP EXTENSION pg_stat_statements',
      'CREATE EXTENSION pg_stat_statements',
      { subject: 'health', name: 'pg_stat_statements', remedy: expect.stringContaining('CREATE EXTENSION') },
    ],
    [
      'pg_stat_statements is in a schema that the role may not use',
      'CREATE SCHEMA hidden; ALTER EXTENSION pg_stat_statements SET SCHEMA hidden',
      'ALTER EXTENSION pg_stat_statements SET SCHEMA public; DROP SCHEMA hidden',
      {
        name: 'pg_stat_statements',
        text: expect.stringContaining('"hidden"'),
        remedy: 'GRANT USAGE ON SCHEMA "hidden" TO "self-hosted health";',
      },
    ],
    [
      'the password is another',
      `ALTER ROLE "self-hosted kpi" PASSWORD 'another'`,
      `ALTER ROLE "self-hosted kpi" PASSWORD ${escapeLiteral(passwords.get('self-hosted kpi') ?? '')}`,
      { subject: 'kpi', name: 'login', text: expect.stringContaining('password authentication failed') },
    ],
    [
      'the KPI role is a superuser',
      'ALTER ROLE "self-hosted kpi" SUPERUSER',
      'ALTER ROLE "self-hosted kpi" NOSUPERUSER',
      { subject: 'kpi', name: 'privileges', text: expect.stringContaining('superuser') },
    ],
    [
      'the KPI role sees statistics',
      'GRANT pg_monitor TO "self-hosted kpi"',
      'REVOKE pg_monitor FROM "self-hosted kpi"',
      { subject: 'kpi', name: 'privileges', text: expect.stringContaining('pg_monitor, pg_read_all_stats') },
    ],
    [
      'the KPI role may write',
      'GRANT UPDATE ON public.orders TO "self-hosted kpi"',
      'REVOKE UPDATE ON public.orders FROM "self-hosted kpi"',
      { subject: 'kpi', name: 'privileges', text: '"self-hosted kpi" may write to public.orders' },
    ],
    [
      'the KPI role may create objects',
      'GRANT CREATE ON SCHEMA kpi TO "self-hosted kpi"',
      'REVOKE CREATE ON SCHEMA kpi FROM "self-hosted kpi"',
      { subject: 'kpi', name: 'privileges', text: '"self-hosted kpi" may create objects in kpi' },
    ],
    [
      'the KPI role may create roles',
      'ALTER ROLE "self-hosted kpi" CREATEROLE',
      'ALTER ROLE "self-hosted kpi" NOCREATEROLE',
      { name: 'privileges', remedy: 'ALTER ROLE "self-hosted kpi" NOCREATEROLE;' },
    ],
    [
      'a KPI may not be read',
      'REVOKE SELECT ON kpi.open_orders FROM "self-hosted kpi"',
      'GRANT SELECT ON kpi.open_orders TO "self-hosted kpi"',
      { subject: 'kpi', name: 'kpi orders-open', remedy: expect.stringContaining('GRANT SELECT') },
    ],
    [
      'the view of a KPI is gone',
      'ALTER VIEW kpi.open_orders RENAME TO gone',
      'ALTER VIEW kpi.gone RENAME TO open_orders',
      { name: 'kpi orders-open', text: 'relation "kpi.open_orders" does not exist at line 1, column 22' },
    ],
    [
      'the refresh role owns no view',
      `ALTER MATERIALIZED VIEW ${view} OWNER TO postgres`,
      `ALTER MATERIALIZED VIEW ${view} OWNER TO "self-hosted refresh"`,
      { subject: 'refresh', name: 'refresh api-performance', remedy: expect.stringContaining('GRANT MAINTAIN') },
    ],
    [
      'the view to refresh is gone',
      `ALTER MATERIALIZED VIEW ${view} RENAME TO gone`,
      'ALTER MATERIALIZED VIEW reporting.gone RENAME TO api_performance',
      { name: 'refresh api-performance', text: expect.stringContaining('There is no') },
    ],
  ];
  for (const [what, wrong, right, expected] of cases) {
    it(`is precise where ${what}`, async () => {
      expect(await failing(wrong, right)).toEqual([expect.objectContaining(expected)]);
    });
  }

  it('advises settings that are missing', async () => {
    await admin('ALTER ROLE "self-hosted health" RESET lock_timeout');
    const advice = only(await check(flavour), 'advice').find(({ name }) => name === 'settings');
    await admin(`ALTER ROLE "self-hosted health" SET lock_timeout = '250ms'`);
    expect(advice).toMatchObject({
      subject: 'health',
      remedy: `ALTER ROLE "self-hosted health" SET lock_timeout = '250ms';`,
    });
  });

  it('stops at the step that failed', async () => {
    const spec = { ...specOf(flavour), port: 1 } as DatabaseSpec;
    const lines = (await check(flavour, spec)).filter(({ subject }) => subject === 'health');
    expect(lines.map(({ name, status }) => `${name} ${status}`)).toEqual([
      'reach failed',
      'TLS skipped',
      'login skipped',
    ]);
    expect(lines[0]?.text).toContain('Connection refused by 127.0.0.1:1');
  });

  it('misses a login that something needs, and no other', async () => {
    const { health } = specOf(flavour).logins;
    const spec = { ...specOf(flavour), logins: { health } } as DatabaseSpec;
    expect(only(await check(flavour, spec), 'failed').map(({ subject, name }) => `${subject} ${name}`)).toEqual([
      'kpi login',
      'refresh login',
    ]);
    expect(only(await checkDatabase(spec, { kpis: [], refreshes: [] }, connect()), 'failed')).toEqual([]);
  });

  it('notices functions of another version', async () => {
    const database = databaseOf('supabase');
    await postgres.admin(
      "CREATE OR REPLACE FUNCTION watchkeeper.bloat() RETURNS TABLE (k text, j text) LANGUAGE sql AS $$SELECT 'bloat', 'x'$$",
      database,
    );
    expect(only(await check('supabase'), 'failed')).toMatchObject([
      { name: 'functions', text: expect.stringContaining('bloat()') },
    ]);
  });
});
