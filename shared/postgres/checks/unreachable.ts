import { meaningOf } from '../failure-window.ts';
import type { HealthWindow } from '../health-window.ts';
import type { DatabaseCheck, Measurement } from './check.ts';
import { aGapTellsNothing } from './missing-reasons.ts';

/** Whether the database gave an answer at all. */
export const unreachable: DatabaseCheck = {
  metric: 'Down',
  unit: 'Count',
  symbol: '',
  part: 'pulse',
  meaning:
    '1 while the database gives no answer to a health run, 0 while it answers, even if only to say that it is full or waking up.',
  stat: 'Maximum',
  missing: 'ignore',
  missingReason: aGapTellsNothing,
  problem: 'does not answer',
  grades: [
    {
      alarm: 'database-unreachable',
      severity: 'critical',
      above: 0,
      for: '1m',
      why: 'Every request that needs the database fails from the first minute on, and the connector has retried by then.',
    },
  ],
  measure,
};

function measure({ pulse, paused, failure, before, atMs }: HealthWindow): Measurement | undefined {
  if (pulse !== undefined || paused === true) return { value: 0 };
  if (failure === undefined) return undefined;
  const { down } = meaningOf(failure.kind);
  if (down === 'unknown') return undefined;
  if (down === 'no') return { value: 0 };
  const sinceMs = before.failing?.kind === failure.kind ? before.failing.sinceMs : atMs;
  if (down !== 'yes' && atMs - sinceMs < down.afterMs) return { value: 0 };
  return { value: 1, culprit: failure.message, remedy };
}

const remedy =
  'Check that the server runs, that its address and port are right, and that the network lets the monitor in.';
