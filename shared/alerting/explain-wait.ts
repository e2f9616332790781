import { formatDuration } from '../model/duration.ts';
import type { Policy } from '../model/policy.ts';
import { findTimedHold, type TimedHold, type TimedHoldContext } from './find-timed-hold.ts';
import { settleMs } from './settle-time.ts';

/** What decides how long an incident waits before it is told. */
export interface WaitContext extends Omit<TimedHoldContext, 'openedAtMs'> {
  readonly policy: Pick<Policy, 'holdUntil' | 'digest'>;
  /** Titles of the alarms that it depends on. */
  readonly parents: readonly string[];
}

/** Why an incident waits (absent where it does not), and when that ends (absent where no end is in sight). */
export interface Wait {
  readonly why?: string;
  readonly announcedAtMs?: number;
  readonly digestAtMs?: number;
}

/** Holds that follow each other without a break for longer than this have no end in sight. */
const longestWaitMs = 400 * 86_400_000;

/** How long an incident that opens at a moment (epoch milliseconds) waits: until none of its holds is left. */
export function explainWait(context: WaitContext, openedAtMs: number): Wait {
  const reasons: TimedHold['reason'][] = [];
  let nowMs = openedAtMs;
  while (nowMs - openedAtMs <= longestWaitMs) {
    const hold = findTimedHold({ ...context, openedAtMs }, nowMs);
    if (hold === undefined) return { ...explain(reasons, context), announcedAtMs: nowMs };
    reasons.push(hold.reason);
    if (hold.untilMs === undefined) break;
    nowMs = hold.untilMs;
    if (hold.reason.kind === 'digest') return { ...explain(reasons, context), announcedAtMs: nowMs, digestAtMs: nowMs };
  }
  return explain(reasons, context);
}

/** That it settles is only worth a word where nothing else holds it. */
function explain(reasons: readonly TimedHold['reason'][], context: WaitContext): { readonly why?: string } {
  const others = reasons.filter(({ kind }) => kind !== 'settling');
  const told = others.length === 0 ? reasons : others;
  const texts = [...new Set(told.map((reason) => describeHold(reason, context)))];
  return texts.length === 0 ? {} : { why: texts.join(', then ') };
}

function describeHold(reason: TimedHold['reason'], { maintenance, policy, parents }: WaitContext): string {
  switch (reason.kind) {
    case 'maintenance': {
      const window = maintenance.find(({ name }) => name === reason.window);
      return `maintenance ${reason.window}${window === undefined ? '' : ` (${window.reason})`}`;
    }
    case 'calendar':
      return `outside of ${reason.calendar}`;
    case 'digest':
      return `the digest of every ${policy.digest?.every}`;
    case 'settling': {
      const named = parents.map((title) => `"${title}"`).join(' or ');
      return `${formatDuration(settleMs)} for ${named === '' ? 'something worse' : named} to turn out as the cause`;
    }
  }
}
