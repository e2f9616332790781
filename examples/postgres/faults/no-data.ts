import type { DatabaseFault } from '../database-fault.ts';
import { beginRowChange } from '../row-change.ts';

/** Where an example's new rows come from. */
export interface NoDataOptions {
  readonly id?: string;
  readonly title?: string;
  /** Steps of the load that write them. */
  readonly steps: readonly string[];
}

/**
 * Nothing new arrives in `table` any more, as if for an hour already: what is younger is dated back. The rows get their times
 * back when it heals.
 */
export function noData(table: string, { id = 'no-data', title = 'No data', steps }: NoDataOptions): DatabaseFault {
  return {
    id,
    title,
    description: `Nothing new arrives in "${table}", for an hour already.`,
    begin: (system) =>
      beginRowChange(system, {
        steps,
        change: `UPDATE ${table} SET created_at = created_at - interval '1 hour' WHERE created_at > now() - interval '1 hour' RETURNING id`,
        restore: `UPDATE ${table} SET created_at = created_at + interval '1 hour' WHERE id = ANY($1)`,
      }),
  };
}
