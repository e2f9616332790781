import { setTimeout as waitFor } from 'node:timers/promises';
import { Client, type QueryResult } from 'pg';
import type { ExampleDatabase } from './database.ts';

/** One connection of a fault. */
export interface Session {
  readonly pid: number;
  readonly query: (sql: string) => Promise<QueryResult>;
  /** Runs a statement without waiting for it: how it ends does not matter. */
  readonly begin: (sql: string) => void;
}

/** The connections of one fault, ended together. */
export interface Sessions {
  readonly open: () => Promise<Session>;
  /** Ends every session, the youngest first, waiting ones too; resolves once the server has forgotten them. */
  readonly end: () => Promise<void>;
}

const pollMs = 20;

/** Ends server processes in the given order: what waits behind a lock must be gone before the lock is. */
async function terminate(client: Client, pids: readonly number[]): Promise<void> {
  for (const pid of pids) await client.query('SELECT pg_terminate_backend($1)', [pid]);
  const countLeft = async () => {
    const { rows } = await client.query('SELECT count(*)::int AS left FROM pg_stat_activity WHERE pid = ANY($1)', [
      pids,
    ]);
    return rows[0]?.left ?? 0;
  };
  while ((await countLeft()) > 0) await waitFor(pollMs);
}

/** Sessions of the application under a name of their own, so that a monitor can tell who they are. */
export function openSessions({ connectionOf, administer }: ExampleDatabase, applicationName: string): Sessions {
  const opened: { readonly client: Client; readonly pid: number }[] = [];
  return {
    async open() {
      const client = new Client(connectionOf(applicationName));
      client.on('error', () => undefined);
      await client.connect();
      const { rows } = await client.query('SELECT pg_backend_pid() AS pid');
      const pid: number = rows[0]?.pid;
      opened.push({ client, pid });
      return {
        pid,
        query: (sql) => client.query(sql),
        begin: (sql) => void client.query(sql).catch(() => undefined),
      };
    },
    async end() {
      const ending = opened.splice(0).reverse();
      // Where the server is gone, its sessions are too.
      await administer((client) =>
        terminate(
          client,
          ending.map(({ pid }) => pid),
        ),
      ).catch(() => undefined);
      await Promise.all(ending.map(({ client }) => client.end().catch(() => undefined)));
    },
  };
}
