import type { HealthWindow } from '../health-window.ts';
import { hasRestarted } from '../pulse-change.ts';
import type { DatabaseCheck, Measurement } from './check.ts';
import { unknownRate } from './missing-reasons.ts';

/** Starts of the server. */
export const restarts: DatabaseCheck = {
  metric: 'Restarts',
  unit: 'Count',
  symbol: '',
  part: 'pulse',
  meaning:
    '1 if the server was started anew, recovered from a crash or changed its role since the run before, otherwise 0.',
  stat: 'Sum',
  missing: 'ignore',
  missingReason: unknownRate,
  problem: 'was restarted',
  grades: [
    {
      alarm: 'database-restarted',
      severity: 'warning',
      above: 0,
      for: '1m',
      why: 'Every session was cut and every cache is cold; nobody should learn of it from users.',
    },
  ],
  measure,
};

function measure({ pulse, before }: HealthWindow): Measurement | undefined {
  if (pulse === undefined || before.pulse === undefined) return undefined;
  // Waking an auto-paused cluster is a start as well, and nothing that anybody needs to know.
  if (before.failing?.kind === 'resuming' || !hasRestarted(before.pulse, pulse)) return { value: 0 };
  if (before.pulse.standby !== pulse.standby)
    return { value: 1, culprit: pulse.standby ? 'It became a standby' : 'It was promoted from standby to primary' };
  const isNewStart = before.pulse.startedAt !== pulse.startedAt;
  const startedAt = new Date(Number(pulse.startedAt) * 1_000).toISOString();
  return {
    value: 1,
    culprit: isNewStart ? `The server was started at ${startedAt}` : 'The server recovered from the crash of a session',
    remedy: 'The server log says why it ended.',
  };
}
