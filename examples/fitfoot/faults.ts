import type { DatabaseFault } from '../postgres/database-fault.ts';
import { connectionFlood } from '../postgres/faults/connection-flood.ts';
import { idleInTransaction } from '../postgres/faults/idle-in-transaction.ts';
import { kpiDrop } from '../postgres/faults/kpi-drop.ts';
import { lockChain } from '../postgres/faults/lock-chain.ts';
import { noData } from '../postgres/faults/no-data.ts';
import { slowQuery } from '../postgres/faults/slow-query.ts';
import { badReviews } from './bad-reviews.ts';

/** What can go wrong with the shoe shop; "Database down" comes of itself. */
export const faults: readonly DatabaseFault[] = [
  kpiDrop('orders', { column: 'status', paid: 'completed', failed: 'payment_failed', steps: ['visit'] }),
  noData('analytics_events', { steps: ['visit'] }),
  badReviews,
  slowQuery('orders'),
  lockChain('orders'),
  idleInTransaction('orders'),
  connectionFlood,
];
