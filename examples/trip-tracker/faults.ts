import type { DatabaseFault } from '../postgres/database-fault.ts';
import { bloat } from '../postgres/faults/bloat.ts';
import { coldCache } from '../postgres/faults/cold-cache.ts';
import { connectionFlood } from '../postgres/faults/connection-flood.ts';
import { deadlock } from '../postgres/faults/deadlock.ts';
import { idleInTransaction } from '../postgres/faults/idle-in-transaction.ts';
import { lockChain } from '../postgres/faults/lock-chain.ts';
import { noData } from '../postgres/faults/no-data.ts';
import { slowFunction } from '../postgres/faults/slow-function.ts';
import { slowQuery } from '../postgres/faults/slow-query.ts';
import { unusedIndex } from '../postgres/faults/unused-index.ts';
import { apiErrors } from './api-errors.ts';
import { churnWave } from './churn-wave.ts';

/** What can go wrong with the trip tracker's database; "Database down" comes of itself. */
export const faults: readonly DatabaseFault[] = [
  apiErrors,
  churnWave,
  slowQuery('trips'),
  idleInTransaction('trips'),
  slowFunction('calculate_mrr()'),
  bloat('api_usage'),
  coldCache('trip_tracks'),
  deadlock('trips'),
  unusedIndex('api_usage', 'response_time_ms, status_code, created_at'),
  noData('trips', { steps: ['record-trip'] }),
  lockChain('trips'),
  connectionFlood,
];
