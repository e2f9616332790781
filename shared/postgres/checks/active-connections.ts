import { culpritOf } from '../culprit-of.ts';
import { describePeers } from '../describe-session.ts';
import type { DatabaseCheck } from './check.ts';
import { aGapTellsNothing } from './missing-reasons.ts';

/** How many clients are executing a statement. */
export const activeConnections: DatabaseCheck = {
  metric: 'ActiveConnections',
  unit: 'Count',
  symbol: '',
  part: 'pulse',
  meaning: 'Client connections that are executing a statement.',
  stat: 'Maximum',
  missing: 'ignore',
  missingReason: aGapTellsNothing,
  problem: 'has many active connections',
  grades: [],
  measure: ({ pulse }) => pulse && { value: pulse.connections.active, ...culpritOf(describePeers(pulse), 'Most by ') },
};
