import type { HealthWindow } from '../health-window.ts';
import { deadPercent } from '../objects-change.ts';
import { formatNumber, formatSeconds } from '../quantities.ts';
import type { PulseSample, TableRow } from '../sample.ts';
import type { DatabaseCheck, Measurement } from './check.ts';
import { aGapTellsNothing } from './missing-reasons.ts';

/** The table with the largest share of dead rows. */
export const deadTuples: DatabaseCheck = {
  metric: 'DeadTuplePercent',
  unit: 'Percent',
  symbol: '%',
  part: 'objects',
  meaning: 'Dead rows in percent of all rows, the worst table with more than 1,000 dead rows; 0 where there is none.',
  stat: 'Maximum',
  missing: 'ignore',
  missingReason: aGapTellsNothing,
  problem: 'has a table full of dead rows',
  grades: [
    {
      alarm: 'dead-rows-piling-up',
      severity: 'warning',
      above: 20,
      for: '30m',
      why: 'Autovacuum starts at 20 % by default: above it for half an hour means that it is off, too slow, or held back by an old transaction.',
    },
  ],
  measure,
};

/** A share of few rows says nothing. */
const minDead = 1_000;

function measure({ objects, pulse }: HealthWindow): Measurement | undefined {
  if (objects === undefined) return undefined;
  const [worst] = objects.tableRows
    .filter(({ dead }) => dead > minDead)
    .sort((a, b) => deadPercent(b) - deadPercent(a));
  if (worst === undefined) return { value: 0 };
  return {
    value: deadPercent(worst),
    culprit: describe(worst),
    facts: heldBackBy(pulse),
    remedy: worst.autovacuumOff
      ? `ALTER TABLE ${worst.name} SET (autovacuum_enabled = true), then VACUUM it.`
      : `VACUUM (VERBOSE) ${worst.name} removes them, or says which old transaction still needs them.`,
  };
}

function describe({ name, dead, live, vacuumSeconds, autovacuumOff }: TableRow): string {
  const vacuumed = vacuumSeconds === null ? 'never vacuumed' : `vacuumed ${formatSeconds(vacuumSeconds)} ago`;
  return `Table ${name} has ${formatNumber(dead, 0)} dead rows beside ${formatNumber(live, 0)} live ones, ${vacuumed}${autovacuumOff ? ', autovacuum is off' : ''}`;
}

/** VACUUM removes nothing that an open transaction may still see. */
function heldBackBy(pulse: PulseSample | undefined): readonly { label: string; value: string }[] {
  const seconds = pulse?.connections.oldestTransactionSeconds ?? 0;
  return seconds < 60 ? [] : [{ label: 'Oldest transaction', value: formatSeconds(seconds) }];
}
