import type { DatabaseFault } from '../database-fault.ts';
import { beginRowChange } from '../row-change.ts';

/** How an example's orders are paid. */
export interface KpiDropOptions {
  /** The column that tells, and its values for an order that is paid and for one whose payment failed. */
  readonly column: string;
  readonly paid: string;
  readonly failed: string;
  /** Steps of the load that pay. */
  readonly steps: readonly string[];
}

/** Orders are placed and no longer paid, for a day already: revenue, and all that counts paid orders, drops. */
export function kpiDrop(table: string, { column, paid, failed, steps }: KpiDropOptions): DatabaseFault {
  return {
    id: 'kpi-drop',
    title: 'Payments fail',
    description: `Orders are still placed in "${table}", but none has been paid for since yesterday.`,
    begin: (system) =>
      beginRowChange(system, {
        steps,
        change: `UPDATE ${table} SET ${column} = '${failed}' WHERE ${column} = '${paid}' AND created_at > now() - interval '1 day' RETURNING id`,
        restore: `UPDATE ${table} SET ${column} = '${paid}' WHERE id = ANY($1)`,
      }),
  };
}
