import { ownFunctions, ownRelation } from './own-objects.ts';

interface ObjectsOptions {
  /** Exact sizes need a short lock per relation. Ask again without them where a lock was not granted in time (SQLSTATE 55P03). */
  readonly exactSizes: boolean;
  /** As `server_version_num`; undefined for a text that every version takes, and that costs more. */
  readonly serverVersion: number | undefined;
}

/**
 * Tables, indexes and functions, and the size of the database: one statement, every ten minutes, rows (k, j) of kind `at` (one),
 * `table`, `index` and `function` (at most 100 each: the largest and the worst). Relations with an AccessExclusiveLock that is
 * held or queued are not opened: their exact size is null, while the estimate from pg_class needs no lock.
 *
 * Every table and index is ranked by what pg_class says and by few counters; the rest is read of the winners only. So it calls
 * the functions behind the views of statistics, which read everything of every relation.
 */
export const objectsSql = ({
  exactSizes,
  serverVersion,
}: ObjectsOptions): string => `/* watchkeeper objects${exactSizes ? '' : ', sizes estimated'} */
WITH
t AS MATERIALIZED (
  SELECT clock_timestamp() AS now, current_setting('block_size')::int8 AS bs, ${exactSizes} AS exact,
         (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database()) AS dbid
),
locked AS MATERIALIZED (
  SELECT DISTINCT l.relation FROM pg_catalog.pg_locks l
  WHERE l.mode = 'AccessExclusiveLock' AND l.relation IS NOT NULL AND l.database = (SELECT dbid FROM t)
),
busy AS MATERIALIZED (
  SELECT relation FROM locked
  UNION ALL SELECT i.indrelid FROM locked JOIN pg_catalog.pg_index i ON i.indexrelid = locked.relation
),
ut AS MATERIALIZED (
  SELECT oid, relname, relnamespace, relkind, relpages, reltuples, reltoastrelid, reloptions,
         CASE WHEN relkind IN ('r', 'm') THEN age(relfrozenxid) END AS xid_age,
         pg_stat_get_dead_tuples(oid) AS dead, pg_stat_get_tuples_returned(oid) AS seq_rows
  FROM pg_catalog.pg_class
  WHERE relkind IN ('r', 'm', 'p') AND relpersistence <> 't' AND ${ownRelation}
),
tp AS (
  SELECT r.*, NOT EXISTS (SELECT 1 FROM busy WHERE busy.relation IN (r.oid, r.reltoastrelid)) AS free
  FROM (
    SELECT *, row_number() OVER (ORDER BY relpages DESC) AS a, row_number() OVER (ORDER BY dead DESC) AS b,
           row_number() OVER (ORDER BY seq_rows DESC) AS c, row_number() OVER (ORDER BY xid_age DESC NULLS LAST) AS d FROM ut) r
  ORDER BY least(a, b, c, d) LIMIT 100
),
tr AS (
  SELECT tp.oid::int8 AS "oid", n.nspname || '.' || tp.relname AS "name", tp.relpages * t.bs AS "estimatedBytes",
         CASE WHEN t.exact AND tp.free THEN pg_table_size(tp.oid) END AS "tableBytes",
         CASE WHEN t.exact AND tp.free THEN pg_indexes_size(tp.oid) END AS "indexBytes",
         greatest(tp.reltuples, 0)::int8 AS "rows", pg_stat_get_live_tuples(tp.oid) AS "live", tp.dead AS "dead",
         CASE WHEN tp.reltuples > 0 THEN round((tp.relpages * t.bs / tp.reltuples)::numeric, 1) END AS "bytesPerRow",
         pg_stat_get_numscans(tp.oid) AS "sequentialScans", tp.seq_rows AS "sequentialRows",
         (SELECT coalesce(sum(pg_stat_get_numscans(i.indexrelid)), 0)
          FROM pg_catalog.pg_index i WHERE i.indrelid = tp.oid) AS "indexScans",
         pg_stat_get_tuples_inserted(tp.oid) AS "inserted", pg_stat_get_tuples_updated(tp.oid) AS "updated",
         pg_stat_get_tuples_deleted(tp.oid) AS "deleted", pg_stat_get_blocks_hit(tp.oid) AS "blocksHit",
         pg_stat_get_blocks_fetched(tp.oid) - pg_stat_get_blocks_hit(tp.oid) AS "blocksRead",
         round(extract(epoch FROM t.now - greatest(pg_stat_get_last_vacuum_time(tp.oid),
               pg_stat_get_last_autovacuum_time(tp.oid)))) AS "vacuumSeconds",
         round(extract(epoch FROM t.now - greatest(pg_stat_get_last_analyze_time(tp.oid),
               pg_stat_get_last_autoanalyze_time(tp.oid)))) AS "analyzeSeconds",
         coalesce(tp.reloptions::text ~ 'autovacuum_enabled=(false|off)', false) AS "autovacuumOff", tp.xid_age AS "xidAge"
  FROM t, tp JOIN pg_catalog.pg_namespace n ON n.oid = tp.relnamespace
),
ui AS MATERIALIZED (
  SELECT i.indexrelid, i.indrelid, i.indisunique, i.indisexclusion, i.indisreplident, i.indisvalid, i.indkey, i.indclass,
         i.indcollation, i.indoption, i.indexprs IS NULL AND i.indpred IS NULL AS plain, c.relname, c.relpages, c.relam
  FROM ut JOIN pg_catalog.pg_index i ON i.indrelid = ut.oid JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
  WHERE ut.relkind <> 'p'
),
held AS MATERIALIZED (SELECT conindid FROM pg_catalog.pg_constraint WHERE contype IN ('p', 'u', 'x')),
pair AS MATERIALIZED (
  SELECT a.indexrelid AS kept, b.indexrelid AS doubled,
         a.indexrelid IN (SELECT conindid FROM held) AS kept_holds, b.indexrelid IN (SELECT conindid FROM held) AS doubled_holds
  FROM ui a JOIN ui b ON a.indrelid = b.indrelid AND a.relam = b.relam AND a.indkey = b.indkey AND a.indclass = b.indclass
       AND a.indcollation = b.indcollation AND a.indoption = b.indoption AND a.indexrelid <> b.indexrelid
  WHERE a.plain AND b.plain AND a.indisvalid AND b.indisvalid AND (a.indisunique OR NOT b.indisunique)
),
dup AS MATERIALIZED (
  SELECT doubled AS indexrelid, min(kept::int8) AS twin FROM pair
  WHERE (kept_holds OR NOT doubled_holds) AND (kept < doubled OR kept_holds AND NOT doubled_holds)
  GROUP BY doubled
),
ip AS (
  SELECT ui.*, dup.twin, indisunique OR indisexclusion OR indisreplident AS needed
  FROM ui LEFT JOIN dup USING (indexrelid)
  ORDER BY indisvalid, dup.twin IS NULL,
           (indisunique OR indisexclusion OR indisreplident OR pg_stat_get_numscans(indexrelid) >= 50), relpages DESC LIMIT 100
),
ir AS (
  SELECT ip.indexrelid::int8 AS "oid", n.nspname || '.' || ut.relname AS "table", n.nspname || '.' || ip.relname AS "name",
         ip.relpages * t.bs AS "estimatedBytes",
         CASE WHEN t.exact AND NOT EXISTS (SELECT 1 FROM locked WHERE locked.relation IN (ip.indexrelid, ip.indrelid))
           THEN pg_relation_size(ip.indexrelid) END AS "bytes",
         pg_stat_get_numscans(ip.indexrelid) AS "scans",
         round(extract(epoch FROM t.now - ${lastScanOf('ip.indexrelid', serverVersion)})) AS "lastScanSeconds",
         ip.needed AS "needed",
         EXISTS (SELECT 1 FROM pg_catalog.pg_constraint k
                 WHERE k.contype = 'f' AND k.conrelid = ip.indrelid AND k.conkey[1] = ip.indkey[0]) AS "foreignKey",
         ip.indisvalid AS "valid", (SELECT c.relname FROM pg_catalog.pg_class c WHERE c.oid = ip.twin::oid) AS "twin"
  FROM t, ip JOIN ut ON ut.oid = ip.indrelid JOIN pg_catalog.pg_namespace n ON n.oid = ut.relnamespace
),
own AS MATERIALIZED (${ownFunctions}
),
fr AS (
  SELECT oid::int8 AS "oid", name AS "name", pg_stat_get_function_calls(oid) AS "calls",
         pg_stat_get_function_total_time(oid) AS "totalMs", pg_stat_get_function_self_time(oid) AS "selfMs"
  FROM own WHERE pg_stat_get_function_calls(oid) IS NOT NULL
  ORDER BY "totalMs" DESC LIMIT 100
),
at AS (
  SELECT extract(epoch FROM t.now)::float8 AS "takenAtSeconds", pg_is_in_recovery() AS "standby",
         extract(epoch FROM pg_postmaster_start_time())::text AS "startedAt",
         extract(epoch FROM pg_stat_get_db_stat_reset_time(t.dbid))::text AS "resetAt",
         extract(epoch FROM t.now - greatest(pg_stat_get_db_stat_reset_time(t.dbid), pg_postmaster_start_time()))::float8 AS "countedSeconds",
         pg_database_size(t.dbid) AS "sizeBytes",
         (SELECT count(*) FROM ut) AS "tables", (SELECT count(*) FROM ui) AS "indexes", (SELECT count(*) FROM own) AS "functions"
  FROM t
)
SELECT 'at' AS k, row_to_json(at)::text AS j FROM at
UNION ALL SELECT 'table', row_to_json(tr)::text FROM tr
UNION ALL SELECT 'index', row_to_json(ir)::text FROM ir
UNION ALL SELECT 'function', row_to_json(fr)::text FROM fr`;

/** When an index was last used: counted since PostgreSQL 16. */
function lastScanOf(oid: string, serverVersion: number | undefined): string {
  if (serverVersion === undefined) {
    return `(SELECT (to_jsonb(s) ->> 'last_idx_scan')::timestamptz
                    FROM pg_catalog.pg_stat_all_indexes s WHERE s.indexrelid = ${oid})`;
  }
  return serverVersion >= 160_000 ? `pg_stat_get_lastscan(${oid})` : 'NULL::timestamptz';
}
