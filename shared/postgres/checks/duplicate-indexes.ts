import { culpritOf } from '../culprit-of.ts';
import { listIndexes } from '../list-indexes.ts';
import type { DatabaseCheck } from './check.ts';
import { aGapTellsNothing } from './missing-reasons.ts';

/** Indexes that exist twice. */
export const duplicateIndexes: DatabaseCheck = {
  metric: 'DuplicateIndexes',
  unit: 'Count',
  symbol: '',
  part: 'objects',
  meaning: 'Indexes that are equal to another one of the same table in columns, order and method.',
  stat: 'Maximum',
  missing: 'ignore',
  missingReason: aGapTellsNothing,
  problem: 'has duplicate indexes',
  grades: [
    {
      alarm: 'duplicate-indexes',
      severity: 'info',
      above: 0,
      for: '1h',
      why: 'The twin costs every write and serves nothing that the first does not.',
    },
  ],
  measure: ({ objects }) => {
    const twins = objects?.indexRows.filter(({ twin }) => twin !== null);
    return (
      twins && { value: twins.length, ...culpritOf(listIndexes(twins)), remedy: 'DROP INDEX CONCURRENTLY the twin.' }
    );
  },
};
