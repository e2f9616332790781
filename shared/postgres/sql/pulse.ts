import { replicationExpressions } from './pulse-replication.ts';
import { sessionExpressions } from './pulse-sessions.ts';

/**
 * The pulse: one statement, each minute. Answers rows (k, j) of a kind and a JSON object: one `health`, and at most 20 `slow`,
 * 20 `blocked`, 10 `root`, 20 `peer`, 20 `replica`, 20 `slot` and 50 `function`. It reads catalogs and shared memory only,
 * so it never waits for a lock on a user's table. Counters come raw.
 *
 * `to_jsonb(row)` hides columns that not every version has; views that do not exist everywhere are read by `query_to_xml()`
 * inside a CASE, which is dynamic SQL without a function to install. No colon stands before a word: the RDS Data API would
 * read a parameter.
 */
export const pulseSql = `/* watchkeeper pulse */
WITH RECURSIVE
t AS MATERIALIZED (
  SELECT clock_timestamp() AS now, current_setting('server_version_num')::int AS v, pg_is_in_recovery() AS standby,
         to_regprocedure('pg_catalog.aurora_version()') IS NOT NULL AS aurora,
         (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database()) AS dbid
),
cfg AS MATERIALIZED (
  SELECT jsonb_object_agg(name, setting) AS s
  FROM pg_catalog.pg_settings
  WHERE name IN ('max_connections', 'superuser_reserved_connections', 'reserved_connections', 'shared_preload_libraries',
                 'track_functions', 'track_io_timing', 'autovacuum')
),
ext AS MATERIALIZED (
  SELECT e.extname, n.nspname, e.extversion, has_schema_privilege(n.oid, 'USAGE') AS usable
  FROM pg_catalog.pg_extension e JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace
  WHERE e.extname IN ('pg_stat_statements', 'pgstattuple')
),${sessionExpressions},${replicationExpressions},
fn AS (
  SELECT jsonb_build_object('oid', f.funcid::int8, 'name', f.schemaname || '.' || f.funcname, 'calls', f.calls,
         'totalMs', f.total_time) AS j
  FROM pg_catalog.pg_stat_user_functions f
  WHERE NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend e
                    WHERE e.classid = 'pg_catalog.pg_proc'::regclass AND e.objid = f.funcid AND e.deptype = 'e')
  ORDER BY f.total_time DESC LIMIT 50
),
dyn AS MATERIALIZED (
  SELECT CASE WHEN t.aurora AND to_regprocedure('pg_catalog.aurora_replica_status()') IS NOT NULL THEN
           substring(query_to_xml('select coalesce(json_agg(json_build_object(''id'', server_id, ''writer'', session_id = ''MASTER_SESSION_ID'', ''lagMs'', replica_lag_in_msec)), ''[]'')::text as j from pg_catalog.aurora_replica_status()', false, false, '')::text from '<j>(.*)</j>')::jsonb
         END AS aur,
         CASE WHEN e.usable AND (cfg.s ->> 'shared_preload_libraries') LIKE '%pg_stat_statements%' THEN
           substring(query_to_xml(format('select json_build_object(''calls'', coalesce(sum(calls), 0), ''totalMs'', coalesce(sum(%s), 0)%s)::text as j from %I.pg_stat_statements(false) s where s.dbid = %s and s.userid <> (select r.oid from pg_catalog.pg_roles r where r.rolname = session_user)',
             CASE WHEN string_to_array(e.extversion, '.')::int[] >= ARRAY[1, 8] THEN 'total_exec_time' ELSE 'total_time' END,
             CASE WHEN to_regclass(format('%I.pg_stat_statements_info', e.nspname)) IS NOT NULL
                  THEN format(', ''resetAt'', (select extract(epoch from stats_reset) from %1$I.pg_stat_statements_info)::text', e.nspname) ELSE '' END,
             e.nspname, t.dbid), false, false, '')::text from '<j>(.*)</j>')::jsonb
         END AS pgss
  FROM t CROSS JOIN cfg LEFT JOIN ext e ON e.extname = 'pg_stat_statements'
),
health AS (
  SELECT jsonb_build_object(
    'takenAtSeconds', extract(epoch FROM t.now)::float8, 'version', t.v, 'database', current_database(), 'role', session_user,
    'standby', t.standby, 'aurora', t.aurora,
    'startedAt', extract(epoch FROM pg_postmaster_start_time())::text,
    'monitor', pg_has_role(current_user, 'pg_read_all_stats', 'MEMBER'),
    'sizeBytes', pg_database_size(t.dbid),
    'settings', coalesce(cfg.s, '{}'),
    'extensions', coalesce((SELECT jsonb_object_agg(extname, jsonb_build_object('schema', nspname, 'version', extversion, 'usable', usable)) FROM ext), '{}'),
    'connections', to_jsonb(conn) || jsonb_build_object('max', (cfg.s ->> 'max_connections')::int,
        'reserved', (cfg.s ->> 'superuser_reserved_connections')::int + coalesce((cfg.s ->> 'reserved_connections')::int, 0)),
    'longestLockWaitSeconds', (SELECT max(coalesce(lk.wait_s, w.query_s)) FROM w LEFT JOIN lk USING (pid)),
    'counters', (SELECT jsonb_build_object('commits', d.xact_commit, 'rollbacks', d.xact_rollback, 'blocksRead', d.blks_read,
        'blocksHit', d.blks_hit, 'deadlocks', d.deadlocks, 'resetAt', extract(epoch FROM d.stats_reset)::text)
        FROM pg_catalog.pg_stat_database d WHERE d.datid = t.dbid),
    'sequentialScans', (SELECT coalesce(sum(seq_scan), 0)::int8 FROM pg_catalog.pg_stat_user_tables),
    'statements', dyn.pgss,
    'wraparound', (SELECT jsonb_build_object('xidAge', max(age(datfrozenxid)), 'mxidAge', max(mxid_age(datminmxid)),
        'worstDatabase', (array_agg(datname::text ORDER BY greatest(age(datfrozenxid), mxid_age(datminmxid)) DESC))[1])
        FROM pg_catalog.pg_database),
    'prepared', (SELECT jsonb_build_object('count', count(*), 'oldestSeconds', max(extract(epoch FROM t.now - prepared)::float8))
        FROM pg_catalog.pg_prepared_xacts),
    'receiver', CASE WHEN t.standby THEN to_jsonb(receiver) END,
    'auroraReplicas', dyn.aur,
    'walPosition', pg_wal_lsn_diff(lsn.cur, '0/0')::int8
  ) AS j
  FROM t, cfg, conn, receiver, lsn, dyn
)
SELECT 'health' AS k, j::text AS j FROM health
UNION ALL SELECT 'slow', j::text FROM slow
UNION ALL SELECT 'blocked', j::text FROM blocked
UNION ALL SELECT 'root', j::text FROM roots
UNION ALL SELECT 'peer', j::text FROM peers
UNION ALL SELECT 'replica', j::text FROM replicas
UNION ALL SELECT 'slot', j::text FROM slots
UNION ALL SELECT 'function', j::text FROM fn`;
