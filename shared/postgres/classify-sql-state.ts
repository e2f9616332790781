import type { DatabaseFailureKind } from '../model/database-failure.ts';

/** When the server said it: the same SQLSTATE may mean another thing before and after login. */
export type DatabasePhase = 'connecting' | 'running';

/** What a server says about a refusal, as far as it tells what kind of failure it is. */
export interface SqlStateReport {
  readonly sqlState: string;
  /** `FATAL` and `PANIC` end the connection. */
  readonly severity?: string;
}

/** SQLSTATEs that mean more than "refused" (PostgreSQL, appendix A). */
const kinds: Readonly<Record<string, DatabaseFailureKind | Readonly<Record<DatabasePhase, DatabaseFailureKind>>>> = {
  '28000': 'credentials',
  '28P01': 'credentials',
  '3D000': 'no-database',
  // Before login it is the missing CONNECT privilege, afterwards a missing privilege of the statement.
  '42501': { connecting: 'no-database', running: 'rejected' },
  '53300': 'full',
  '55P03': 'locked',
  '57014': 'timeout',
  // transaction_timeout, PostgreSQL 17 and newer.
  '25P04': 'timeout',
  '57P01': { connecting: 'starting', running: 'unreachable' },
  '57P02': { connecting: 'starting', running: 'unreachable' },
  '57P03': 'starting',
};

/** What kind of failure an SQLSTATE is; what says nothing else is a refusal, or a lost connection where it ends the session. */
export function classifySqlState({ sqlState, severity }: SqlStateReport, phase: DatabasePhase): DatabaseFailureKind {
  const kind = Object.hasOwn(kinds, sqlState) ? kinds[sqlState] : undefined;
  if (kind !== undefined) return typeof kind === 'string' ? kind : kind[phase];
  const endsSession = severity === 'FATAL' || severity === 'PANIC';
  const isConnectionLost = sqlState.startsWith('08') && sqlState !== '08P01';
  return isConnectionLost || (endsSession && phase === 'running') ? 'unreachable' : 'rejected';
}
