import { beginWithSessions, type DatabaseFault } from '../database-fault.ts';
import { repeat } from '../repeat.ts';

/** Longer than the worst grade of a running query, 60 seconds. */
const durationSeconds = 90;

/** One report over `table` that never gets done in time: 90 seconds, over and over. */
export function slowQuery(table: string): DatabaseFault {
  // One row is enough to sleep for, and costs the machine nothing.
  const sql = `SELECT count(*), max(created_at) FROM (SELECT * FROM ${table} LIMIT 1) AS newest, pg_sleep(${durationSeconds})`;
  return {
    id: 'slow-query',
    title: 'Slow query',
    description: `A report over "${table}" runs for ${durationSeconds} seconds, over and over.`,
    begin: (system) =>
      beginWithSessions(system, 'nightly-report', async (sessions) => {
        const session = await sessions.open();
        return repeat(100, () => session.query(sql)).stop;
      }),
  };
}
