import type { DatabaseSpec } from '../model/database.ts';
import type { DatabaseFailure } from '../model/database-failure.ts';
import type { KpiSource, KpiSpec } from '../model/kpi.ts';
import type { DatabaseConnection, DatabaseConnector } from '../ports/database.ts';
import type { Timer } from '../ports/timer.ts';
import { readAnswer } from './read-answer.ts';
import { explainFailure, type KpiReading } from './reading.ts';
import { describePosition } from './sql-position.ts';
import { wrapperHead, wrapQuery } from './wrap-query.ts';

/** A source that is a statement. */
export type SqlKpiSource = Extract<KpiSource, { readonly kind: 'sql' }>;

/** What asking a database needs of the world. */
export interface AskDatabaseParts {
  readonly connector: DatabaseConnector;
  /** Waits in real time. */
  readonly timer: Timer;
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
  { connector, timer, exactNow, realNow, signal }: AskDatabaseParts,
): Promise<KpiReading> {
  const startedMs = exactNow();
  const leftMs = () => Math.max(1, timeoutMs - (exactNow() - startedMs));
  const connection = await connectPatiently(database, { connector, timer, signal, leftMs });
  if (!connection.ok) return explainFailure(connection.failure);
  const { session } = connection;
  try {
    const outcome = await session.queryReadOnly(wrapQuery(sql), { timeoutMs: leftMs(), timeZone });
    return outcome.ok
      ? readAnswer(outcome.answer, { measures, nowMs: realNow() })
      : explainFailure(outcome.failure, describePlace(sql, outcome.failure));
  } finally {
    await session.close();
  }
}

/** Between two attempts at a role whose connections are all in use. */
const fullPauseMs = 400;

/**
 * Jobs of different intervals fall due at the same minute and share the few connections of their role: one that finds them
 * all in use waits for its turn, as long as its time lasts.
 */
async function connectPatiently(
  database: DatabaseSpec,
  {
    connector,
    timer,
    signal,
    leftMs,
  }: Pick<AskDatabaseParts, 'connector' | 'timer' | 'signal'> & { readonly leftMs: () => number },
): Promise<DatabaseConnection> {
  for (;;) {
    const connection = await connector.connect(database, { role: 'kpi', timeoutMs: leftMs(), signal });
    const isFull = !connection.ok && connection.failure.kind === 'full';
    if (!isFull || signal.aborted || leftMs() <= 2 * fullPauseMs) return connection;
    await timer.wait(fullPauseMs, signal);
  }
}

/** Positions count from 1, and count what stands around the user's statement. */
function describePlace(sql: string, { position }: DatabaseFailure): string {
  const index = (position ?? 0) - 1 - wrapperHead.length;
  return index < 0 || index > [...sql].length ? '' : ` at ${describePosition(sql, index)}`;
}
