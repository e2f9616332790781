import { activeConnections } from './active-connections.ts';
import { bloat } from './bloat.ts';
import { cacheHit } from './cache-hit.ts';
import type { DatabaseCheck } from './check.ts';
import { connections } from './connections.ts';
import { connectionsUsed } from './connections-used.ts';
import { deadTuples } from './dead-tuples.ts';
import { deadlocks } from './deadlocks.ts';
import { duplicateIndexes } from './duplicate-indexes.ts';
import { functionTarget } from './function-target.ts';
import { growth } from './growth.ts';
import { idleInTransaction } from './idle-in-transaction.ts';
import { idleTransactionAge } from './idle-transaction-age.ts';
import { invalidIndexes } from './invalid-indexes.ts';
import { lockWait } from './lock-wait.ts';
import { longQuery } from './long-query.ts';
import { meanQuery } from './mean-query.ts';
import { queryRate } from './query-rate.ts';
import { replicaLag } from './replica-lag.ts';
import { replicasLost } from './replicas-lost.ts';
import { restarts } from './restarts.ts';
import { retainedWal } from './retained-wal.ts';
import { sequentialScans } from './sequential-scans.ts';
import { size } from './size.ts';
import { slowFunction } from './slow-function.ts';
import { statementP95 } from './statement-p95.ts';
import { transactionRate } from './transaction-rate.ts';
import { unmonitored } from './unmonitored.ts';
import { unreachable } from './unreachable.ts';
import { unusedIndexes } from './unused-indexes.ts';
import { wraparound } from './wraparound.ts';

/** Every check of a database, in the order in which they are listed: types, metrics, alarms and reference are derived from it. */
export const databaseChecks = {
  unreachable,
  unmonitored,
  connections,
  'active-connections': activeConnections,
  'connections-used': connectionsUsed,
  'idle-in-transaction': idleInTransaction,
  'idle-transaction-age': idleTransactionAge,
  'long-query': longQuery,
  'lock-wait': lockWait,
  deadlocks,
  'cache-hit': cacheHit,
  'slow-function': slowFunction,
  'function-target': functionTarget,
  'sequential-scans': sequentialScans,
  'query-rate': queryRate,
  'transaction-rate': transactionRate,
  'mean-query': meanQuery,
  'statement-p95': statementP95,
  'dead-tuples': deadTuples,
  bloat,
  'unused-indexes': unusedIndexes,
  'invalid-indexes': invalidIndexes,
  'duplicate-indexes': duplicateIndexes,
  growth,
  size,
  'replica-lag': replicaLag,
  'replicas-lost': replicasLost,
  'retained-wal': retainedWal,
  wraparound,
  restarts,
} as const satisfies Record<string, DatabaseCheck>;

export type DatabaseCheckName = keyof typeof databaseChecks;
