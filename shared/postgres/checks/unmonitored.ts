import { canReadStatements } from '../can-read-statements.ts';
import { meaningOf } from '../failure-window.ts';
import type { HealthWindow } from '../health-window.ts';
import { countOf } from '../quantities.ts';
import type { PulseSample } from '../sample.ts';
import type { DatabaseCheck, Measurement } from './check.ts';
import { aGapTellsNothing } from './missing-reasons.ts';

/** Whether the monitor itself may see enough to judge. */
export const unmonitored: DatabaseCheck = {
  metric: 'Unmonitored',
  unit: 'Count',
  symbol: '',
  part: 'pulse',
  meaning:
    '1 while the role of the monitor is refused or may not see the sessions of others, so that every other number would look healthy.',
  stat: 'Maximum',
  missing: 'ignore',
  missingReason: aGapTellsNothing,
  problem: 'cannot be judged: its monitoring role sees too little',
  grades: [
    {
      alarm: 'database-unmonitored',
      severity: 'critical',
      above: 0,
      for: '5m',
      why: 'A monitor without pg_monitor counts no foreign session and reports perfect health: not seeing is as urgent as being down.',
    },
  ],
  measure,
};

function measure({ pulse, failure }: HealthWindow): Measurement | undefined {
  if (pulse !== undefined) return judgeSight(pulse);
  if (failure === undefined || meaningOf(failure.kind).unmonitored !== true) return undefined;
  return { value: 1, culprit: failure.message, remedy: 'Create the role again, or store its new password.' };
}

function judgeSight(pulse: PulseSample): Measurement {
  const { monitor, role, connections } = pulse;
  const facts = missingSources(pulse);
  if (!monitor)
    return {
      value: 1,
      culprit: `Role ${role} is not a member of pg_monitor`,
      facts,
      remedy: `GRANT pg_monitor TO "${role}".`,
    };
  if (connections.hidden > 0)
    return {
      value: 1,
      culprit: `Role ${role} may not see ${countOf(connections.hidden, 'session')} of other roles`,
      facts,
      remedy: `GRANT pg_read_all_stats TO "${role}".`,
    };
  return { value: 0, facts };
}

/** What could be seen as well, were it switched on: worth a note, not an alarm. */
function missingSources(pulse: PulseSample): readonly { label: string; value: string }[] {
  return [
    ...(pulse.statements === null && !canReadStatements(pulse)
      ? [{ label: 'pg_stat_statements', value: 'not installed, not preloaded or not usable: no query statistics' }]
      : []),
    ...(pulse.settings.track_functions === 'none'
      ? [{ label: 'track_functions', value: 'none: no function times' }]
      : []),
  ];
}
