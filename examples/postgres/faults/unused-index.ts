import type { DatabaseFault } from '../database-fault.ts';

/** An index that costs every write and serves no query; `columns` as SQL lists them. */
export function unusedIndex(table: string, columns: string): DatabaseFault {
  const index = `${table}_never_used_idx`;
  return {
    id: 'unused-index',
    title: 'Unused index',
    description: `"${table}" has an index, "${index}", that no query uses.`,
    begin: async ({ database: { administer } }) => {
      await administer((client) => client.query(`CREATE INDEX ${index} ON ${table} (${columns})`));
      return async () => {
        await administer((client) => client.query(`DROP INDEX IF EXISTS ${index}`));
      };
    },
  };
}
