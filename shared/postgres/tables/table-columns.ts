import type { ColumnUnit, TableColumn } from '../../model/evidence-table.ts';

/** One column of a table. */
export function column(key: string, title: string, unit: ColumnUnit): TableColumn {
  return { key, title, unit };
}

/** At most so many decimals, so that tables are read and not deciphered; null stays. */
export function rounded(value: number | null | undefined, digits = 1): number | null {
  return value === null || value === undefined ? null : Math.round(value * 10 ** digits) / 10 ** digits;
}

/** Hits in percent of all blocks that were asked for; null where none was. */
export function hitPercent(hit: number, read: number): number | null {
  return hit + read === 0 ? null : rounded((100 * hit) / (hit + read));
}
