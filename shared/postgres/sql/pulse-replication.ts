/**
 * The part of the pulse that looks at replication, as common table expressions. Aurora refuses the WAL functions, so they are
 * never reached there. Base backups and the workers that copy a table once are not replicas.
 */
export const replicationExpressions = `
lsn AS MATERIALIZED (
  SELECT CASE WHEN aurora THEN NULL WHEN standby THEN greatest(pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn())
              ELSE pg_current_wal_lsn() END AS cur FROM t
),
replica AS (
  SELECT coalesce(a.app, '') AS "name", host(a.client_addr) AS "address", s.state AS "state",
         extract(epoch FROM s.replay_lag)::float8 AS "lagSeconds",
         greatest(pg_wal_lsn_diff(lsn.cur, s.replay_lsn), 0)::int8 AS "lagBytes"
  FROM pg_stat_get_wal_senders() s JOIN act a USING (pid), lsn
  WHERE coalesce(a.app, '') NOT IN ('pg_basebackup', 'pg_rewind') AND coalesce(a.app, '') !~ '^pg_[0-9]+_sync_'
  ORDER BY s.replay_lsn NULLS FIRST LIMIT 20
),
slot AS (
  SELECT slot_name AS "name", slot_type AS "type", active AS "active", wal_status AS "walStatus",
         greatest(pg_wal_lsn_diff(lsn.cur, restart_lsn), 0)::int8 AS "retainedBytes"
  FROM pg_get_replication_slots(), lsn
  ORDER BY pg_wal_lsn_diff(lsn.cur, restart_lsn) DESC NULLS LAST LIMIT 20
),
receiver AS (
  SELECT coalesce(r.status = 'streaming', false) AS "receiving",
         CASE WHEN NOT aurora
           THEN greatest(pg_wal_lsn_diff(pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn()), 0)::int8 END AS "replayLagBytes",
         CASE WHEN NOT aurora THEN pg_is_wal_replay_paused() END AS "paused",
         extract(epoch FROM t.now - r.last_msg_receipt_time)::float8 AS "lastMessageSeconds"
  FROM t LEFT JOIN pg_stat_get_wal_receiver() r ON r.pid IS NOT NULL
  WHERE standby
)`;
