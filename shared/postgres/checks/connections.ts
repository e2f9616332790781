import { culpritOf } from '../culprit-of.ts';
import { describePeers } from '../describe-session.ts';
import type { DatabaseCheck } from './check.ts';
import { aGapTellsNothing } from './missing-reasons.ts';

/** How many clients are connected. */
export const connections: DatabaseCheck = {
  metric: 'Connections',
  unit: 'Count',
  symbol: '',
  part: 'pulse',
  meaning: 'Client connections of the whole server, whatever their state.',
  stat: 'Maximum',
  missing: 'ignore',
  missingReason: aGapTellsNothing,
  problem: 'has many connections',
  grades: [
    {
      alarm: 'many-connections',
      severity: 'warning',
      above: 100,
      for: '5m',
      why: '100 is the default of max_connections: a product that needs more without a pooler pays for each with memory and snapshots.',
    },
  ],
  measure: ({ pulse }) => pulse && { value: pulse.connections.total, ...culpritOf(describePeers(pulse), 'Most by ') },
};
