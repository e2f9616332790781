import { estimateBloat } from '../bloated-tables.ts';
import type { HealthWindow } from '../health-window.ts';
import { formatBytes, formatNumber } from '../quantities.ts';
import type { BloatRow } from '../sample.ts';
import type { DatabaseCheck, Measurement } from './check.ts';
import { aGapTellsNothing } from './missing-reasons.ts';

/** The table with the largest share of useless space. */
export const bloat: DatabaseCheck = {
  metric: 'BloatPercent',
  unit: 'Percent',
  symbol: '%',
  part: 'bloat',
  meaning:
    'Space without use in percent of a table, the worst of the large ones: measured by pgstattuple, otherwise from its bytes per row against the best ever seen.',
  stat: 'Maximum',
  missing: 'ignore',
  missingReason: aGapTellsNothing,
  problem: 'has a bloated table',
  grades: [
    {
      alarm: 'table-bloated',
      severity: 'warning',
      above: 60,
      for: '1d',
      why: 'At 60 % scans and cache carry more than twice what is needed; below that, free space is reused by itself.',
    },
  ],
  measure,
};

function measure({ bloat, objects, pulse, before }: HealthWindow): Measurement | undefined {
  if (bloat !== undefined) return worstOf(bloat.tableRows, 'measured by pgstattuple');
  const isMeasured = pulse?.extensions.pgstattuple?.usable === true;
  if (objects === undefined || isMeasured) return undefined;
  return worstOf(
    estimateBloat(objects.tableRows, before.bestBytesPerRow),
    'from its bytes per row against the best seen',
  );
}

function worstOf(rows: readonly BloatRow[], how: string): Measurement {
  const [worst] = [...rows].sort((a, b) => b.uselessPercent - a.uselessPercent);
  if (worst === undefined) return { value: 0 };
  return {
    value: worst.uselessPercent,
    culprit: `${formatNumber(worst.uselessPercent, 0)} % of ${worst.name} (${formatBytes(worst.bytes)}) is of no use, ${how}`,
    remedy: `VACUUM FULL ${worst.name} or pg_repack gives the space back; the former locks the table while it runs.`,
  };
}
