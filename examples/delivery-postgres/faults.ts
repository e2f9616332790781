import type { DatabaseFault } from '../postgres/database-fault.ts';
import { bloat } from '../postgres/faults/bloat.ts';
import { coldCache } from '../postgres/faults/cold-cache.ts';
import { connectionFlood } from '../postgres/faults/connection-flood.ts';
import { deadlock } from '../postgres/faults/deadlock.ts';
import { growth } from '../postgres/faults/growth.ts';
import { idleInTransaction } from '../postgres/faults/idle-in-transaction.ts';
import { kpiDrop } from '../postgres/faults/kpi-drop.ts';
import { lockChain } from '../postgres/faults/lock-chain.ts';
import { noData } from '../postgres/faults/no-data.ts';
import { replicaLag } from '../postgres/faults/replica-lag.ts';
import { slowFunction } from '../postgres/faults/slow-function.ts';
import { slowQuery } from '../postgres/faults/slow-query.ts';
import { unusedIndex } from '../postgres/faults/unused-index.ts';

/** Everything that can go wrong with the marketplace's database; "Database down" comes of itself. */
export const faults: readonly DatabaseFault[] = [
  slowQuery('orders'),
  idleInTransaction('orders'),
  slowFunction('calculate_on_time_rate(integer)'),
  bloat('driver_positions'),
  coldCache('order_archive'),
  deadlock('orders'),
  replicaLag,
  growth,
  unusedIndex('driver_positions', 'latitude, longitude, updated_at'),
  kpiDrop('orders', { column: 'payment', paid: 'paid', failed: 'failed', steps: ['place-order'] }),
  noData('orders', { steps: ['place-order'] }),
  lockChain('orders'),
  connectionFlood,
];
