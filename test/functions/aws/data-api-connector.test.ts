import {
  BeginTransactionCommand,
  ExecuteStatementCommand,
  RDSDataClient,
  RollbackTransactionCommand,
} from '@aws-sdk/client-rds-data';
import { afterEach, describe, expect, it } from 'vitest';
import { createDataApiConnector, type DataApiConnectorParts } from '../../../functions/aws/data-api-connector.ts';
import { createTimer } from '../../../functions/aws/timer.ts';
import type { DataApiDatabase, DatabaseSpec } from '../../../shared/model/database.ts';
import { type DataApiStandIn, startDataApiStandIn } from '../../support/data-api-stand-in.ts';
import { serviceError } from '../../support/data-api-statement.ts';
import { describeDatabase } from '../../support/describe-database.ts';
import { type TestPostgres, usePostgres } from '../../support/postgres.ts';
import { createSteppedTime } from '../../support/stepped-time.ts';

const account = '123456789012';
const clusterArn = (port: number) => `arn:aws:rds:eu-central-1:${account}:cluster:shop-${port}`;
const secretArn = (role: string) => `arn:aws:secretsmanager:eu-central-1:${account}:secret:${role}`;
const wrong = '-wrong';

const realTime = { clock: { now: () => performance.now() }, timer: createTimer(), random: () => 0 };

/** The service over servers of this machine: a cluster's name ends with a port, a secret's with a role. */
async function startService(postgres: TestPostgres): Promise<DataApiStandIn> {
  return startDataApiStandIn({
    cluster: (arn) => ({ host: '127.0.0.1', port: Number(/\d+$/.exec(arn)?.[0]) }),
    async login(arn) {
      const name = arn.slice(secretArn('').length);
      const user = name.replace(wrong, '');
      const password = await postgres.secrets.get({ secret: user }).catch(() => undefined);
      if (password === undefined) return undefined;
      return { user, password: name === user ? password : 'not-the-password' };
    },
  });
}

const specOf = (port: number, role: string, database: string): DataApiDatabase & DatabaseSpec => ({
  id: 'shop',
  title: 'Shop',
  kind: 'data-api',
  cluster: clusterArn(port),
  database,
  logins: { kpi: { secretArn: secretArn(role) } },
});

describeDatabase('the RDS Data API', async (postgres) => {
  const service = await startService(postgres);
  return {
    connector: createDataApiConnector({ client: service.client, ...realTime }),
    spec: ({ port, database, role, wrongPassword = false }) =>
      specOf(port, wrongPassword ? `${role}${wrong}` : role, database),
    close: () => service.close(),
  };
});

describe('createDataApiConnector()', () => {
  const postgres = usePostgres();
  let service: DataApiStandIn | undefined;
  afterEach(async () => {
    await service?.close();
    service = undefined;
  });

  async function openSession(changes: Partial<DataApiDatabase> = {}, parts: Partial<DataApiConnectorParts> = {}) {
    const started = await startService(postgres);
    service = started;
    const connector = createDataApiConnector({ client: started.client, ...realTime, ...parts });
    const spec = { ...specOf(postgres.server().port, 'postgres', 'postgres'), ...changes };
    const connection = await connector.connect(spec, { role: 'kpi', timeoutMs: 1_000 });
    if (!connection.ok) throw new Error(`${connection.failure.kind}: ${connection.failure.message}`);
    return { session: connection.session, service: started };
  }
  const quick = { timeoutMs: 5_000 };

  it("calls the region of the cluster's ARN", async () => {
    const cluster = clusterArn(postgres.server().port).replace('eu-central-1', 'ap-southeast-2');
    const opened = await openSession({ cluster });
    expect(await opened.session.query('SELECT 1', quick)).toMatchObject({ ok: true });
    expect(opened.service.calls.map(({ region }) => region)).toEqual(['ap-southeast-2']);
  });

  it('reads in a transaction that is read-only, and rolls it back', async () => {
    const opened = await openSession();
    await opened.session.queryReadOnly('SELECT 1', { ...quick, timeZone: 'UTC' });
    await opened.session.queryReadOnly('SELECT nonsense', { ...quick, timeZone: 'UTC' });
    const paths = opened.service.calls.map(({ path }) => path);
    const once = ['/BeginTransaction', '/Execute', '/Execute', '/Execute', '/RollbackTransaction'];
    expect(paths).toEqual([...once, ...once]);
    expect(opened.service.calls[1]?.input.sql).toBe('SET TRANSACTION READ ONLY');
    expect(opened.service.openTransactions()).toBe(0);
  });

  it('leaves no transaction behind where a statement runs out of time', async () => {
    const opened = await openSession();
    const outcome = await opened.session.queryReadOnly('SELECT pg_sleep(60)::text', {
      timeoutMs: 400,
      timeZone: 'UTC',
    });
    expect(outcome).toMatchObject({ failure: { kind: 'timeout' } });
    expect(opened.service.openTransactions()).toBe(0);
  });

  it('waits for a cluster that wakes up', async () => {
    const time = createSteppedTime(0);
    const opened = await openSession({}, { clock: time.clock, random: () => 0.5, timer: instantly(time) });
    opened.service.sleepFor(4);
    const outcome = await opened.session.query('SELECT 1', { timeoutMs: 30_000 });
    expect(outcome).toMatchObject({ ok: true, answer: { rows: [['1']] } });
    expect(time.waitsMs).toEqual([2_250, 2_250, 2_250, 2_250]);
  });

  it.each([
    [10_000, 10_000],
    [120_000, 40_000],
  ])('gives up after a while where a cluster does not wake up: of %d ms, %d', async (timeoutMs, mostMs) => {
    const time = createSteppedTime(0);
    const opened = await openSession({}, { clock: time.clock, random: () => 0, timer: instantly(time) });
    opened.service.sleepFor(Number.POSITIVE_INFINITY);
    const outcome = await opened.session.queryReadOnly('SELECT 1', { timeoutMs, timeZone: 'UTC' });
    expect(outcome).toMatchObject({ failure: { kind: 'resuming' } });
    expect(time.clock.now()).toBeLessThan(mostMs);
    expect(time.clock.now()).toBeGreaterThan(mostMs - 3_000);
  });

  it('gives up where the service does not answer', async () => {
    const opened = await openSession();
    opened.service.fallSilent();
    expect(await opened.session.query('SELECT 1', { timeoutMs: 100 })).toMatchObject({ failure: { kind: 'timeout' } });
  });

  it.each([
    ['one row of more than 64 KB', "SELECT repeat('x', 65537)"],
    ['more than 1 MiB', "SELECT repeat('x', 60000) FROM generate_series(1, 18)"],
  ])('tells an answer of %s', async (_, sql) => {
    const opened = await openSession();
    expect(await opened.session.query(sql, quick)).toMatchObject({ failure: { kind: 'too-large' } });
  });

  it.each([
    ['arrays', 'SELECT ARRAY[1, 2] AS value'],
    ['whole numbers that the SDK rounds', 'SELECT 9007199254740993::int8 AS value'],
  ])('demands a cast for %s', async (_, sql) => {
    const opened = await openSession();
    expect(await opened.session.query(sql, quick)).toMatchObject({
      failure: { kind: 'rejected', message: expect.stringMatching(/^Column "value" .* must be cast to text$/) },
    });
  });

  it.each([
    ["SELECT interval '1 day'", 'UnsupportedResultException'],
    ['SELECT (ARRAY[1, 2])[1:n] FROM (SELECT 1 AS n) t', 'a parameter by mistake'],
  ])('passes on that the service refuses %s: %s', async (sql) => {
    const opened = await openSession();
    expect(await opened.session.query(sql, quick)).toMatchObject({ failure: { kind: 'rejected' } });
  });

  it('gives bytes as PostgreSQL writes them', async () => {
    const opened = await openSession();
    expect(await opened.session.query("SELECT '\\x00ff'::bytea", quick)).toMatchObject({
      answer: { rows: [['\\x00ff']] },
    });
  });

  it.each([
    ['AccessDeniedException', 'credentials'],
    ['ForbiddenException', 'credentials'],
    ['SecretsErrorException', 'credentials'],
    ['InvalidResourceStateException', 'starting'],
    ['StatementTimeoutException', 'timeout'],
    ['DatabaseUnavailableException', 'unreachable'],
    ['HttpEndpointNotEnabledException', 'ours'],
    ['ThrottlingException', 'ours'],
  ])('tells %s as "%s"', async (name, kind) => {
    const opened = await openSession();
    opened.service.failWith(serviceError(name, 'No.'));
    expect(await opened.session.query('SELECT 1', quick)).toMatchObject({
      failure: { kind, message: expect.stringContaining('No.') },
    });
  });

  it('meets a service that runs one call of a transaction at a time', async () => {
    const opened = await openSession();
    const client = new RDSDataClient({ ...opened.service.client, region: 'eu-central-1', maxAttempts: 1 });
    const target = { resourceArn: clusterArn(postgres.server().port), secretArn: secretArn('postgres') };
    const { transactionId } = await client.send(new BeginTransactionCommand({ ...target, database: 'postgres' }));
    const call = () =>
      client.send(new ExecuteStatementCommand({ ...target, transactionId, sql: 'SELECT pg_sleep(0.1)::text' }));
    const outcomes = await Promise.allSettled([call(), call()]);
    await client.send(new RollbackTransactionCommand({ ...target, transactionId }));
    client.destroy();
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('takes a service that cannot be reached for our own fault', async () => {
    const opened = await openSession();
    await opened.service.close();
    service = undefined;
    expect(await opened.session.query('SELECT 1', quick)).toMatchObject({ failure: { kind: 'ours' } });
  });

  it.each<[string, Partial<DataApiDatabase>, RegExp]>([
    ['its role has no login', { logins: {} }, /no login for the role "kpi"/],
    ['its cluster is no ARN', { cluster: 'shop' }, /must be an ARN/],
  ])('refuses a database where %s', async (_, changes, message) => {
    await expect(openSession(changes)).rejects.toThrow(message);
  });

  it('ends with the signal of the run', async () => {
    const controller = new AbortController();
    service = await startService(postgres);
    service.fallSilent();
    const spec = specOf(postgres.server().port, 'postgres', 'postgres');
    const connector = createDataApiConnector({ client: service.client, ...realTime });
    const connection = await connector.connect(spec, { role: 'kpi', timeoutMs: 1_000, signal: controller.signal });
    if (!connection.ok) throw new Error(connection.failure.message);
    const outcome = connection.session.query('SELECT 1', { timeoutMs: 30_000 });
    controller.abort();
    expect(await outcome).toMatchObject({ failure: { kind: 'ours' } });
  });
});

/** Waits that are over at once, on a clock that they move: the network beside them is real. */
function instantly(time: ReturnType<typeof createSteppedTime>) {
  return { wait: (ms: number, signal?: AbortSignal) => time.run(time.timer.wait(ms, signal)) };
}
