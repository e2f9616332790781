import type { TableBuilder } from '../checks/check.ts';
import { describeRoot, quoteQuery, rootOf } from '../describe-session.ts';
import { column } from './table-columns.ts';

/** Sessions that wait for a lock, each with the one at the head of its queue. */
export const blocked: TableBuilder = ({ pulse }) =>
  pulse && {
    name: 'blocked',
    title: 'Blocked sessions',
    columns: [
      column('pid', 'Process', 'text'),
      column('wait', 'Waiting for', 'seconds'),
      column('lock', 'Lock', 'text'),
      column('relation', 'On', 'code'),
      column('root', 'Root blocker', 'text'),
      column('user', 'Role', 'text'),
      column('application', 'Application', 'text'),
      column('query', 'Statement', 'code'),
    ],
    rows: pulse.blocked.map((session) => {
      const root = rootOf(pulse, session);
      return {
        values: [
          session.pid,
          session.waitSeconds,
          session.mode,
          session.relation,
          root === undefined ? `PID ${session.by.join(', ')}` : `${describeRoot(root)}${quoteQuery(root.query)}`,
          session.user,
          session.application,
          session.query,
        ],
        grade: (session.waitSeconds ?? 0) > 60 ? 'critical' : (session.waitSeconds ?? 0) > 10 ? 'warning' : 'info',
      };
    }),
  };
