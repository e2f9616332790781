/**
 * The part of the pulse that looks at replication, as common table expressions. Aurora refuses the WAL functions, so they are
 * never reached there. Base backups and the workers that copy a table once are not replicas.
 */
export const replicationExpressions = `
lsn AS MATERIALIZED (
  SELECT CASE WHEN aurora THEN NULL WHEN standby THEN greatest(pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn())
              ELSE pg_current_wal_lsn() END AS cur FROM t
),
replicas AS (
  SELECT jsonb_build_object('name', coalesce(application_name, ''), 'address', host(client_addr), 'state', state,
         'lagSeconds', extract(epoch FROM replay_lag)::float8,
         'lagBytes', greatest(pg_wal_lsn_diff(lsn.cur, replay_lsn), 0)::int8) AS j
  FROM pg_catalog.pg_stat_replication, lsn
  WHERE coalesce(application_name, '') NOT IN ('pg_basebackup', 'pg_rewind') AND coalesce(application_name, '') !~ '^pg_[0-9]+_sync_'
  ORDER BY replay_lsn NULLS FIRST LIMIT 20
),
slots AS (
  SELECT jsonb_build_object('name', slot_name, 'type', slot_type, 'active', active, 'walStatus', wal_status,
         'retainedBytes', greatest(pg_wal_lsn_diff(lsn.cur, restart_lsn), 0)::int8) AS j
  FROM pg_catalog.pg_replication_slots, lsn
  ORDER BY pg_wal_lsn_diff(lsn.cur, restart_lsn) DESC NULLS LAST LIMIT 20
),
receiver AS (
  SELECT (SELECT count(*) > 0 FROM pg_catalog.pg_stat_wal_receiver WHERE status = 'streaming') AS "receiving",
         CASE WHEN standby AND NOT aurora
           THEN greatest(pg_wal_lsn_diff(pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn()), 0)::int8 END AS "replayLagBytes",
         CASE WHEN standby AND NOT aurora THEN pg_is_wal_replay_paused() END AS "paused",
         (SELECT extract(epoch FROM t.now - max(last_msg_receipt_time))::float8 FROM pg_catalog.pg_stat_wal_receiver) AS "lastMessageSeconds"
  FROM t
)`;
