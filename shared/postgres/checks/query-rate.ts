import { culpritOf } from '../culprit-of.ts';
import type { DatabaseCheck } from './check.ts';
import { unknownRate } from './missing-reasons.ts';

/** Statements a second. */
export const queryRate: DatabaseCheck = {
  metric: 'QueriesPerSecond',
  unit: 'Count',
  symbol: 'queries/s',
  part: 'pulse',
  meaning: 'Statements executed a second since the run before, as pg_stat_statements counts them.',
  stat: 'Average',
  missing: 'ignore',
  missingReason: unknownRate,
  problem: 'answers unusually many queries',
  grades: [
    {
      alarm: 'many-queries',
      severity: 'warning',
      above: 1000,
      for: '10m',
      why: 'A thousand statements a second for ten minutes is more than most products need: often a loop that asks row by row.',
    },
  ],
  measure: ({ change, before }) =>
    change?.statements && {
      value: change.statements.calls / change.seconds,
      ...culpritOf(before.suspects.statementCalls),
    },
};
