import { beginWithSessions, type DatabaseFault } from '../database-fault.ts';
import { repeat } from '../repeat.ts';

/** Often enough to outweigh the load, seldom enough to cost little: each scan reads the table from the disk's cache. */
const pauseMs = 400;

/** `table` must be larger than `shared_buffers`; it is read from end to end again and again. */
export function coldCache(table: string): DatabaseFault {
  return {
    id: 'cold-cache',
    title: 'Cold cache',
    description: `"${table}", larger than the cache, is read from end to end twice a second.`,
    begin: (system) =>
      beginWithSessions(system, 'full-export', async (sessions) => {
        const session = await sessions.open();
        return repeat(pauseMs, () => session.query(`SELECT count(*) FROM ${table}`)).stop;
      }),
  };
}
