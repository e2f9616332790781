import type { ExampleDatabase } from './database.ts';
import type { Load } from './load.ts';
import { openSessions, type Sessions } from './sessions.ts';

/** What a fault can get at. */
export interface FaultySystem {
  readonly database: ExampleDatabase;
  readonly load: Load;
}

/** Undoes a fault: ends every session it opened and brings back what it changed. */
export type Heal = () => Promise<void>;

/** One way of breaking a database. */
export interface DatabaseFault {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /**
   * True when it stands in the way of others: locks that they need, or all connections. It is lifted for the moment in which
   * another one changes.
   */
  readonly obstructs?: boolean;
  /** Breaks; resolves once it can be seen. Leaves nothing behind when it rejects. */
  readonly begin: (system: FaultySystem) => Promise<Heal>;
}

/** Breaks by means of sessions, which are ended when that fails; `work` may return what must be done before they are ended. */
export async function beginWithSessions(
  { database }: FaultySystem,
  applicationName: string,
  work: (sessions: Sessions) => Promise<Heal | undefined>,
): Promise<Heal> {
  const sessions = openSessions(database, applicationName);
  try {
    const stop = await work(sessions);
    return async () => {
      const stopped = stop?.();
      await sessions.end();
      await stopped;
    };
  } catch (error) {
    await sessions.end();
    throw error;
  }
}
