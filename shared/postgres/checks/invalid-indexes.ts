import { culpritOf } from '../culprit-of.ts';
import { listIndexes } from '../list-indexes.ts';
import type { DatabaseCheck } from './check.ts';
import { aGapTellsNothing } from './missing-reasons.ts';

/** Indexes that failed to build. */
export const invalidIndexes: DatabaseCheck = {
  metric: 'InvalidIndexes',
  unit: 'Count',
  symbol: '',
  part: 'objects',
  meaning: 'Indexes that PostgreSQL maintains but never uses: what a failed CREATE INDEX CONCURRENTLY leaves behind.',
  stat: 'Maximum',
  missing: 'ignore',
  missingReason: aGapTellsNothing,
  problem: 'has an invalid index',
  grades: [
    {
      alarm: 'invalid-indexes',
      severity: 'warning',
      above: 0,
      for: '1h',
      why: 'Queries that were to use it do not, and a unique one is not enforced; an hour leaves time for a build in progress.',
    },
  ],
  measure: ({ objects }) => {
    const invalid = objects?.indexRows.filter(({ valid }) => !valid);
    return (
      invalid && {
        value: invalid.length,
        ...culpritOf(listIndexes(invalid)),
        remedy: 'REINDEX INDEX CONCURRENTLY, or drop it and create it again.',
      }
    );
  },
};
