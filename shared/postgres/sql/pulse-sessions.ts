/**
 * The part of the pulse that looks at sessions and locks, as common table expressions. `pg_blocking_pids()` takes the lock
 * manager's lock, so it is asked for the 50 longest waiters only; the walk from a waiter to its root is a UNION over pairs,
 * which ends on cycles and queues alike.
 */
export const sessionExpressions = `
act AS MATERIALIZED (
  SELECT a.pid, a.datid, a.datname, a.usename, a.application_name AS app, a.backend_type AS bt, a.state,
         a.wait_event_type AS wt, a.wait_event AS we, a.query,
         greatest(extract(epoch FROM t.now - a.query_start)::float8, 0) AS query_s,
         greatest(extract(epoch FROM t.now - a.xact_start)::float8, 0) AS tx_s,
         greatest(extract(epoch FROM t.now - a.state_change)::float8, 0) AS state_s,
         a.backend_type = 'client backend'
           AND coalesce(a.usename, '') NOT IN ('rdsadmin', 'cloudsqladmin', 'azuresu') AS cl
  FROM pg_catalog.pg_stat_activity a, t
  WHERE a.pid <> pg_backend_pid()
),
w AS MATERIALIZED (
  SELECT q.*, pg_blocking_pids(q.pid) AS bp
  FROM (SELECT * FROM act WHERE wt = 'Lock' ORDER BY query_s DESC NULLS LAST LIMIT 50) q
),
lk AS MATERIALIZED (
  SELECT DISTINCT ON (l.pid) l.pid, l.locktype, l.mode, l.relation, l.database,
         greatest(extract(epoch FROM t.now - (to_jsonb(l) ->> 'waitstart')::timestamptz)::float8, 0) AS wait_s
  FROM pg_catalog.pg_locks l, t
  WHERE NOT l.granted AND EXISTS (SELECT 1 FROM w WHERE w.pid = l.pid)
),
edge AS MATERIALIZED (SELECT w.pid, b AS blocker FROM w, unnest(w.bp) AS b),
up(pid, cur) AS (
  SELECT pid, blocker FROM edge
  UNION
  SELECT up.pid, e.blocker FROM up JOIN edge e ON e.pid = up.cur
),
root AS MATERIALIZED (
  SELECT up.cur AS pid, count(DISTINCT up.pid) AS blocks
  FROM up WHERE NOT EXISTS (SELECT 1 FROM edge e WHERE e.pid = up.cur)
  GROUP BY up.cur
),
conn AS (
  SELECT count(*) FILTER (WHERE cl) AS "total",
         count(*) FILTER (WHERE cl AND datid = t.dbid) AS "inThisDatabase",
         count(*) FILTER (WHERE cl AND state = 'active') AS "active",
         count(*) FILTER (WHERE cl AND state = 'idle') AS "idle",
         count(*) FILTER (WHERE cl AND state LIKE 'idle in transaction%') AS "idleInTransaction",
         count(*) FILTER (WHERE cl AND wt = 'Lock') AS "waitingForLock",
         max(state_s) FILTER (WHERE cl AND state = 'idle') AS "longestIdleSeconds",
         max(state_s) FILTER (WHERE cl AND state LIKE 'idle in transaction%') AS "longestIdleInTransactionSeconds",
         max(tx_s) FILTER (WHERE cl) AS "oldestTransactionSeconds",
         max(query_s) FILTER (WHERE cl AND state = 'active') AS "longestQuerySeconds",
         count(*) FILTER (WHERE cl AND state = 'active' AND query_s > 1) AS "over1Second",
         count(*) FILTER (WHERE cl AND state = 'active' AND query_s > 10) AS "over10Seconds",
         count(*) FILTER (WHERE cl AND state = 'active' AND query_s > 60) AS "over60Seconds",
         count(*) FILTER (WHERE cl AND query = '<insufficient privilege>') AS "hidden"
  FROM act, t
),
slow AS (
  SELECT jsonb_build_object('pid', pid, 'querySeconds', round(query_s::numeric, 1), 'transactionSeconds', round(tx_s::numeric, 1),
         'idleSeconds', CASE WHEN state LIKE 'idle%' THEN round(state_s::numeric, 1) END,
         'database', datname, 'user', usename, 'application', left(app, 64), 'state', state,
         'wait', wt || '/' || we, 'query', left(query, 400)) AS j
  FROM act
  WHERE cl AND (state = 'active' AND query_s > 1 OR state LIKE 'idle in transaction%' AND state_s > 1 OR tx_s > 60)
  ORDER BY greatest(CASE WHEN state = 'active' THEN query_s END, tx_s) DESC NULLS LAST LIMIT 20
),
blocked AS (
  SELECT jsonb_build_object('pid', w.pid, 'waitSeconds', round(coalesce(lk.wait_s, w.query_s)::numeric, 1), 'by', to_jsonb(w.bp),
         'root', (SELECT min(up.cur) FROM up JOIN root r ON r.pid = up.cur WHERE up.pid = w.pid),
         'lock', lk.locktype, 'mode', lk.mode,
         'relation', CASE WHEN lk.database = t.dbid THEN (
            SELECT n.nspname || '.' || c.relname FROM pg_catalog.pg_class c
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = lk.relation) END,
         'user', w.usename, 'application', left(w.app, 64), 'query', left(w.query, 400)) AS j
  FROM t, w LEFT JOIN lk USING (pid)
  WHERE cardinality(w.bp) > 0
  ORDER BY coalesce(lk.wait_s, w.query_s) DESC NULLS LAST LIMIT 20
),
roots AS (
  SELECT jsonb_build_object('pid', r.pid, 'blocks', r.blocks, 'state', a.state, 'transactionSeconds', round(a.tx_s::numeric, 1),
         'stateSeconds', round(a.state_s::numeric, 1), 'user', a.usename, 'application', left(a.app, 64),
         'wait', a.wt || '/' || a.we, 'query', left(a.query, 400)) AS j
  FROM root r LEFT JOIN act a ON a.pid = r.pid
  ORDER BY r.blocks DESC, a.tx_s DESC NULLS LAST LIMIT 10
),
peers AS (
  SELECT jsonb_build_object('user', usename, 'application', left(app, 64), 'state', coalesce(state, 'hidden'), 'sessions', count(*),
         'longestSeconds', round(max(state_s)::numeric, 1)) AS j
  FROM act WHERE cl
  GROUP BY usename, app, state ORDER BY count(*) DESC LIMIT 20
)`;
