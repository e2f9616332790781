/** How a fault is seen: one number, as a role reads it, and what it is while broken and once healed. */
export interface FaultEvidence {
  readonly role: 'health' | 'kpi';
  readonly sql: string;
  readonly broken: (value: number) => boolean;
  /** Left out where only the sessions of the fault tell, which are always looked for. */
  readonly healthy?: (value: number) => boolean;
}

const isZero = (value: number) => value === 0;
const atLeast = (min: number) => (value: number) => value >= min;

/** The kpi's own statement: below a share of what it is on a good day. */
export const kpiBelow = (sql: string, limit: number): FaultEvidence => ({
  role: 'kpi',
  sql,
  broken: (value) => value < limit,
  healthy: (value) => value >= limit,
});

export const slowQuerySeen: FaultEvidence = {
  role: 'health',
  sql: `SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND wait_event = 'PgSleep' AND query LIKE 'SELECT count(*), max(created_at)%'`,
  broken: atLeast(1),
  healthy: isZero,
};

/** An update, a migration and a reader, each behind another. */
export const lockChainSeen: FaultEvidence = {
  role: 'health',
  sql: `SELECT count(*) FROM pg_stat_activity a WHERE application_name = 'back-office'
    AND pid IN (SELECT pid FROM pg_locks WHERE NOT granted) AND cardinality(pg_blocking_pids(pid)) > 0`,
  broken: (value) => value === 3,
  healthy: isZero,
};

export const idleInTransactionSeen: FaultEvidence = {
  role: 'health',
  sql: `SELECT count(*) FROM pg_stat_activity WHERE state = 'idle in transaction'`,
  broken: (value) => value === 12,
  healthy: isZero,
};

export const slowFunctionSeen = (name: string): FaultEvidence => ({
  role: 'health',
  sql: `SELECT coalesce(max(total_time / calls), 0) FROM pg_stat_user_functions WHERE funcname = '${name}'`,
  // Calls before it broke count too: one slow call among them is enough to be seen.
  broken: atLeast(20),
});

export const bloatSeen = (table: string): FaultEvidence => ({
  role: 'health',
  sql: `SELECT round(100.0 * n_dead_tup / greatest(n_live_tup + n_dead_tup, 1)) FROM pg_stat_user_tables WHERE relname = '${table}'`,
  broken: atLeast(50),
  healthy: (value) => value < 10,
});

export const coldCacheSeen = (table: string): FaultEvidence => ({
  role: 'health',
  sql: `SELECT coalesce(sum(heap_blks_read), 0) FROM pg_statio_user_tables WHERE relname = '${table}'`,
  broken: atLeast(3_000),
});

export const connectionFloodSeen: FaultEvidence = {
  role: 'health',
  sql: `SELECT 100.0 * count(*) / (current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int)
    FROM pg_stat_activity WHERE backend_type = 'client backend'`,
  broken: atLeast(90),
  healthy: (value) => value < 20,
};

export const deadlockSeen: FaultEvidence = {
  role: 'health',
  sql: 'SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()',
  broken: atLeast(1),
};

export const replicaLagSeen: FaultEvidence = {
  role: 'health',
  sql: 'SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), replay_lsn) FROM pg_stat_replication',
  broken: atLeast(30_000),
  healthy: (value) => value < 10_000,
};

export const growthSeen: FaultEvidence = {
  role: 'health',
  sql: `SELECT coalesce(sum(pg_total_relation_size(oid)), 0) FROM pg_class WHERE relname = 'import_buffer'`,
  broken: atLeast(20_000_000),
  healthy: isZero,
};

export const unusedIndexSeen = (table: string): FaultEvidence => ({
  role: 'health',
  sql: `SELECT count(*) FROM pg_stat_user_indexes WHERE relname = '${table}' AND indexrelname LIKE '%never_used%' AND idx_scan = 0`,
  broken: (value) => value === 1,
  healthy: isZero,
});

/** The newest thing is an hour old. */
export const noDataSeen = (newest: string): FaultEvidence => ({
  role: 'kpi',
  sql: `SELECT extract(epoch FROM now() - (${newest}))`,
  broken: atLeast(3_500),
  healthy: (value) => value < 1_200,
});
