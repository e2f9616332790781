import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { guessFlavour } from '../../../cli/database/find-database.ts';
import { readRefresh } from '../../../cli/database/read-refresh.ts';
import { flavours, type RoleOrder, writeRoleSql } from '../../../cli/database/role-sql.ts';
import type { DatabaseSpec } from '../../../shared/model/database.ts';
import { makeDefinition } from '../../support/definition.ts';
import { createConfigFolder, runCli } from '../run-cli.ts';

const order: RoleOrder = {
  flavour: 'rds',
  id: 'orders',
  roles: [
    { role: 'health', name: 'db"health', login: 'rds-iam' },
    { role: 'kpi', name: 'dbkpi', login: 'password' },
    { role: 'refresh', name: 'dbrefresh', login: 'password' },
  ],
  kpis: ['mrr', 'signups'],
  views: ['"public"."stats"', '"plain"'],
  calls: ['"jobs"."refresh"()'],
};

describe('writeRoleSql()', () => {
  const sql = writeRoleSql(order);

  it('holds no password: variables, or none for IAM tokens', () => {
    expect(sql).toContain(`CREATE ROLE "dbkpi" LOGIN PASSWORD :'kpi_password' NOSUPERUSER`);
    expect(sql).toContain('CREATE ROLE "db""health" LOGIN NOSUPERUSER');
    expect(sql).toContain('GRANT rds_iam TO "db""health";');
    expect(sql.match(/PASSWORD (?!:'(kpi|refresh)_password')/g)).toBeNull();
  });

  it('grants what views and functions to refresh need, with their schemas', () => {
    for (const line of [
      'GRANT USAGE, CREATE ON SCHEMA "public" TO "dbrefresh";',
      'ALTER MATERIALIZED VIEW "public"."stats" OWNER TO "dbrefresh";',
      'GRANT USAGE, CREATE ON SCHEMA public TO "dbrefresh";',
      'GRANT USAGE ON SCHEMA "jobs" TO "dbrefresh";',
      'GRANT EXECUTE ON FUNCTION "jobs"."refresh"() TO "dbrefresh";',
    ]) {
      expect(sql.split('\n')).toContain(line);
    }
    expect(sql).toContain('-- KPIs that read this database: mrr, signups.');
  });

  it.each(flavours)('for %s happens as a whole or not at all', (flavour) => {
    const lines = writeRoleSql({ ...order, flavour })
      .split('\n')
      .filter((line) => /^(BEGIN|COMMIT)/.test(line));
    expect(lines).toEqual(['BEGIN;', 'COMMIT;']);
  });

  it('passes pg_monitor on except where the admin may not', () => {
    const grants = (flavour: (typeof flavours)[number]) =>
      /^GRANT pg_monitor/m.test(writeRoleSql({ ...order, flavour }));
    expect(flavours.map(grants)).toEqual([true, false, true]);
  });
});

describe('guessFlavour()', () => {
  const direct = (host?: string): DatabaseSpec => ({
    ...{ id: 'x', title: 'X', kind: 'postgres', port: 5_432, tls: 'system', logins: {} },
    ...(host === undefined ? {} : { host }),
  });
  it.each([
    ['orders.abc123.eu-central-1.rds.amazonaws.com', 'rds'],
    ['db.project.supabase.co', 'supabase'],
    ['aws-0-eu-central-1.pooler.supabase.com', 'supabase'],
    ['db.shop.example', 'self-hosted'],
    ['rds.amazonaws.com.shop.example', 'self-hosted'],
    [undefined, 'self-hosted'],
  ])('of the host %s is %s', (host, flavour) => expect(guessFlavour(direct(host))).toBe(flavour));
});

describe('readRefresh()', () => {
  it.each([
    ['REFRESH MATERIALIZED VIEW "a"."b"', { kind: 'view', name: '"a"."b"' }],
    ['REFRESH MATERIALIZED VIEW CONCURRENTLY "a"."b"', { kind: 'view', name: '"a"."b"' }],
    ['SELECT "a"."b"()', { kind: 'call', name: '"a"."b"()' }],
  ])('reads %s', (sql, refreshed) => expect(readRefresh(sql)).toEqual(refreshed));
});

describe('watchkeeper database role', () => {
  let configs: Awaited<ReturnType<typeof createConfigFolder>>;
  let config = '';
  beforeAll(async () => {
    configs = await createConfigFolder();
    config = await configs.write(
      makeDefinition({
        databases: {
          orders: {
            kind: 'postgres',
            host: 'orders.abc123.eu-central-1.rds.amazonaws.com',
            database: 'orders',
            tls: 'rds',
            health: { user: 'dbhealth', iam: true },
            kpi: { url: { secret: 'orders/kpi' } },
          },
        },
        kpis: { mrr: { database: 'orders', sql: 'SELECT 1', every: '10m' } },
      }),
    );
  });
  afterAll(() => configs.remove());
  const role = (...args: readonly string[]) => runCli(['database', 'role', ...args, '--config', config]);

  it('prints the SQL of the roles that the definition has, for where the host seems to be', async () => {
    const { code, stdout, stderr } = await role('orders');
    expect([code, stderr]).toEqual([
      0,
      'SQL for rds (guessed from its host; --for says otherwise): health "dbhealth", kpi "dbkpi". The definition has no login for refresh.\n\n',
    ]);
    expect(stdout).toContain('GRANT rds_iam TO "dbhealth";');
    expect(stdout).toContain(`PASSWORD :'kpi_password'`);
    expect(stdout).not.toContain('dbrefresh');
  });

  it('prints it for another place', async () => {
    const { stdout } = await role('orders', '--for', 'supabase');
    expect(stdout).toContain('CREATE OR REPLACE FUNCTION "watchkeeper".pulse()');
  });

  it('suggests the name that was meant, with code 2', async () => {
    expect(await role('order')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'Cannot find database "order": the definition has none of that name, did you mean "orders"?\n',
    });
  });

  it('ends with code 2 where it is called wrongly', async () => {
    expect((await role('orders', '--for', 'mainframe')).code).toBe(2);
    expect((await runCli(['database', 'rolle'])).code).toBe(2);
  });
});
