import type { FaultySystem, Heal } from './database-fault.ts';

/** A change of recent rows that looks as if something had begun to fail a while ago. */
export interface RowChange {
  /** Steps of the load that no longer happen. */
  readonly steps: readonly string[];
  /** Changes rows and returns the `id` of each. */
  readonly change: string;
  /** Changes the rows with the ids in `$1` back. */
  readonly restore: string;
}

/** Changes rows and keeps the load from making new ones; healing undoes both. */
export async function beginRowChange(
  { database: { administer }, load }: FaultySystem,
  { steps, change, restore }: RowChange,
): Promise<Heal> {
  const release = load.withhold(steps);
  try {
    const ids = await administer(async (client) => (await client.query(change)).rows.map((row) => row.id));
    return async () => {
      await administer((client) => client.query(restore, [ids]));
      release();
    };
  } catch (error) {
    release();
    throw error;
  }
}
