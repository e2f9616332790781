import { culpritOf } from '../culprit-of.ts';
import type { HealthWindow } from '../health-window.ts';
import { countReplicas } from '../replica-memory.ts';
import type { DatabaseCheck, Measurement } from './check.ts';
import { aGapTellsNothing } from './missing-reasons.ts';

/** Replicas that are gone. */
export const replicasLost: DatabaseCheck = {
  metric: 'ReplicasLost',
  unit: 'Count',
  symbol: '',
  part: 'pulse',
  meaning: 'Replicas that streamed within the last day and do not now; on a standby 1 while it receives nothing.',
  stat: 'Maximum',
  missing: 'ignore',
  missingReason: aGapTellsNothing,
  problem: 'has lost a replica',
  grades: [
    {
      alarm: 'replica-lost',
      severity: 'critical',
      above: 0,
      for: '2m',
      why: 'Without its replica there is nothing to fail over to, while lag itself reads as zero; two minutes forgive a restart.',
    },
  ],
  measure,
};

function measure({ pulse, before, atMs }: HealthWindow): Measurement | undefined {
  if (pulse === undefined || pulse.aurora) return undefined;
  if (pulse.standby) {
    if (pulse.receiver?.receiving === true) return { value: 0 };
    const hadReceived = before.pulse?.standby === true && before.hasReceived;
    return hadReceived ? { value: 1, culprit: 'This standby receives nothing from its primary any more' } : undefined;
  }
  const missing = countReplicas(before.replicas, pulse, atMs).filter(({ streaming, expected }) => streaming < expected);
  return {
    value: missing.reduce((lost, { streaming, expected }) => lost + expected - streaming, 0),
    ...culpritOf(missing.map(describe).join('; ') || undefined),
    remedy:
      'See whether it runs and reaches this server; what it needs must still be in WAL, or it must be copied anew.',
  };
}

const describe = ({ name, streaming, expected }: { name: string; streaming: number; expected: number }): string =>
  expected === 1 ? `Replica ${name} does not stream` : `${streaming} of ${expected} replicas named ${name} stream`;
