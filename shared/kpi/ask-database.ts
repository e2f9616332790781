import type { DatabaseSpec } from '../model/database.ts';
import type { DatabaseFailure } from '../model/database-failure.ts';
import type { KpiSource, KpiSpec } from '../model/kpi.ts';
import type { DatabaseConnector } from '../ports/database.ts';
import { readAnswer } from './read-answer.ts';
import { explainFailure, type KpiReading } from './reading.ts';
import { describePosition } from './sql-position.ts';
import { wrapperHead, wrapQuery } from './wrap-query.ts';

/** A source that is a statement. */
export type SqlKpiSource = Extract<KpiSource, { readonly kind: 'sql' }>;

/** What asking a database needs of the world. */
export interface AskDatabaseParts {
  readonly connector: DatabaseConnector;
  /** Monotonic milliseconds. */
  readonly exactNow: () => number;
  /** Real time as epoch milliseconds, also where the rest of the time is compressed: what databases stamp rows with. */
  readonly realNow: () => number;
  readonly signal: AbortSignal;
}

/**
 * Runs the statement of a KPI as if it were hostile: on a fresh connection of the role `kpi`, wrapped, in a read-only transaction
 * that is rolled back, all inside of its timeout. The connection is closed in any case.
 */
export async function askDatabase(
  {
    source: { sql },
    timeoutMs,
    timeZone,
    measures,
  }: Pick<KpiSpec, 'timeoutMs' | 'timeZone' | 'measures'> & { readonly source: SqlKpiSource },
  database: DatabaseSpec,
  { connector, exactNow, realNow, signal }: AskDatabaseParts,
): Promise<KpiReading> {
  const startedMs = exactNow();
  const connection = await connector.connect(database, { role: 'kpi', timeoutMs, signal });
  if (!connection.ok) return explainFailure(connection.failure);
  const { session } = connection;
  try {
    const leftMs = Math.max(1, timeoutMs - (exactNow() - startedMs));
    const outcome = await session.queryReadOnly(wrapQuery(sql), { timeoutMs: leftMs, timeZone });
    return outcome.ok
      ? readAnswer(outcome.answer, { measures, nowMs: realNow() })
      : explainFailure(outcome.failure, describePlace(sql, outcome.failure));
  } finally {
    await session.close();
  }
}

/** Positions count from 1, and count what stands around the user's statement. */
function describePlace(sql: string, { position }: DatabaseFailure): string {
  const index = (position ?? 0) - 1 - wrapperHead.length;
  return index < 0 || index > [...sql].length ? '' : ` at ${describePosition(sql, index)}`;
}
