import { culpritOf } from '../culprit-of.ts';
import type { DatabaseCheck } from './check.ts';
import { unknownRate } from './missing-reasons.ts';

/** How often whole tables are read. */
export const sequentialScans: DatabaseCheck = {
  metric: 'SequentialScansPerSecond',
  unit: 'Count',
  symbol: 'scans/s',
  part: 'pulse',
  meaning: 'Sequential scans of user tables a second since the run before.',
  stat: 'Average',
  missing: 'ignore',
  missingReason: unknownRate,
  problem: 'scans whole tables too often',
  grades: [
    {
      alarm: 'many-sequential-scans',
      severity: 'warning',
      above: 100,
      for: '15m',
      why: 'A hundred whole-table scans a second for a quarter of an hour are a missing index on a busy path.',
    },
  ],
  measure: ({ change, before }) =>
    change?.sequentialScans === undefined
      ? undefined
      : {
          value: change.sequentialScans / change.seconds,
          ...culpritOf(before.suspects.sequentialScans),
          remedy: 'Create an index on the columns that the statement filters by, then ANALYZE.',
        },
};
