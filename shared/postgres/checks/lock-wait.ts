import { describeRoot, describeSession, endBlocker, quoteQuery, rootOf } from '../describe-session.ts';
import type { HealthWindow } from '../health-window.ts';
import { countOf, formatSeconds } from '../quantities.ts';
import type { BlockedSession, PulseSample, RootBlocker } from '../sample.ts';
import type { DatabaseCheck, Measurement } from './check.ts';
import { aGapTellsNothing } from './missing-reasons.ts';

/** The session that has been waiting for a lock the longest. */
export const lockWait: DatabaseCheck = {
  metric: 'LongestLockWaitSeconds',
  unit: 'Seconds',
  symbol: 's',
  part: 'pulse',
  meaning: 'How long the session that has been waiting the longest for a lock has waited; 0 while nobody waits.',
  stat: 'Maximum',
  missing: 'ignore',
  missingReason: aGapTellsNothing,
  problem: 'has sessions that wait for a lock',
  grades: [
    {
      alarm: 'lock-queue-stuck',
      severity: 'critical',
      above: 60,
      for: '2m',
      why: 'Behind a lock that is held for a minute the queue grows until all connections are in it.',
    },
    {
      alarm: 'lock-wait-long',
      severity: 'warning',
      above: 10,
      for: '2m',
      why: 'Ordinary locks are held for milliseconds: ten seconds mean a migration or a forgotten transaction in the way.',
    },
  ],
  measure,
};

function measure({ pulse }: HealthWindow): Measurement | undefined {
  if (pulse === undefined) return undefined;
  const value = pulse.longestLockWaitSeconds ?? 0;
  const [longest] = pulse.blocked;
  if (longest === undefined) return { value };
  const root = rootOf(pulse, longest) ?? pulse.roots[0];
  return {
    value,
    culprit: root === undefined ? describeWait(longest) : describeBlocker(root),
    facts: [
      { label: 'Waits longest', value: describeWait(longest) },
      { label: 'Waiting', value: waitingOf(pulse) },
    ],
    ...(root && { remedy: endBlocker(root) }),
  };
}

function describeBlocker(root: RootBlocker): string {
  const statement = root.query === null ? '' : `; its last statement${quoteQuery(root.query)}`;
  return `${describeRoot(root)}, blocks ${countOf(root.blocks, 'session')}${statement}`;
}

function describeWait(session: BlockedSession): string {
  const lock = [session.mode, session.relation && `on ${session.relation}`].filter(Boolean).join(' ');
  return `${describeSession(session)} has waited ${formatSeconds(session.waitSeconds ?? 0)} for ${lock || 'a lock'}${quoteQuery(session.query)}`;
}

const waitingOf = ({ blocked, connections }: PulseSample): string =>
  `${countOf(connections.waitingForLock, 'session')}: PID ${blocked.map(({ pid }) => pid).join(', ')}`;
