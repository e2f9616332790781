import { culpritOf } from '../culprit-of.ts';
import { describePeers } from '../describe-session.ts';
import { describeIdle, oldestIdle } from '../idle-transactions.ts';
import type { PulseSample } from '../sample.ts';
import type { DatabaseCheck } from './check.ts';
import { aGapTellsNothing } from './missing-reasons.ts';

/** How many transactions are open and idle. */
export const idleInTransaction: DatabaseCheck = {
  metric: 'IdleInTransaction',
  unit: 'Count',
  symbol: '',
  part: 'pulse',
  meaning: 'Client connections that hold a transaction open and send nothing.',
  stat: 'Maximum',
  missing: 'ignore',
  missingReason: aGapTellsNothing,
  problem: 'has many idle transactions',
  grades: [
    {
      alarm: 'idle-transactions-piling-up',
      severity: 'warning',
      above: 10,
      for: '10m',
      why: 'More than ten for ten minutes is a leak in the application: each keeps its locks, and its snapshot keeps dead rows from being removed.',
    },
  ],
  measure: ({ pulse }) =>
    pulse && {
      value: pulse.connections.idleInTransaction,
      ...culpritOf(blame(pulse)),
      remedy: 'Find the code path that begins a transaction and then waits; set idle_in_transaction_session_timeout.',
    },
};

/** Who holds most of them, and the oldest. */
function blame(pulse: PulseSample): string | undefined {
  const most = describePeers(pulse, (state) => state.startsWith('idle in transaction'));
  const oldest = describeIdle(oldestIdle(pulse));
  if (most === undefined) return oldest;
  return oldest === undefined ? `Most by ${most}` : `Most by ${most}; the oldest: ${oldest}`;
}
