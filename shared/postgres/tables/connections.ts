import type { TableBuilder } from '../checks/check.ts';
import { column } from './table-columns.ts';

/** Client connections by role, application and state. */
export const connections: TableBuilder = ({ pulse }) =>
  pulse && {
    name: 'connections',
    title: 'Connections by state',
    columns: [
      column('user', 'Role', 'text'),
      column('application', 'Application', 'text'),
      column('state', 'State', 'text'),
      column('sessions', 'Sessions', 'count'),
      column('longest', 'Longest in this state', 'seconds'),
    ],
    rows: pulse.peers.map(({ user, application, state, sessions, longestSeconds }) => ({
      values: [user, application, state, sessions, longestSeconds],
      ...(state.startsWith('idle in transaction') && (longestSeconds ?? 0) > 60 ? { grade: 'warning' as const } : {}),
    })),
    note: `${pulse.connections.total} of ${pulse.connections.max ?? '?'} connections, ${pulse.connections.waitingForLock} waiting for a lock.`,
  };
