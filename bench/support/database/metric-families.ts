/** One query of a collector that works as exporters do: each row becomes one line of text per value. */
export interface MetricFamily {
  readonly name: string;
  /** Columns that tell rows apart. */
  readonly labels: readonly string[];
  /** Columns that are numbers. */
  readonly values: readonly string[];
  readonly sql: string;
}

/** How many tables, indexes and statements are asked for. */
export type Breadth = 'top 100' | 'everything';

const sizesSql = `
  SELECT n.nspname, c.relname, pg_table_size(c.oid) AS table_bytes, pg_indexes_size(c.oid) AS index_bytes,
         age(c.relfrozenxid) AS xid_age
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema')`;

const indexesSql = `
  SELECT s.schemaname, s.relname, s.indexrelname, s.idx_scan, pg_relation_size(s.indexrelid) AS bytes,
         i.indisvalid::int AS valid, i.indisunique::int AS is_unique
  FROM pg_catalog.pg_stat_user_indexes s
  JOIN pg_catalog.pg_index i USING (indexrelid) JOIN pg_catalog.pg_class c ON c.oid = s.indexrelid`;

const statementsSql = `
  SELECT s.queryid::text AS queryid, r.rolname, s.calls, s.rows, s.total_exec_time, s.min_exec_time, s.max_exec_time,
         s.stddev_exec_time, s.shared_blks_hit, s.shared_blks_read, s.temp_blks_read + s.temp_blks_written AS temp_blks
  FROM public.pg_stat_statements s JOIN pg_catalog.pg_roles r ON r.oid = s.userid`;

const tablesSql = `
  SELECT s.*, extract(epoch FROM now() - greatest(s.last_vacuum, s.last_autovacuum)) AS vacuum_seconds,
         extract(epoch FROM now() - greatest(s.last_analyze, s.last_autoanalyze)) AS analyze_seconds
  FROM pg_catalog.pg_stat_user_tables s`;

const columnsOfTables = [
  ...['seq_scan', 'seq_tup_read', 'idx_scan', 'n_tup_ins', 'n_tup_upd', 'n_tup_del', 'n_live_tup', 'n_dead_tup'],
  ...['vacuum_seconds', 'analyze_seconds'],
] as const;

/** What our run reads and an exporter does not by itself, as people write queries for exporters: ranked by one column. */
export function listObjectFamilies(breadth: Breadth): readonly MetricFamily[] {
  const by = (column: string): string => (breadth === 'everything' ? '' : ` ORDER BY ${column} DESC LIMIT 100`);
  return [
    {
      name: 'bench_tables',
      labels: ['schemaname', 'relname'],
      values: columnsOfTables,
      sql: `SELECT schemaname, relname, ${columnsOfTables.join(', ')} FROM (${tablesSql}) AS s${by('n_live_tup')}`,
    },
    {
      name: 'bench_table_blocks',
      labels: ['schemaname', 'relname'],
      values: ['heap_blks_read', 'heap_blks_hit'],
      sql: `SELECT schemaname, relname, heap_blks_read, heap_blks_hit FROM pg_catalog.pg_statio_user_tables${by('heap_blks_hit')}`,
    },
    {
      name: 'bench_table_sizes',
      labels: ['nspname', 'relname'],
      values: ['table_bytes', 'index_bytes', 'xid_age'],
      sql: `${sizesSql}${by('c.relpages')}`,
    },
    {
      name: 'bench_indexes',
      labels: ['schemaname', 'relname', 'indexrelname'],
      values: ['idx_scan', 'bytes', 'valid', 'is_unique'],
      sql: `${indexesSql}${by('c.relpages')}`,
    },
    {
      name: 'bench_statements',
      labels: ['queryid', 'rolname'],
      values: [
        ...['calls', 'rows', 'total_exec_time', 'min_exec_time', 'max_exec_time', 'stddev_exec_time'],
        ...['shared_blks_hit', 'shared_blks_read', 'temp_blks'],
      ],
      sql: `${statementsSql}${by('s.total_exec_time')}`,
    },
    {
      name: 'bench_functions',
      labels: ['schemaname', 'funcname'],
      values: ['calls', 'total_time', 'self_time'],
      sql: 'SELECT schemaname, funcname, calls, total_time, self_time FROM pg_catalog.pg_stat_user_functions',
    },
    {
      name: 'bench_wraparound',
      labels: ['datname'],
      values: ['xid_age', 'mxid_age'],
      sql: 'SELECT datname, age(datfrozenxid) AS xid_age, mxid_age(datminmxid) AS mxid_age FROM pg_catalog.pg_database',
    },
  ];
}

const columnsOfDatabases = [
  ...['numbackends', 'xact_commit', 'xact_rollback', 'blks_read', 'blks_hit', 'tup_returned', 'tup_fetched'],
  ...['tup_inserted', 'tup_updated', 'tup_deleted', 'conflicts', 'temp_files', 'temp_bytes', 'deadlocks'],
] as const;

/** What exporters ask for by themselves: sessions, locks, databases, replication. */
export const serverFamilies: readonly MetricFamily[] = [
  {
    name: 'bench_sessions',
    labels: ['datname', 'usename', 'application_name', 'state'],
    values: ['sessions', 'oldest_seconds'],
    sql: `SELECT datname, usename, application_name, state, count(*) AS sessions, max(extract(epoch FROM now() - xact_start)) AS oldest_seconds
      FROM pg_catalog.pg_stat_activity GROUP BY 1, 2, 3, 4`,
  },
  {
    name: 'bench_locks',
    labels: ['datname', 'mode'],
    values: ['locks'],
    sql: `SELECT d.datname, l.mode, count(*) AS locks
      FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_database d ON d.oid = l.database GROUP BY 1, 2`,
  },
  {
    name: 'bench_databases',
    labels: ['datname'],
    values: columnsOfDatabases,
    sql: `SELECT datname, ${columnsOfDatabases.join(', ')} FROM pg_catalog.pg_stat_database WHERE datname IS NOT NULL`,
  },
  {
    name: 'bench_database_sizes',
    labels: ['datname'],
    values: ['bytes'],
    sql: 'SELECT datname, pg_database_size(oid) AS bytes FROM pg_catalog.pg_database WHERE datallowconn',
  },
  {
    name: 'bench_conflicts',
    labels: ['datname'],
    values: ['confl_lock', 'confl_snapshot', 'confl_bufferpin', 'confl_deadlock'],
    sql: 'SELECT datname, confl_lock, confl_snapshot, confl_bufferpin, confl_deadlock FROM pg_catalog.pg_stat_database_conflicts',
  },
  {
    name: 'bench_replication',
    labels: ['application_name', 'state'],
    values: ['lag_bytes', 'lag_seconds'],
    sql: `SELECT application_name, state, pg_wal_lsn_diff(pg_current_wal_lsn(), replay_lsn) AS lag_bytes,
      extract(epoch FROM replay_lag) AS lag_seconds FROM pg_catalog.pg_stat_replication`,
  },
  {
    name: 'bench_slots',
    labels: ['slot_name'],
    values: ['active', 'retained_bytes'],
    sql: `SELECT slot_name, active::int AS active, pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn) AS retained_bytes
      FROM pg_catalog.pg_replication_slots`,
  },
];
