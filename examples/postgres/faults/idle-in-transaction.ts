import { beginWithSessions, type DatabaseFault } from '../database-fault.ts';

const sessionCount = 12;

/** Twelve workers that began a transaction, read one row of `table`, and never ended it. */
export function idleInTransaction(table: string): DatabaseFault {
  return {
    id: 'idle-in-transaction',
    title: 'Idle in transaction',
    description: `${sessionCount} sessions have begun a transaction on "${table}" and do nothing more.`,
    begin: (system) =>
      beginWithSessions(system, 'forgetful-worker', async (sessions) => {
        for (let count = 0; count < sessionCount; count += 1) {
          const session = await sessions.open();
          await session.query(`BEGIN; SELECT 1 FROM ${table} LIMIT 1`);
        }
        return undefined;
      }),
  };
}
