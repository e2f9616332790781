import { ownFunctions, ownRelation } from './own-objects.ts';
import { replicationExpressions } from './pulse-replication.ts';
import { sessionExpressions } from './pulse-sessions.ts';

/** Sums over pg_stat_statements, whose schema and version only the server knows: dynamic SQL, over `t` and the extension `e`. */
const statementSums = `
         CASE WHEN e.usable AND t.libraries LIKE '%pg_stat_statements%' THEN
           substring(query_to_xml(format('
             select json_build_object(''calls'', coalesce(sum(calls), 0), ''totalMs'', coalesce(sum(%s), 0)%s)::text as j
             from %I.pg_stat_statements(false) s
             where s.dbid = %s and s.userid <> (select r.oid from pg_catalog.pg_roles r where r.rolname = session_user)',
             CASE WHEN string_to_array(e.extversion, '.')::int[] >= ARRAY[1, 8] THEN 'total_exec_time' ELSE 'total_time' END,
             CASE WHEN to_regclass(format('%I.pg_stat_statements_info', e.nspname)) IS NOT NULL
                  THEN format(', ''resetAt'', (select extract(epoch from stats_reset) from %1$I.pg_stat_statements_info)::text', e.nspname) ELSE '' END,
             e.nspname, t.dbid), false, false, '')::text from '<j>(.*)</j>')::json
         END`;

/**
 * The pulse: one statement, each minute. Answers rows (k, j) of a kind and a JSON object: one `health`, and at most 20 `slow`,
 * 20 `blocked`, 10 `root`, 20 `peer`, 20 `replica`, 20 `slot` and 50 `function`. It reads catalogs and shared memory only,
 * so it never waits for a lock on a user's table. Counters come raw.
 *
 * Planning is a third of its cost, so it calls the functions behind the views of statistics, which join names to every row; what
 * is named here is the same from PostgreSQL 13 to 18. `to_jsonb(row)` hides columns that not every version has; views that do
 * not exist everywhere are read by `query_to_xml()` inside a CASE, which is dynamic SQL without a function to install. No colon
 * stands before a word: the RDS Data API would read a parameter.
 */
export const pulseSql = pulse({ statements: statementSums });

/** The pulse of a run that asks `statementsSql` next, which answers the sums over all statements as well: they are null here. */
export const pulseBeforeStatementsSql = pulse({ statements: 'NULL::json' });

function pulse({ statements }: { readonly statements: string }): string {
  return `/* watchkeeper pulse */
WITH RECURSIVE
t AS MATERIALIZED (
  SELECT clock_timestamp() AS now, current_setting('server_version_num')::int AS v, pg_is_in_recovery() AS standby,
         to_regprocedure('pg_catalog.aurora_version()') IS NOT NULL AS aurora,
         CASE WHEN pg_has_role(current_user, 'pg_read_all_settings', 'USAGE')
           THEN current_setting('shared_preload_libraries') END AS libraries,
         (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database()) AS dbid
),
ext AS MATERIALIZED (
  SELECT e.extname, n.nspname, e.extversion, has_schema_privilege(n.oid, 'USAGE') AS usable
  FROM pg_catalog.pg_extension e JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace
  WHERE e.extname IN ('pg_stat_statements', 'pgstattuple')
),${sessionExpressions},${replicationExpressions},
function AS (
  SELECT oid::int8 AS "oid", name AS "name", pg_stat_get_function_calls(oid) AS "calls",
         pg_stat_get_function_total_time(oid) AS "totalMs"
  FROM (${ownFunctions}) own
  WHERE pg_stat_get_function_calls(oid) IS NOT NULL
  ORDER BY "totalMs" DESC LIMIT 50
),
dyn AS MATERIALIZED (
  SELECT CASE WHEN t.aurora AND to_regprocedure('pg_catalog.aurora_replica_status()') IS NOT NULL THEN
           substring(query_to_xml('
             select coalesce(json_agg(json_build_object(''id'', server_id, ''writer'', session_id = ''MASTER_SESSION_ID'',
                    ''lagMs'', replica_lag_in_msec)), ''[]'')::text as j
             from pg_catalog.aurora_replica_status()', false, false, '')::text from '<j>(.*)</j>')::json
         END AS aur,
         ${statements} AS pgss
  FROM t LEFT JOIN ext e ON e.extname = 'pg_stat_statements'
),
settings AS (
  SELECT t.libraries AS "shared_preload_libraries", current_setting('track_functions') AS "track_functions",
         current_setting('track_io_timing') AS "track_io_timing", current_setting('autovacuum') AS "autovacuum"
  FROM t
),
counters AS (
  SELECT pg_stat_get_db_xact_commit(dbid) AS "commits", pg_stat_get_db_xact_rollback(dbid) AS "rollbacks",
         pg_stat_get_db_blocks_fetched(dbid) - pg_stat_get_db_blocks_hit(dbid) AS "blocksRead",
         pg_stat_get_db_blocks_hit(dbid) AS "blocksHit", pg_stat_get_db_deadlocks(dbid) AS "deadlocks",
         extract(epoch FROM pg_stat_get_db_stat_reset_time(dbid))::text AS "resetAt"
  FROM t
),
wraparound AS (
  SELECT max(age(datfrozenxid)) AS "xidAge", max(mxid_age(datminmxid)) AS "mxidAge",
         (array_agg(datname ORDER BY greatest(age(datfrozenxid), mxid_age(datminmxid)) DESC))[1] AS "worstDatabase"
  FROM pg_catalog.pg_database
),
prepared AS (
  SELECT count(*) AS "count", max(extract(epoch FROM t.now - p.prepared)::float8) AS "oldestSeconds"
  FROM pg_prepared_xact() p, t
),
health AS (
  SELECT extract(epoch FROM t.now)::float8 AS "takenAtSeconds", t.v AS "version", current_database() AS "database",
         session_user AS "role", t.standby AS "standby", t.aurora AS "aurora",
         extract(epoch FROM pg_postmaster_start_time())::text AS "startedAt",
         pg_has_role(current_user, 'pg_read_all_stats', 'MEMBER') AS "monitor",
         (SELECT settings FROM settings) AS "settings",
         coalesce((SELECT json_object_agg(extname, json_build_object('schema', nspname, 'version', extversion, 'usable', usable))
                   FROM ext), '{}') AS "extensions",
         (SELECT connections FROM connections) AS "connections",
         (SELECT max(coalesce(lk.wait_s, w.query_s)) FROM w LEFT JOIN lk USING (pid)) AS "longestLockWaitSeconds",
         (SELECT counters FROM counters) AS "counters",
         (SELECT coalesce(sum(pg_stat_get_numscans(oid)), 0) FROM pg_catalog.pg_class
          WHERE relkind IN ('r', 'm', 'p') AND ${ownRelation}) AS "sequentialScans",
         dyn.pgss AS "statements", (SELECT wraparound FROM wraparound) AS "wraparound",
         (SELECT prepared FROM prepared) AS "prepared",
         (SELECT receiver FROM receiver) AS "receiver", dyn.aur AS "auroraReplicas",
         (SELECT pg_wal_lsn_diff(cur, '0/0')::int8 FROM lsn) AS "walPosition"
  FROM t, dyn
)
SELECT 'health' AS k, row_to_json(health)::text AS j FROM health
UNION ALL SELECT 'slow', row_to_json(slow)::text FROM slow
UNION ALL SELECT 'blocked', row_to_json(blocked)::text FROM blocked
UNION ALL SELECT 'root', row_to_json(root)::text FROM root
UNION ALL SELECT 'peer', row_to_json(peer)::text FROM peer
UNION ALL SELECT 'replica', row_to_json(replica)::text FROM replica
UNION ALL SELECT 'slot', row_to_json(slot)::text FROM slot
UNION ALL SELECT 'function', row_to_json(function)::text FROM function`;
}
