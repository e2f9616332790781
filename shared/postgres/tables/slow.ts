import type { Severity } from '../../model/severity.ts';
import type { TableBuilder } from '../checks/check.ts';
import { rootOf } from '../describe-session.ts';
import type { PulseSample, SlowSession } from '../sample.ts';
import { column } from './table-columns.ts';

/** Statements that have been running for over a second and transactions that were left open, with what they wait for. */
export const slow: TableBuilder = ({ pulse }) =>
  pulse && {
    name: 'slow',
    title: 'Long-running sessions',
    columns: [
      column('pid', 'Process', 'text'),
      column('runs', 'Statement runs for', 'seconds'),
      column('transaction', 'Transaction open for', 'seconds'),
      column('state', 'State', 'text'),
      column('wait', 'Waits for', 'text'),
      column('blocker', 'Held up by process', 'text'),
      column('user', 'Role', 'text'),
      column('application', 'Application', 'text'),
      column('query', 'Statement', 'code'),
    ],
    rows: pulse.slow.map((session) => ({
      values: [
        session.pid,
        session.state === 'active' ? session.querySeconds : null,
        session.transactionSeconds,
        session.state,
        session.wait,
        blockerOf(pulse, session),
        session.user,
        session.application,
        session.query,
      ],
      ...gradeOf(session),
    })),
  };

function blockerOf(pulse: PulseSample, { pid }: SlowSession): number | null {
  const blocked = pulse.blocked.find((session) => session.pid === pid);
  return (blocked && rootOf(pulse, blocked)?.pid) ?? null;
}

/** Over 1, 10 and 60 seconds; a transaction that was left open is graded by the time nobody has used it. */
function gradeOf({ state, querySeconds, idleSeconds }: SlowSession): { readonly grade?: Severity } {
  const seconds = (state === 'active' ? querySeconds : idleSeconds) ?? 0;
  if (seconds > 60) return { grade: 'critical' };
  if (seconds > 10) return { grade: 'warning' };
  return seconds > 1 ? { grade: 'info' } : {};
}
