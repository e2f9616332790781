import { culpritOf } from '../culprit-of.ts';
import type { HealthWindow } from '../health-window.ts';
import { describeIdle, oldestIdle } from '../idle-transactions.ts';
import { countOf, formatSeconds } from '../quantities.ts';
import type { DatabaseCheck, Measurement } from './check.ts';
import { aGapTellsNothing } from './missing-reasons.ts';

/** The transaction that was forgotten the longest. */
export const idleTransactionAge: DatabaseCheck = {
  metric: 'OldestIdleTransactionSeconds',
  unit: 'Seconds',
  symbol: 's',
  part: 'pulse',
  meaning: 'How long the oldest idle transaction has been waiting for its client.',
  stat: 'Maximum',
  missing: 'ignore',
  missingReason: aGapTellsNothing,
  problem: 'has a transaction that was left open',
  grades: [
    {
      alarm: 'transaction-left-open',
      severity: 'warning',
      above: 60,
      for: '5m',
      why: 'No request needs to think for a minute: its client is lost or stuck, while others wait for what it has locked.',
    },
  ],
  measure,
};

function measure({ pulse }: HealthWindow): Measurement | undefined {
  if (pulse === undefined) return undefined;
  const idle = pulse.connections.longestIdleInTransactionSeconds ?? 0;
  const prepared = pulse.prepared.oldestSeconds ?? 0;
  if (prepared > idle)
    return {
      value: prepared,
      culprit: `A prepared transaction has been waiting for its second phase for ${formatSeconds(prepared)}`,
      remedy: 'Find it in pg_prepared_xacts, then COMMIT PREPARED or ROLLBACK PREPARED.',
    };
  const oldest = oldestIdle(pulse);
  const blocker = pulse.roots.find(({ pid }) => pid === oldest?.pid);
  return {
    value: idle,
    ...culpritOf(describeIdle(oldest)),
    ...(blocker && { facts: [{ label: 'Blocks', value: countOf(blocker.blocks, 'session') }] }),
    ...(oldest && { remedy: `SELECT pg_terminate_backend(${oldest.pid}) ends it and releases its locks.` }),
  };
}
