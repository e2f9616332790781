import { culpritOf } from '../culprit-of.ts';
import type { HealthWindow } from '../health-window.ts';
import { formatNumber } from '../quantities.ts';
import type { DatabaseCheck, Measurement } from './check.ts';
import { unknownRate } from './missing-reasons.ts';

/** How much is found in memory. */
export const cacheHit: DatabaseCheck = {
  metric: 'CacheHitPercent',
  unit: 'Percent',
  symbol: '%',
  part: 'pulse',
  meaning:
    'Blocks found in shared buffers in percent of all that were asked for since the run before; never of all time, which hides the present.',
  stat: 'Average',
  missing: 'ignore',
  missingReason: unknownRate,
  problem: 'reads too much from disk',
  grades: [
    {
      alarm: 'cache-missed-badly',
      severity: 'critical',
      below: 80,
      for: '5m',
      why: 'Below 80 % one block in five comes from outside: latency is that of the disk.',
    },
    {
      alarm: 'cache-missed',
      severity: 'warning',
      below: 95,
      for: '10m',
      why: 'A database that serves users finds 95 to 99 % in memory; less for ten minutes means a working set that has outgrown it, or scans.',
    },
  ],
  measure,
};

/** Fewer blocks in a window say nothing: a handful of first reads would look like a cold cache. */
const minBlocks = 1_000;

function measure({ change, before }: HealthWindow): Measurement | undefined {
  if (change === undefined) return undefined;
  const { blocksHit, blocksRead } = change;
  const blocks = blocksHit + blocksRead;
  if (blocks < minBlocks) return undefined;
  return {
    value: (100 * blocksHit) / blocks,
    ...culpritOf(before.suspects.reads),
    facts: [{ label: 'Blocks read', value: `${formatNumber(blocksRead, 0)} of ${formatNumber(blocks, 0)}` }],
    remedy: 'Look for scans of large tables first; then give the server more shared_buffers.',
  };
}
