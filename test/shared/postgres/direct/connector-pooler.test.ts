import { Client, type ClientConfig } from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDirectConnector } from '../../../../shared/postgres/direct/connector.ts';
import { usePostgres } from '../../../support/postgres.ts';
import { startTransactionPooler, type TransactionPooler } from '../../../support/servers/transaction-pooler.ts';

const postgres = usePostgres();
let pooler: TransactionPooler;

beforeEach(async () => {
  pooler = await startTransactionPooler([await postgres.openClient(), await postgres.openClient()]);
});
afterEach(() => pooler.close());

async function openSession() {
  const connector = createDirectConnector({ secrets: postgres.secrets });
  const connection = await connector.connect(postgres.spec({ port: pooler.port }), {
    role: 'health',
    timeoutMs: 5_000,
  });
  if (!connection.ok) throw new Error(connection.failure.message);
  return connection.session;
}

const quick = { timeoutMs: 5_000 };
const inBerlin = { ...quick, timeZone: 'Europe/Berlin' };

describe('a pooler in transaction mode', () => {
  it('is a database like any other', async () => {
    const session = await openSession();
    expect(await session.query('SELECT 1', quick)).toMatchObject({ answer: { rows: [['1']] } });
    expect(await session.query('SELECT missing', quick)).toMatchObject({ failure: { sqlState: '42703' } });
    expect(await session.query('SELECT 2', quick)).toMatchObject({ answer: { rows: [['2']] } });
    await session.close();
    expect(pooler.namedStatements).toEqual([]);
  });

  it('is sent no options from the environment', async () => {
    process.env.PGOPTIONS = '-c work_mem=8MB';
    try {
      const session = await openSession();
      await session.close();
    } finally {
      delete process.env.PGOPTIONS;
    }
  });

  it('keeps a read-only statement with its settings on one connection', async () => {
    const session = await openSession();
    const sql = "SELECT current_setting('TimeZone'), current_setting('transaction_read_only')";
    expect(await session.queryReadOnly(sql, inBerlin)).toMatchObject({ answer: { rows: [['Europe/Berlin', 'on']] } });
    expect(await session.queryReadOnly(sql, inBerlin)).toMatchObject({ answer: { rows: [['Europe/Berlin', 'on']] } });
    await session.close();
    expect(pooler.transactions()).toEqual([1, 1]);
  });

  it('is left without a trace for its other clients', async () => {
    const session = await openSession();
    const sql = "SELECT current_setting('TimeZone'), current_setting('statement_timeout')";
    const before = [await session.query(sql, quick), await session.query(sql, quick)];
    await session.queryReadOnly("SELECT set_config('statement_timeout', '1ms', false)", inBerlin);
    await session.queryReadOnly('SELECT nonsense', inBerlin);
    const after = [await session.query(sql, quick), await session.query(sql, quick)];
    await session.close();
    const rows = (outcomes: typeof before) => outcomes.map((outcome) => outcome.ok && outcome.answer.rows);
    expect(rows(after)).toEqual(rows(before));
  });

  it.each<[string, ClientConfig]>([
    ['options', { options: '-c work_mem=8MB' }],
    ['a statement timeout', { statement_timeout: 100 }],
  ])('refuses clients that send %s when they log in', async (_, config) => {
    const client = new Client({ host: '127.0.0.1', port: pooler.port, user: 'x', password: 'x', ...config });
    await expect(client.connect()).rejects.toThrow('unsupported startup parameter');
  });

  it('refuses named statements', async () => {
    const client = new Client({ host: '127.0.0.1', port: pooler.port, user: 'x', password: 'x' });
    client.on('error', () => undefined);
    await client.connect();
    await expect(client.query({ name: 'mine', text: 'SELECT 1' })).rejects.toThrow('does not exist');
    await client.end();
  });
});
