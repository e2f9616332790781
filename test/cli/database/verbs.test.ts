import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeDefinition } from '../../support/definition.ts';
import { usePostgres } from '../../support/postgres.ts';
import { createConfigFolder, runCli } from '../run-cli.ts';

const postgres = usePostgres();
let configs: Awaited<ReturnType<typeof createConfigFolder>>;
let config = '';

beforeAll(async () => {
  configs = await createConfigFolder();
  const { host, port, adminPassword } = postgres.server();
  await postgres.admin('CREATE EXTENSION pg_stat_statements');
  await postgres.admin('CREATE TABLE public.items (id int); INSERT INTO public.items SELECT generate_series(1, 10)');
  const login = { user: 'postgres', password: { secret: 'orders/admin' } };
  config = await configs.write(
    makeDefinition({
      databases: {
        orders: {
          kind: 'postgres',
          title: 'Orders',
          host,
          port,
          database: 'postgres',
          tls: 'off',
          health: login,
          kpi: login,
        },
        locked: {
          ...{ kind: 'postgres', host, port, database: 'postgres', tls: 'off' },
          health: { user: 'postgres', password: { secret: 'locked/health' } },
        },
        gone: { kind: 'postgres', host, port: 1, database: 'postgres', tls: 'off', health: login },
      },
      kpis: {
        items: { database: 'orders', sql: 'SELECT count(*) FROM items', every: '10m' },
        wrong: { database: 'orders', sql: 'SELECT count(*)\nFROM itmes', every: '10m' },
      },
    }),
  );
  await writeFile(join(configs.folder, '.env.local'), `ORDERS_ADMIN=${adminPassword}\n`);
});
afterAll(() => configs.remove());

const database = (...args: readonly string[]) => runCli(['database', ...args, '--config', config]);

describe('watchkeeper database check', () => {
  it('says line by line what works and what does not, with its remedy', async () => {
    const { code, stdout } = await database('check', 'orders');
    expect(code).toBe(1);
    const lines = stdout.split('\n').map((line) => line.trim().replaceAll(/ {2,}/g, ' '));
    expect(lines).toEqual(
      expect.arrayContaining([
        'Role "health"',
        'ok TLS Plain text, which is allowed on this machine only',
        'ok sessions Sessions and statements of all roles are visible',
        'Role "kpi"',
        'FAILED privileges "postgres" is a superuser: a KPI could do anything',
        'ok kpi items Its statement would run',
        'FAILED kpi wrong relation "itmes" does not exist at line 2, column 6',
        '-> Look at the name and its schema; the role may need USAGE on the schema to see it.',
      ]),
    );
    expect(lines.at(-2)).toMatch(/^\d+ ok, \d+ advice, 2 failed, 0 not reached$/);
  });

  it('prints lines as JSON, and ends with code 1 where nothing answers', async () => {
    const { code, stdout } = await database('check', 'gone', '--json');
    expect([code, JSON.parse(stdout)]).toMatchObject([
      1,
      [{ subject: 'health', name: 'reach', status: 'failed' }, { status: 'skipped' }, { status: 'skipped' }],
    ]);
  });
});

describe('watchkeeper database report', () => {
  it('writes one HTML file with findings and tables', async () => {
    const out = join(configs.folder, 'orders.html');
    const { code, stdout, stderr } = await database('report', 'orders', '--seconds', '2', '--out', out);
    expect([stderr, code]).toEqual(['Looking at "orders" for 2 s ...\n', 0]);
    expect(stdout).toContain(`The whole report: ${out}\n`);
    const document = await readFile(out, 'utf8');
    expect(document).toContain('<h1>Database Orders: shop, prod</h1>');
    expect(document).toContain('public.items');
    expect(document).not.toContain('<script');
  });

  it('writes below .watchkeeper beside the definition unless told otherwise', async () => {
    const { code, stdout } = await database('report', 'orders', '--seconds', '2');
    const file = join(configs.folder, '.watchkeeper/reports/orders-health.html');
    expect([code, stdout]).toEqual([0, expect.stringContaining(`The whole report: ${file}\n`)]);
    expect(await readFile(file, 'utf8')).toContain('<h1>Database Orders: shop, prod</h1>');
  });

  it('looks at nothing where no login is possible', async () => {
    const { code, stdout, stderr } = await database('report', 'locked');
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(
      /^Cannot log in to database "locked": .*LOCKED_HEALTH.*\nThe fault is on this side: secrets /,
    );
  });

  it('prints what it found as JSON, and ends with code 1 where nothing answers', async () => {
    const { code, stdout } = await database('report', 'gone', '--json');
    expect([code, JSON.parse(stdout)]).toMatchObject([1, { id: 'gone', state: 'failing' }]);
  });

  it('has no function to ask in an environment that is on this machine only', async () => {
    const local = await configs.write(
      makeDefinition({
        databases: {
          orders: {
            kind: 'postgres',
            host: '127.0.0.1',
            database: 'x',
            tls: 'off',
            health: { user: 'x', password: { secret: 'x' } },
          },
        },
        environments: { prod: null, local: { region: 'eu-central-1' } },
      }),
      'local.mjs',
    );
    expect(await runCli(['database', 'report', 'orders', '--via', 'function', '--config', local])).toEqual({
      code: 1,
      stdout: '',
      stderr: 'Cannot ask a function about "orders": environment "local" must be deployed\n',
    });
  });

  it('refuses a look that is too short', async () => {
    expect((await database('report', 'orders', '--seconds', '1')).code).toBe(2);
  });
});
