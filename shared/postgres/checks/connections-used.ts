import { describePeers } from '../describe-session.ts';
import { meaningOf } from '../failure-window.ts';
import type { HealthWindow } from '../health-window.ts';
import type { DatabaseCheck, Measurement } from './check.ts';
import { aGapTellsNothing } from './missing-reasons.ts';

/** How full the server is. */
export const connectionsUsed: DatabaseCheck = {
  metric: 'ConnectionsUsedPercent',
  unit: 'Percent',
  symbol: '%',
  part: 'pulse',
  meaning:
    'Client connections in percent of those that applications may open: max_connections without the reserved ones.',
  stat: 'Maximum',
  missing: 'ignore',
  missingReason: aGapTellsNothing,
  problem: 'runs out of connections',
  grades: [
    {
      alarm: 'connections-nearly-used-up',
      severity: 'critical',
      above: 90,
      for: '2m',
      why: 'The last tenth goes within seconds when a pool reconnects; then every new client is refused.',
    },
    {
      alarm: 'connections-filling',
      severity: 'info',
      above: 70,
      for: '10m',
      why: 'Time to raise the limit or add a pooler before it is urgent.',
    },
  ],
  measure,
};

function measure({ pulse, failure }: HealthWindow): Measurement | undefined {
  if (failure !== undefined && meaningOf(failure.kind).full === true)
    return { value: 100, culprit: `Not even the monitor gets in: ${failure.message}`, remedy };
  if (pulse === undefined) return undefined;
  const { total, max, reserved, idle, idleInTransaction } = pulse.connections;
  const usable = (max ?? 0) - (reserved ?? 0);
  if (usable <= 0) return undefined;
  return {
    value: (100 * total) / usable,
    culprit: `${total} of ${usable} connections are taken, most by ${describePeers(pulse) ?? 'nobody that can be named'}`,
    facts: [
      { label: 'Idle', value: String(idle) },
      { label: 'Idle in transaction', value: String(idleInTransaction) },
    ],
    remedy,
  };
}

const remedy = 'Close what is idle, make the pools of clients smaller, or put a pooler in front.';
