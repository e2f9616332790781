import type { DatabaseSpec } from '../../shared/model/database.ts';
import type { DatabaseFailure, DatabaseFailureKind } from '../../shared/model/database-failure.ts';
import type { DatabaseConnector } from '../../shared/ports/database.ts';
import { askRows, askTimeoutMs } from './check/ask-row.ts';
import { remedyFor } from './check/explain-connection.ts';

/** A database that does not answer is news about the database; these are about the login, and no report tells them better. */
const loginFailures: ReadonlySet<DatabaseFailureKind> = new Set(['ours', 'credentials', 'no-database', 'untrusted']);

/**
 * Why nobody can log in to a database as `health`, with what to do about it; undefined where that is possible, and where the
 * database itself is in trouble. Never rejects.
 */
export async function findLoginProblem(spec: DatabaseSpec, connector: DatabaseConnector): Promise<string | undefined> {
  const failure = await tryLogin(spec, connector);
  if (failure === undefined || !loginFailures.has(failure.kind)) return undefined;
  return `Cannot log in to database "${spec.id}": ${failure.message}\n${remedyFor(failure)}`;
}

async function tryLogin(spec: DatabaseSpec, connector: DatabaseConnector): Promise<DatabaseFailure | undefined> {
  const connection = await connector.connect(spec, { role: 'health', timeoutMs: askTimeoutMs });
  if (!connection.ok) return connection.failure;
  const { session } = connection;
  try {
    // Through the Data API there is no connection: the first statement is what fails.
    const first = spec.kind === 'data-api' ? await askRows(session, 'SELECT 1') : undefined;
    return first?.ok === false ? first.failure : undefined;
  } finally {
    await session.close();
  }
}
