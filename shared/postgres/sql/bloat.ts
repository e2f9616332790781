import { quoteIdentifier } from './quote-identifier.ts';

/**
 * Measured bloat of the five largest tables: one statement, daily, rows (k, j) of kind `bloat`. pgstattuple_approx() reads only
 * pages that are not all-visible (at most 1 GB a table here) and, addressed by OID, needs no privilege on the table.
 */
export const bloatSql = ({ schema }: { readonly schema: string }): string => `/* watchkeeper bloat */
WITH t AS MATERIALIZED (SELECT (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database()) AS dbid),
c AS MATERIALIZED (
  SELECT c.oid, n.nspname, c.relname
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace, t
  WHERE c.relkind IN ('r', 'm') AND c.relpersistence = 'p' AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
    AND c.relpages > 1024 AND c.relpages - c.relallvisible < 131072
    AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_locks l WHERE l.relation = c.oid AND l.database = t.dbid AND l.mode = 'AccessExclusiveLock')
  ORDER BY c.relpages DESC LIMIT 5
)
SELECT 'bloat' AS k, jsonb_build_object('oid', c.oid::int8, 'name', c.nspname || '.' || c.relname, 'bytes', b.table_len,
       'uselessPercent', round((b.approx_free_percent + b.dead_tuple_percent)::numeric, 1),
       'uselessBytes', (b.approx_free_space + b.dead_tuple_len)::int8)::text AS j
FROM c CROSS JOIN LATERAL ${quoteIdentifier(schema)}.pgstattuple_approx(c.oid::regclass) b`;
