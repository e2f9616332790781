interface ObjectsOptions {
  /** Exact sizes need a short lock per relation. Ask again without them where a lock was not granted in time (SQLSTATE 55P03). */
  readonly exactSizes: boolean;
}

/**
 * Tables, indexes and functions: one statement, every ten minutes, rows (k, j) of kind `at` (one), `table`, `index` and
 * `function` (at most 100 each: the largest and the worst). Relations with an AccessExclusiveLock that is held or queued are not opened: their
 * exact size is null, while the estimate from pg_class needs no lock.
 */
export const objectsSql = ({ exactSizes }: ObjectsOptions): string => `/* watchkeeper objects */
WITH
t AS MATERIALIZED (
  SELECT clock_timestamp() AS now, current_setting('block_size')::int8 AS bs, ${exactSizes} AS exact,
         (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database()) AS dbid
),
busy AS MATERIALIZED (
  SELECT DISTINCT l.relation FROM pg_catalog.pg_locks l, t
  WHERE l.mode = 'AccessExclusiveLock' AND l.relation IS NOT NULL AND l.database = t.dbid
),
ut AS MATERIALIZED (
  SELECT s.*, c.relpages, c.reltuples, c.reltoastrelid,
         CASE WHEN c.relkind IN ('r', 'm') THEN age(c.relfrozenxid) END AS xid_age,
         coalesce(c.reloptions::text LIKE '%autovacuum_enabled=false%' OR c.reloptions::text LIKE '%autovacuum_enabled=off%', false) AS no_autovacuum
  FROM pg_catalog.pg_stat_user_tables s JOIN pg_catalog.pg_class c ON c.oid = s.relid
  WHERE c.relpersistence <> 't'
),
tp AS (
  SELECT relid FROM (
    SELECT relid, row_number() OVER (ORDER BY relpages DESC) AS a, row_number() OVER (ORDER BY n_dead_tup DESC) AS b,
           row_number() OVER (ORDER BY seq_tup_read DESC NULLS LAST) AS c, row_number() OVER (ORDER BY xid_age DESC NULLS LAST) AS d FROM ut) r
  ORDER BY least(a, b, c, d) LIMIT 100
),
tr AS (
  SELECT jsonb_build_object(
    'oid', ut.relid::int8, 'name', ut.schemaname || '.' || ut.relname,
    'estimatedBytes', ut.relpages * t.bs,
    'tableBytes', CASE WHEN z.free THEN pg_table_size(ut.relid) END,
    'indexBytes', CASE WHEN z.free THEN pg_indexes_size(ut.relid) END,
    'rows', greatest(ut.reltuples, 0)::int8, 'live', ut.n_live_tup, 'dead', ut.n_dead_tup,
    'bytesPerRow', round((ut.relpages * t.bs / nullif(greatest(ut.reltuples, 0), 0))::numeric, 1),
    'sequentialScans', ut.seq_scan, 'sequentialRows', ut.seq_tup_read, 'indexScans', coalesce(ut.idx_scan, 0),
    'inserted', ut.n_tup_ins, 'updated', ut.n_tup_upd, 'deleted', ut.n_tup_del,
    'blocksHit', coalesce(io.heap_blks_hit, 0), 'blocksRead', coalesce(io.heap_blks_read, 0),
    'vacuumSeconds', round(extract(epoch FROM t.now - greatest(ut.last_vacuum, ut.last_autovacuum))::numeric),
    'analyzeSeconds', round(extract(epoch FROM t.now - greatest(ut.last_analyze, ut.last_autoanalyze))::numeric),
    'autovacuumOff', ut.no_autovacuum, 'xidAge', ut.xid_age) AS j
  FROM tp JOIN ut USING (relid) JOIN pg_catalog.pg_statio_user_tables io USING (relid) CROSS JOIN t
  CROSS JOIN LATERAL (SELECT t.exact AND NOT EXISTS (
      SELECT 1 FROM busy WHERE busy.relation IN (ut.relid, ut.reltoastrelid)
      UNION ALL SELECT 1 FROM busy JOIN pg_catalog.pg_index i ON i.indexrelid = busy.relation WHERE i.indrelid IN (ut.relid, ut.reltoastrelid)) AS free OFFSET 0) z
),
ui AS MATERIALIZED (
  SELECT s.relid, s.indexrelid, s.schemaname, s.relname, s.indexrelname, s.idx_scan,
         to_jsonb(s) ->> 'last_idx_scan' AS last_idx, c.relpages, c.relam,
         i.indisunique, i.indisexclusion, i.indisvalid, i.indisreplident, i.indkey, i.indclass, i.indcollation, i.indoption,
         i.indexprs IS NULL AND i.indpred IS NULL AS plain,
         EXISTS (SELECT 1 FROM pg_catalog.pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x')) AS con,
         EXISTS (SELECT 1 FROM pg_catalog.pg_constraint k WHERE k.contype = 'f' AND k.conrelid = i.indrelid AND k.conkey[1] = i.indkey[0]) AS fk
  FROM pg_catalog.pg_stat_user_indexes s
  JOIN pg_catalog.pg_index i ON i.indexrelid = s.indexrelid
  JOIN pg_catalog.pg_class c ON c.oid = s.indexrelid
  WHERE c.relpersistence <> 't'
),
dup AS MATERIALIZED (
  SELECT b.indexrelid, min(a.indexrelid::int8) AS twin
  FROM ui a JOIN ui b ON a.relid = b.relid AND a.relam = b.relam AND a.indkey = b.indkey AND a.indclass = b.indclass
       AND a.indcollation = b.indcollation AND a.indoption = b.indoption AND a.plain AND b.plain
       AND a.indexrelid <> b.indexrelid AND (a.con OR NOT b.con) AND (a.indexrelid < b.indexrelid OR a.con AND NOT b.con)
  WHERE (NOT b.indisunique OR a.indisunique) AND a.indisvalid AND b.indisvalid
  GROUP BY b.indexrelid
),
ip AS (
  SELECT indexrelid FROM (
    SELECT ui.indexrelid, relpages, NOT indisvalid AS bad, dup.twin IS NOT NULL AS double,
           NOT (indisunique OR indisexclusion OR indisreplident OR con) AND idx_scan < 50 AS lazy
    FROM ui LEFT JOIN dup USING (indexrelid)) x
  ORDER BY bad DESC, double DESC, lazy DESC, relpages DESC LIMIT 100
),
ir AS (
  SELECT jsonb_build_object(
    'oid', ui.indexrelid::int8, 'table', ui.schemaname || '.' || ui.relname, 'name', ui.schemaname || '.' || ui.indexrelname,
    'estimatedBytes', ui.relpages * t.bs,
    'bytes', CASE WHEN t.exact AND NOT EXISTS (SELECT 1 FROM busy WHERE busy.relation IN (ui.indexrelid, ui.relid)) THEN pg_relation_size(ui.indexrelid) END,
    'scans', ui.idx_scan,
    'lastScanSeconds', round(extract(epoch FROM t.now - ui.last_idx::timestamptz)::numeric),
    'needed', ui.indisunique OR ui.indisexclusion OR ui.indisreplident OR ui.con, 'foreignKey', ui.fk, 'valid', ui.indisvalid,
    'twin', (SELECT c.relname FROM dup JOIN pg_catalog.pg_class c ON c.oid = dup.twin::oid WHERE dup.indexrelid = ui.indexrelid)) AS j
  FROM ip JOIN ui USING (indexrelid) CROSS JOIN t
),
fr AS (
  SELECT jsonb_build_object('oid', f.funcid::int8, 'name', f.schemaname || '.' || f.funcname, 'calls', f.calls,
         'totalMs', f.total_time, 'selfMs', f.self_time) AS j
  FROM pg_catalog.pg_stat_user_functions f
  WHERE NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend e
                    WHERE e.classid = 'pg_catalog.pg_proc'::regclass AND e.objid = f.funcid AND e.deptype = 'e')
  ORDER BY f.total_time DESC LIMIT 100
),
at AS (
  SELECT jsonb_build_object('takenAtSeconds', extract(epoch FROM t.now)::float8, 'standby', pg_is_in_recovery(),
         'startedAt', extract(epoch FROM pg_postmaster_start_time())::text, 'resetAt', extract(epoch FROM d.stats_reset)::text,
         'countedSeconds', extract(epoch FROM t.now - greatest(d.stats_reset, pg_postmaster_start_time()))::float8,
         'tables', (SELECT count(*) FROM ut), 'indexes', (SELECT count(*) FROM ui),
         'functions', (SELECT count(*) FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
            WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend e
                  WHERE e.classid = 'pg_catalog.pg_proc'::regclass AND e.objid = p.oid AND e.deptype = 'e'))) AS j
  FROM t JOIN pg_catalog.pg_stat_database d ON d.datid = t.dbid
)
SELECT 'at' AS k, j::text AS j FROM at
UNION ALL SELECT 'table', j::text FROM tr
UNION ALL SELECT 'index', j::text FROM ir
UNION ALL SELECT 'function', j::text FROM fr`;
