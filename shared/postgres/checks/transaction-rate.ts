import { culpritOf } from '../culprit-of.ts';
import type { DatabaseCheck } from './check.ts';
import { unknownRate } from './missing-reasons.ts';

/** Transactions a second. */
export const transactionRate: DatabaseCheck = {
  metric: 'TransactionsPerSecond',
  unit: 'Count',
  symbol: 'transactions/s',
  part: 'pulse',
  meaning: 'Transactions committed or rolled back a second since the run before.',
  stat: 'Average',
  missing: 'ignore',
  missingReason: unknownRate,
  problem: 'has an unusual number of transactions',
  grades: [],
  measure: ({ change, before }) =>
    change && { value: change.transactions / change.seconds, ...culpritOf(before.suspects.statementCalls) },
};
