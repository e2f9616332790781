import { culpritOf } from '../culprit-of.ts';
import type { HealthWindow } from '../health-window.ts';
import { findUnusedIndexes, indexBytes, rememberIdleIndexes } from '../idle-indexes.ts';
import { listIndexes } from '../list-indexes.ts';
import { formatBytes } from '../quantities.ts';
import type { DatabaseCheck, Measurement } from './check.ts';
import { aGapTellsNothing } from './missing-reasons.ts';

/** Indexes that serve nobody. */
export const unusedIndexes: DatabaseCheck = {
  metric: 'UnusedIndexes',
  unit: 'Count',
  symbol: '',
  part: 'objects',
  meaning: 'Indexes that no scan has used for 7 days; those that hold a constraint do not count.',
  stat: 'Maximum',
  missing: 'ignore',
  missingReason: aGapTellsNothing,
  problem: 'has unused indexes',
  grades: [
    {
      alarm: 'unused-indexes',
      severity: 'info',
      above: 0,
      for: '1h',
      why: 'Seven days cover the weekly jobs: an index unused for longer costs every write and serves nobody.',
    },
  ],
  measure,
};

function measure({ objects, before, atMs }: HealthWindow): Measurement | undefined {
  if (objects === undefined) return undefined;
  const unused = findUnusedIndexes(objects.indexRows, rememberIdleIndexes(before, objects, atMs), atMs);
  const bytes = unused.reduce((sum, index) => sum + indexBytes(index), 0);
  const guards = unused.filter(({ foreignKey }) => foreignKey).map(({ name }) => name);
  return {
    value: unused.length,
    ...culpritOf(listIndexes(unused)),
    facts: [
      ...(bytes > 0 ? [{ label: 'Together', value: formatBytes(bytes) }] : []),
      ...(guards.length > 0 ? [{ label: 'Supports a foreign key', value: guards.slice(0, 5).join(', ') }] : []),
    ],
    remedy: 'Look at the standbys too, which count for themselves; then DROP INDEX CONCURRENTLY.',
  };
}
