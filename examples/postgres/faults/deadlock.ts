import { beginWithSessions, type DatabaseFault } from '../database-fault.ts';
import { repeat } from '../repeat.ts';

const pauseMs = 3_000;

/** Two workers update the same two rows of `table` in opposite order, every few seconds; the server gives up on one of them. */
export function deadlock(table: string): DatabaseFault {
  const touch = (id: number) => `UPDATE ${table} SET updated_at = updated_at WHERE id = ${id}`;
  return {
    id: 'deadlock',
    title: 'Deadlocks',
    description: `Two workers lock the same rows of "${table}" in opposite order, every few seconds.`,
    begin: (system) =>
      beginWithSessions(system, 'stock-worker', async (sessions) => {
        const [one, other] = [await sessions.open(), await sessions.open()];
        return repeat(pauseMs, async () => {
          await one.query(`BEGIN; ${touch(11)}`);
          await other.query(`BEGIN; ${touch(12)}`);
          await Promise.allSettled([one.query(touch(12)), other.query(touch(11))]);
          await Promise.all([one.query('ROLLBACK'), other.query('ROLLBACK')]);
        }).stop;
      }),
  };
}
