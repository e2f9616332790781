/**
 * The part of the pulse that looks at sessions and locks, as common table expressions. `pg_blocking_pids()` takes the lock
 * manager's lock, so it is asked for the 50 longest waiters only, and the table of locks is left alone while nobody waits; the
 * walk from a waiter to its root is a UNION over pairs, which ends on cycles and queues alike.
 */
export const sessionExpressions = `
act AS MATERIALIZED (
  SELECT a.pid, a.datid, pg_get_userbyid(a.usesysid) AS usename, a.application_name AS app, a.client_addr, a.state,
         a.wait_event_type AS wt, a.wait_event AS we, a.query,
         greatest(extract(epoch FROM t.now - a.query_start)::float8, 0) AS query_s,
         greatest(extract(epoch FROM t.now - a.xact_start)::float8, 0) AS tx_s,
         greatest(extract(epoch FROM t.now - a.state_change)::float8, 0) AS state_s,
         a.backend_type = 'client backend'
           AND coalesce(pg_get_userbyid(a.usesysid), '') NOT IN ('rdsadmin', 'cloudsqladmin', 'azuresu') AS cl
  FROM pg_stat_get_activity(NULL) a, t
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
  WHERE EXISTS (SELECT FROM w) AND NOT l.granted AND l.pid IN (SELECT pid FROM w)
),
edge AS MATERIALIZED (SELECT w.pid, b AS blocker FROM w, unnest(w.bp) AS b),
up(pid, cur) AS (
  SELECT pid, blocker FROM edge
  UNION
  SELECT up.pid, e.blocker FROM up JOIN edge e ON e.pid = up.cur
),
heads AS MATERIALIZED (
  SELECT up.cur AS pid, count(DISTINCT up.pid) AS blocks
  FROM up WHERE NOT EXISTS (SELECT 1 FROM edge e WHERE e.pid = up.cur)
  GROUP BY up.cur
),
connections AS (
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
         count(*) FILTER (WHERE cl AND query = '<insufficient privilege>') AS "hidden",
         current_setting('max_connections')::int AS "max",
         current_setting('superuser_reserved_connections')::int
           + coalesce(current_setting('reserved_connections', true)::int, 0) AS "reserved"
  FROM act, t
),
slow AS (
  SELECT pid AS "pid", round(query_s::numeric, 1) AS "querySeconds", round(tx_s::numeric, 1) AS "transactionSeconds",
         CASE WHEN state LIKE 'idle%' THEN round(state_s::numeric, 1) END AS "idleSeconds",
         (SELECT d.datname FROM pg_catalog.pg_database d WHERE d.oid = datid) AS "database", usename AS "user",
         left(app, 64) AS "application", state AS "state", wt || '/' || we AS "wait", left(query, 400) AS "query"
  FROM act
  WHERE cl AND (state = 'active' AND query_s > 1 OR state LIKE 'idle in transaction%' AND state_s > 1 OR tx_s > 60)
  ORDER BY greatest(CASE WHEN state = 'active' THEN query_s END, tx_s) DESC NULLS LAST LIMIT 20
),
blocked AS (
  SELECT w.pid AS "pid", round(coalesce(lk.wait_s, w.query_s)::numeric, 1) AS "waitSeconds", w.bp AS "by",
         (SELECT min(up.cur) FROM up JOIN heads h ON h.pid = up.cur WHERE up.pid = w.pid) AS "root",
         lk.locktype AS "lock", lk.mode AS "mode",
         CASE WHEN lk.database = t.dbid THEN (
            SELECT n.nspname || '.' || c.relname FROM pg_catalog.pg_class c
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = lk.relation) END AS "relation",
         w.usename AS "user", left(w.app, 64) AS "application", left(w.query, 400) AS "query"
  FROM t, w LEFT JOIN lk USING (pid)
  WHERE cardinality(w.bp) > 0
  ORDER BY coalesce(lk.wait_s, w.query_s) DESC NULLS LAST LIMIT 20
),
root AS (
  SELECT h.pid AS "pid", h.blocks AS "blocks", a.state AS "state", round(a.tx_s::numeric, 1) AS "transactionSeconds",
         round(a.state_s::numeric, 1) AS "stateSeconds", a.usename AS "user", left(a.app, 64) AS "application",
         a.wt || '/' || a.we AS "wait", left(a.query, 400) AS "query"
  FROM heads h LEFT JOIN act a ON a.pid = h.pid
  ORDER BY h.blocks DESC, a.tx_s DESC NULLS LAST LIMIT 10
),
peer AS (
  SELECT usename AS "user", left(app, 64) AS "application", coalesce(state, 'hidden') AS "state", count(*) AS "sessions",
         round(max(state_s)::numeric, 1) AS "longestSeconds"
  FROM act WHERE cl
  GROUP BY usename, app, act.state ORDER BY count(*) DESC LIMIT 20
)`;
