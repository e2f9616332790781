import { setTimeout as waitFor } from 'node:timers/promises';
import { beginWithSessions, type DatabaseFault } from '../database-fault.ts';

const pollMs = 20;

/** A forgotten transaction holds a row; an update waits for it, a migration behind that, and every reader behind the migration. */
export function lockChain(
  table: string,
  { id = 'lock-chain', title = 'Lock chain' }: { readonly id?: string; readonly title?: string } = {},
): DatabaseFault {
  const touchRow = `UPDATE ${table} SET updated_at = now() WHERE id = 1`;
  return {
    id,
    title,
    description: `A forgotten transaction locks "${table}": an update, a migration and all readers queue up behind it.`,
    obstructs: true,
    begin: (system) =>
      beginWithSessions(system, 'back-office', async (sessions) => {
        const holder = await sessions.open();
        await holder.query(`BEGIN; ${touchRow}`);
        const waiting = [
          `BEGIN; ${touchRow}`,
          `BEGIN; ALTER TABLE ${table} ADD COLUMN note text`,
          `SELECT count(*) FROM ${table}`,
        ];
        for (const sql of waiting) {
          const session = await sessions.open();
          session.begin(sql);
          await waitUntilBlocked(system.database, session.pid);
        }
        return undefined;
      }),
  };
}

async function waitUntilBlocked(
  { administer }: Parameters<DatabaseFault['begin']>[0]['database'],
  pid: number,
): Promise<void> {
  await administer(async (client) => {
    const isBlocked = async () => {
      const { rows } = await client.query('SELECT cardinality(pg_blocking_pids($1)) > 0 AS blocked', [pid]);
      return rows[0]?.blocked === true;
    };
    while (!(await isBlocked())) await waitFor(pollMs);
  });
}
