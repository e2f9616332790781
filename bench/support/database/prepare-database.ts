import { Client } from 'pg';
import type { TlsIdentity } from '../../../examples/certificates.ts';
import { createRoleSql, roleNameOf } from '../../../examples/postgres/roles.ts';
import { type PostgresServer, startPostgresServer } from '../../../examples/postgres/server.ts';
import { listSchemaSql, listWorkload } from './schema.ts';

/** A server with the database that is measured, and who reads it. */
export interface PreparedDatabase {
  readonly server: PostgresServer;
  readonly version: string;
  readonly login: { readonly user: string; readonly password: string; readonly database: string };
  /** What is there now: tables, indexes, statements in pg_stat_statements. */
  readonly counts: { readonly tables: number; readonly indexes: number; readonly statements: number };
}

/** Nothing but the measured work runs, and all of it fits into memory. */
const settings = {
  autovacuum: 'off',
  shared_buffers: '256MB',
  'pg_stat_statements.max': '10000',
  track_activity_query_size: '4096',
} as const;

const batchSize = 200;

/** Starts PostgreSQL, fills it, and leaves the statements of a busy application in `pg_stat_statements`. */
export async function prepareDatabase({ cert, key }: TlsIdentity): Promise<PreparedDatabase> {
  const server = await startPostgresServer({ settings, tls: { certificate: cert, key } });
  const { host, port, adminUser: user, adminPassword: password } = server;
  const client = new Client({ host, port, user, password, database: 'postgres' });
  try {
    await client.connect();
    await client.query('CREATE EXTENSION pg_stat_statements');
    for (const sql of listSchemaSql()) await client.query(sql);
    await client.query(createRoleSql('health', { password, owner: user }));
    await client.query('SELECT pg_stat_statements_reset()');
    const workload = listWorkload();
    for (let from = 0; from < workload.length; from += batchSize) {
      await client.query(workload.slice(from, from + batchSize).join(';'));
    }
    await client.query('CHECKPOINT');
    const { rows } = await client.query(`
      SELECT (SELECT count(*)::int FROM pg_stat_user_tables) AS tables,
             (SELECT count(*)::int FROM pg_stat_user_indexes) AS indexes,
             (SELECT count(*)::int FROM pg_stat_statements) AS statements,
             current_setting('server_version') AS version`);
    const { version, ...counts } = rows[0];
    return { server, version, counts, login: { user: roleNameOf('health'), password, database: 'postgres' } };
  } catch (error) {
    await server.stop();
    throw error;
  } finally {
    await client.end();
  }
}
