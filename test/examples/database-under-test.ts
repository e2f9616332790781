import { Client } from 'pg';
import type { Target } from '../../examples/target.ts';

/** Runs one statement under a role of the target, over a connection of its own, and returns its rows. */
export async function queryAs(
  target: Target,
  role: 'health' | 'kpi' | 'refresh',
  sql: string,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const { hostname, port, pathname } = new URL(target.urls.postgres ?? '');
  const database = pathname.slice(1);
  const client = new Client({
    host: hostname,
    port: Number(port),
    database,
    user: `db${role}`,
    password: target.secrets?.[`${database}/${role}`] ?? '',
    application_name: 'test',
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.query(sql)).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** The one number that a statement yields. */
export async function numberAs(target: Target, role: 'health' | 'kpi', sql: string): Promise<number> {
  const [row = {}] = await queryAs(target, role, sql);
  return Number(Object.values(row)[0]);
}

/** Everything that is defined in the database, as one text: tables, columns, indexes and functions. */
export async function readCatalog(target: Target): Promise<string> {
  const rows = await queryAs(
    target,
    'health',
    `SELECT attrelid::regclass::text || '.' || attname AS entry FROM pg_attribute JOIN pg_class c ON c.oid = attrelid
       WHERE relnamespace IN (SELECT oid FROM pg_namespace WHERE nspname IN ('public', 'kpi')) AND attnum > 0 AND NOT attisdropped
     UNION ALL SELECT relname || coalesce(reloptions::text, '') FROM pg_class
       WHERE relnamespace IN (SELECT oid FROM pg_namespace WHERE nspname IN ('public', 'kpi'))
     UNION ALL SELECT pg_get_functiondef(oid) FROM pg_proc
       WHERE pronamespace IN (SELECT oid FROM pg_namespace WHERE nspname IN ('public', 'kpi')) AND probin IS NULL AND prokind = 'f'
     ORDER BY 1`,
  );
  return rows.map(({ entry }) => String(entry)).join('\n');
}
