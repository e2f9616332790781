import { beginWithSessions, type DatabaseFault } from '../database-fault.ts';

/** Leaves room for the application and its monitor: what is watched here is "nearly full", not "full". */
const usedShare = 0.94;

/** Opens idle connections until 94 % of those that applications can have are in use. */
export const connectionFlood: DatabaseFault = {
  id: 'connection-flood',
  title: 'Connection flood',
  description: 'A pool without a limit keeps 94 % of all usable connections open.',
  obstructs: true,
  begin: (system) =>
    beginWithSessions(system, 'leaky-pool', async (sessions) => {
      const missing = await system.database.administer(async (client) => {
        const { rows } = await client.query(`
          SELECT ceil(${usedShare} * (current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int))::int
            - (SELECT count(*)::int - 1 FROM pg_stat_activity WHERE backend_type = 'client backend') AS missing`);
        return Number(rows[0]?.missing ?? 0);
      });
      for (let count = 0; count < missing; count += 1) await sessions.open();
      return undefined;
    }),
};
