import { culpritOf } from '../culprit-of.ts';
import type { DatabaseCheck } from './check.ts';
import { aGapTellsNothing } from './missing-reasons.ts';

/** How large the database is. */
export const size: DatabaseCheck = {
  metric: 'SizeBytes',
  unit: 'Bytes',
  symbol: 'bytes',
  part: 'objects',
  meaning: 'Size of the database on disk.',
  stat: 'Maximum',
  missing: 'ignore',
  missingReason: aGapTellsNothing,
  problem: 'has become large',
  grades: [],
  measure: ({ objects, before }) => objects && { value: objects.sizeBytes, ...culpritOf(before.suspects.growth) },
};
