import type { DatabaseRoleName } from '../../shared/ports/database.ts';

/** One setting of a role. */
export interface RoleSetting {
  readonly name: string;
  readonly value: string;
  readonly why: string;
}

const readOnly: RoleSetting = {
  name: 'default_transaction_read_only',
  value: 'on',
  why: 'a second fence behind its privileges',
};
const noJit: RoleSetting = { name: 'jit', value: 'off', why: 'a statement of 15 ms must not start a compiler' };
const utc: RoleSetting = { name: 'TimeZone', value: 'UTC', why: 'the same answer wherever it runs' };
const lockTimeout = (value: string): RoleSetting => ({
  name: 'lock_timeout',
  value,
  why: 'it never stands in a queue of locks, where others would stand behind it',
});
const statementTimeout = (value: string): RoleSetting => ({
  name: 'statement_timeout',
  value,
  why: 'the server ends what the client has forgotten',
});
const idleTimeout: RoleSetting = {
  name: 'idle_in_transaction_session_timeout',
  value: '10s',
  why: 'it never holds back vacuum',
};

/**
 * Settings of each role. They live on the role: no round trip, nothing to forget, and they hold behind poolers and the RDS Data
 * API. They are defaults; what keeps a role harmless are its privileges.
 */
export const roleSettings: Readonly<Record<DatabaseRoleName, readonly RoleSetting[]>> = {
  health: [
    readOnly,
    statementTimeout('15s'),
    lockTimeout('250ms'),
    idleTimeout,
    noJit,
    { name: 'max_parallel_workers_per_gather', value: '0', why: 'the monitor takes one process' },
    { name: 'work_mem', value: '32MB', why: 'texts of statements otherwise spill to disk' },
    { name: 'search_path', value: 'pg_catalog', why: 'nobody can put a table of his own before a catalog' },
    utc,
  ],
  kpi: [readOnly, statementTimeout('60s'), lockTimeout('250ms'), idleTimeout, noJit, utc],
  refresh: [statementTimeout('15min'), lockTimeout('5s'), noJit, utc],
};

/** How many connections a role may hold: enough for runs that overlap, too few to crowd out the application. */
export const connectionLimits: Readonly<Record<DatabaseRoleName, number>> = { health: 5, kpi: 10, refresh: 3 };

/** Names of the roles where the definition names none. */
export const defaultRoleNames: Readonly<Record<DatabaseRoleName, string>> = {
  health: 'dbhealth',
  kpi: 'dbkpi',
  refresh: 'dbrefresh',
};
