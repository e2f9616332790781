import { untilTimeIsUp } from '../../shared/jobs/until-time-is-up.ts';
import type { DatabaseSpec } from '../../shared/model/database.ts';
import type { DatabaseFailure } from '../../shared/model/database-failure.ts';
import type { RefreshSpec } from '../../shared/model/kpi.ts';
import type { DatabaseConnector } from '../../shared/ports/database.ts';
import type { Timer } from '../../shared/ports/timer.ts';
import { maskSecrets, quoteOwn } from '../../shared/probes/assertions/excerpt.ts';

/** What refreshing needs of the world around it. */
export interface RunRefreshesParts {
  readonly connector: DatabaseConnector;
  /** Monotonic milliseconds, in real time. */
  readonly exactNow: () => number;
  /** Waits in real time. */
  readonly timer: Timer;
}

/** How one refresh went. */
export interface RefreshOutcome {
  /** Absent where it completed. */
  readonly failure?: DatabaseFailure;
  readonly tookMs: number;
}

const outOfTime: RefreshOutcome = {
  failure: { kind: 'ours', message: 'Out of time: the run ended before this refresh did' },
  tookMs: 0,
};

/**
 * Refreshes everything and returns one outcome for each, in their order, within `budgetMs` and a moment: databases at the same
 * time, inside of one the refreshes one after the other, as they are written. What is not done by then is out of time.
 */
export async function runRefreshes(
  refreshes: readonly RefreshSpec[],
  {
    databases,
    budgetMs,
    ...parts
  }: RunRefreshesParts & { readonly databases: readonly DatabaseSpec[]; readonly budgetMs: number },
): Promise<readonly RefreshOutcome[]> {
  const { exactNow, timer } = parts;
  const outcomes = new Map<string, RefreshOutcome>();

  async function workOff(queue: readonly RefreshSpec[], signal: AbortSignal): Promise<void> {
    for (const refresh of queue) {
      if (signal.aborted) return;
      const startedMs = exactNow();
      const failure = await refreshOne(refresh, { ...parts, databases, signal });
      outcomes.set(refresh.id, { ...(failure === undefined ? {} : { failure }), tookMs: exactNow() - startedMs });
    }
  }

  const queues = [...Map.groupBy(refreshes, ({ database }) => database).values()];
  const refreshAll = (timeUp: AbortSignal) => Promise.all(queues.map((queue) => workOff(queue, timeUp)));
  await untilTimeIsUp(refreshAll, { budgetMs, timer });
  return refreshes.map(({ id }) => outcomes.get(id) ?? outOfTime);
}

type OneContext = RunRefreshesParts & { readonly databases: readonly DatabaseSpec[]; readonly signal: AbortSignal };

/** Why one refresh failed, if it did. Never rejects: what breaks here is our own fault. */
async function refreshOne(
  { database: name, sql, timeoutMs }: RefreshSpec,
  { databases, connector, exactNow, signal }: OneContext,
): Promise<DatabaseFailure | undefined> {
  const database = databases.find(({ id }) => id === name);
  if (database === undefined) {
    return {
      kind: 'ours',
      message: `Cannot refresh in the database ${quoteOwn(name)}: this function does not know it`,
    };
  }
  const startedMs = exactNow();
  try {
    const connection = await connector.connect(database, { role: 'refresh', timeoutMs, signal });
    if (!connection.ok) return connection.failure;
    try {
      const leftMs = Math.max(1, timeoutMs - (exactNow() - startedMs));
      const outcome = await connection.session.query(sql, { timeoutMs: leftMs });
      return outcome.ok ? undefined : outcome.failure;
    } finally {
      await connection.session.close();
    }
  } catch (error) {
    const message = maskSecrets(error instanceof Error ? error.message : String(error));
    return { kind: 'ours', message: `The refresh itself failed: ${message}` };
  }
}
