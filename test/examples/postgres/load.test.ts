import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { adminConnection, withClient } from '../../../examples/postgres/database.ts';
import { type LoadStep, startLoad } from '../../../examples/postgres/load.ts';
import { type PostgresServer, startPostgresServer } from '../../../examples/postgres/server.ts';

const patience = { timeout: 10_000, interval: 20 };
const often = { perMinute: 12_000 };

describe('startLoad()', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgresServer();
    await query('CREATE TABLE a (n integer); CREATE TABLE b (n integer)');
  });
  afterAll(() => server.stop());

  const query = (sql: string) =>
    withClient(adminConnection(server, 'postgres'), async (client) => (await client.query(sql)).rows);
  const countOf = async (table: string) => Number((await query(`SELECT count(*) FROM ${table}`))[0]?.count);
  const run = (steps: readonly LoadStep[]) => {
    const load = startLoad({ ...adminConnection(server, 'postgres'), application_name: 'load-app' }, steps);
    onTestFinished(() => load.stop());
    return load;
  };

  it('goes on where a statement fails', async () => {
    const load = run([
      { name: 'bad', ...often, sql: 'SELECT 1 / 0' },
      { name: 'good', ...often, sql: 'SELECT 1' },
    ]);
    await expect.poll(load.completed, patience).toBeGreaterThan(3);
  });

  it('leaves withheld steps out until they are released', async () => {
    const load = run([
      { name: 'a', ...often, sql: 'INSERT INTO a VALUES ($1)', values: (random) => [random.between(1, 9)] },
      { name: 'b', ...often, sql: 'INSERT INTO b VALUES (1)' },
    ]);
    const release = load.withhold(['a']);
    const before = await countOf('b');
    await expect.poll(() => countOf('b'), patience).toBeGreaterThan(before + 3);
    const withheld = await countOf('a');
    await expect.poll(() => countOf('b'), patience).toBeGreaterThan(before + 9);
    expect(await countOf('a')).toBe(withheld);
    release();
    await expect.poll(() => countOf('a'), patience).toBeGreaterThan(withheld);
  });

  it('ends its connection when it stops, in the midst of a statement too', async () => {
    const load = run([{ name: 'slow', ...often, sql: 'SELECT pg_sleep(4)' }]);
    const working = `SELECT count(*)::int AS count FROM pg_stat_activity WHERE application_name = 'load-app'`;
    await expect.poll(async () => (await query(`${working} AND state = 'active'`))[0]?.count, patience).toBe(1);
    await load.stop();
    await query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'load-app'`);
    await expect.poll(async () => (await query(working))[0]?.count, patience).toBe(0);
    expect(load.completed()).toBe(0);
  });

  it('comes back after the server was away', async () => {
    const load = run([{ name: 'one', ...often, sql: 'SELECT 1' }]);
    await expect.poll(load.completed, patience).toBeGreaterThan(3);
    await server.restart('immediate');
    const before = load.completed();
    await expect.poll(load.completed, patience).toBeGreaterThan(before + 3);
  });
});
