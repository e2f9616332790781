import type { DatabaseCheck } from './check.ts';
import { unknownRate } from './missing-reasons.ts';

/** Transactions that were ended because they waited for each other. */
export const deadlocks: DatabaseCheck = {
  metric: 'Deadlocks',
  unit: 'Count',
  symbol: '',
  part: 'pulse',
  meaning: 'Deadlocks since the run before: each ended one transaction with an error.',
  stat: 'Sum',
  missing: 'ignore',
  missingReason: unknownRate,
  problem: 'had deadlocks',
  grades: [
    {
      alarm: 'deadlocks-repeating',
      severity: 'critical',
      above: 5,
      for: '5m',
      why: 'More than five a minute for five minutes: two paths of the application lock in opposite order under load, and users see the errors.',
    },
    {
      alarm: 'deadlock',
      severity: 'warning',
      above: 0,
      for: '1m',
      why: 'One deadlock is one failed transaction and a mistake in the order of locks.',
    },
  ],
  measure: ({ change }) =>
    change && {
      value: change.deadlocks,
      remedy: 'The server log names both statements of each: let all code paths lock rows in the same order.',
    },
};
