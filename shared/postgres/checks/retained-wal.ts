import type { HealthWindow } from '../health-window.ts';
import { formatBytes } from '../quantities.ts';
import type { DatabaseCheck, Measurement } from './check.ts';
import { aGapTellsNothing } from './missing-reasons.ts';

/** WAL that slots hold back. */
export const retainedWal: DatabaseCheck = {
  metric: 'RetainedWalBytes',
  unit: 'Bytes',
  symbol: 'bytes',
  part: 'pulse',
  meaning: 'WAL that the furthest replication slot keeps from being removed.',
  stat: 'Maximum',
  missing: 'ignore',
  missingReason: aGapTellsNothing,
  problem: 'keeps WAL for a slot that nobody reads',
  grades: [
    {
      alarm: 'wal-fills-disk',
      severity: 'critical',
      above: 10_737_418_240,
      for: '10m',
      why: '10 GiB held for a reader that does not read: the disk fills until the server stops.',
    },
    {
      alarm: 'wal-held-back',
      severity: 'warning',
      above: 1_073_741_824,
      for: '10m',
      why: 'A healthy reader is megabytes behind: 1 GiB means that it is gone or far too slow.',
    },
  ],
  measure,
};

function measure({ pulse }: HealthWindow): Measurement | undefined {
  if (pulse === undefined || pulse.aurora) return undefined;
  const [worst] = [...pulse.slots].sort((a, b) => (b.retainedBytes ?? 0) - (a.retainedBytes ?? 0));
  if (worst === undefined) return { value: 0 };
  const { name, active, walStatus, retainedBytes } = worst;
  return {
    value: retainedBytes ?? 0,
    culprit: `Slot ${name}, which ${active ? 'is being read' : 'nobody reads'}, keeps ${formatBytes(retainedBytes ?? 0)} of WAL`,
    facts: [{ label: 'WAL status', value: walStatus ?? 'unknown' }],
    remedy: `Bring its reader back, or SELECT pg_drop_replication_slot('${name}'). max_slot_wal_keep_size limits the damage.`,
  };
}
