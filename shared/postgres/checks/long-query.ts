import { describeRoot, describeSession, quoteQuery, rootOf } from '../describe-session.ts';
import type { HealthWindow } from '../health-window.ts';
import { formatSeconds } from '../quantities.ts';
import type { PulseSample, RootBlocker, SlowSession } from '../sample.ts';
import type { DatabaseCheck, Measurement } from './check.ts';
import { aGapTellsNothing } from './missing-reasons.ts';

/** The statement that has been running the longest. */
export const longQuery: DatabaseCheck = {
  metric: 'LongestQuerySeconds',
  unit: 'Seconds',
  symbol: 's',
  part: 'pulse',
  meaning: 'How long the oldest statement of a client has been running, time spent waiting included.',
  stat: 'Maximum',
  missing: 'ignore',
  missingReason: aGapTellsNothing,
  problem: 'has a long-running query',
  grades: [
    {
      alarm: 'query-stuck',
      severity: 'critical',
      above: 60,
      for: '2m',
      why: 'Over a minute no user is waiting any more, but its locks, its memory and its snapshot are still held.',
    },
    {
      alarm: 'query-long',
      severity: 'warning',
      above: 10,
      for: '5m',
      why: 'Statements that serve users end within a second: ten for minutes on end are a bad plan, a lock or a report in the wrong place.',
    },
  ],
  measure,
};

function measure({ pulse }: HealthWindow): Measurement | undefined {
  if (pulse === undefined) return undefined;
  const { longestQuerySeconds, over1Second, over10Seconds, over60Seconds } = pulse.connections;
  const longest = longestRunning(pulse);
  return {
    value: longestQuerySeconds ?? 0,
    ...(longest && { culprit: blame(pulse, longest) }),
    facts: [
      ...(longest?.wait ? [{ label: 'Waits for', value: waitOf(pulse, longest) }] : []),
      { label: 'Running for over 1, 10, 60 s', value: `${over1Second}, ${over10Seconds}, ${over60Seconds}` },
    ],
    ...(longest && { remedy: remedyFor(pulse, longest) }),
  };
}

const describe = (session: SlowSession): string =>
  `${describeSession(session)} has been running for ${formatSeconds(session.querySeconds ?? 0)}${quoteQuery(session.query)}`;

function longestRunning({ slow }: PulseSample): SlowSession | undefined {
  return slow
    .filter(({ state }) => state === 'active')
    .sort((a, b) => (b.querySeconds ?? 0) - (a.querySeconds ?? 0))[0];
}

/** Who stands in the way of a session that waits for a lock. */
function blockerOf(pulse: PulseSample, session: SlowSession): RootBlocker | undefined {
  const blocked = pulse.blocked.find(({ pid }) => pid === session.pid);
  return blocked && rootOf(pulse, blocked);
}

/** A statement that waits for a lock is not slow itself: the culprit is who holds it up. */
function blame(pulse: PulseSample, session: SlowSession): string {
  const root = blockerOf(pulse, session);
  return root === undefined ? describe(session) : `${describe(session)}; it waits for ${describeRoot(root)}`;
}

function remedyFor(pulse: PulseSample, session: SlowSession): string {
  const root = blockerOf(pulse, session);
  return root === undefined
    ? `SELECT pg_cancel_backend(${session.pid}) cancels it. EXPLAIN (ANALYZE, BUFFERS) shows why it takes long.`
    : `It is not slow itself: SELECT pg_terminate_backend(${root.pid}) ends the session that holds it up.`;
}

function waitOf(pulse: PulseSample, session: SlowSession): string {
  const root = blockerOf(pulse, session);
  return root === undefined
    ? (session.wait ?? '')
    : `${session.wait}, held up by ${describeRoot(root)}${quoteQuery(root.query)}`;
}
