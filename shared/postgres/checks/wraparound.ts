import type { HealthWindow } from '../health-window.ts';
import { formatNumber } from '../quantities.ts';
import type { DatabaseCheck, Measurement } from './check.ts';
import { aGapTellsNothing } from './missing-reasons.ts';

/** How far transaction ids have been used up. */
export const wraparound: DatabaseCheck = {
  metric: 'WraparoundPercent',
  unit: 'Percent',
  symbol: '%',
  part: 'pulse',
  meaning:
    'Age of the oldest unfrozen transaction id, or multixact id, in percent of the 2^31 at which the server refuses writes.',
  stat: 'Maximum',
  missing: 'ignore',
  missingReason: aGapTellsNothing,
  problem: 'nears transaction id wraparound',
  grades: [
    {
      alarm: 'wraparound-near',
      severity: 'critical',
      above: 75,
      for: '10m',
      why: 'At 75 % days are left before the server refuses all writes, and a freeze of large tables takes days.',
    },
    {
      alarm: 'wraparound-ahead',
      severity: 'warning',
      above: 50,
      for: '1h',
      why: 'Autovacuum freezes from 10 % on: at half of the range it has been failing for a long time.',
    },
  ],
  measure,
};

/** Half of all ids: the server refuses writes shortly before (Routine Vacuuming, 25.1.5). */
const limit = 2 ** 31;

function measure({ pulse }: HealthWindow): Measurement | undefined {
  if (pulse === undefined) return undefined;
  const { xidAge, mxidAge, worstDatabase } = pulse.wraparound;
  const kind = mxidAge > xidAge ? 'multixact' : 'transaction';
  const ids = Math.max(xidAge, mxidAge);
  return {
    value: (100 * ids) / limit,
    culprit: `Database ${worstDatabase} has ${kind} ids that are ${formatNumber(ids, 0)} old`,
    remedy: 'End old transactions, prepared ones and slots first; then VACUUM (FREEZE) the oldest tables.',
  };
}
