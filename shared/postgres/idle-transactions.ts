import { describeSession, quoteQuery } from './describe-session.ts';
import { formatSeconds } from './quantities.ts';
import type { PulseSample, SlowSession } from './sample.ts';

/** The session that has been idle in its transaction the longest, where that is over a second. */
export function oldestIdle({ slow }: PulseSample): SlowSession | undefined {
  return slow
    .filter(({ state }) => state?.startsWith('idle in transaction') === true)
    .sort((a, b) => (b.idleSeconds ?? 0) - (a.idleSeconds ?? 0))[0];
}

/** The same in one clause, with the statement that it ran last. */
export function describeIdle(session: SlowSession | undefined): string | undefined {
  if (session === undefined) return undefined;
  const seconds = formatSeconds(session.idleSeconds ?? 0);
  return `${describeSession(session)} has been ${session.state} for ${seconds}, last statement${quoteQuery(session.query)}`;
}
