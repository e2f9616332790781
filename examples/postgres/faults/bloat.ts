import type { DatabaseFault } from '../database-fault.ts';

const updateRounds = 3;

/** Every row of `table` is rewritten three times while nothing cleans up behind. */
export function bloat(table: string): DatabaseFault {
  return {
    id: 'bloat',
    title: 'Bloat',
    description: `Autovacuum is off on "${table}" and every row has been rewritten ${updateRounds} times: 75 % of it is dead.`,
    begin: async ({ database: { administer } }) => {
      const heal = () =>
        administer(async (client) => {
          await client.query(`ALTER TABLE ${table} RESET (autovacuum_enabled)`);
          await client.query(`VACUUM FULL ${table}`);
          // Only a plain one tells the statistics that nothing dead is left.
          await client.query(`VACUUM ANALYZE ${table}`);
        });
      try {
        await administer(async (client) => {
          await client.query(`ALTER TABLE ${table} SET (autovacuum_enabled = off)`);
          for (let round = 0; round < updateRounds; round += 1)
            await client.query(`UPDATE ${table} SET updated_at = now()`);
        });
      } catch (error) {
        await heal().catch(() => undefined);
        throw error;
      }
      return heal;
    },
  };
}
