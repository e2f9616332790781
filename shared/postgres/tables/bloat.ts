import { estimateBloat } from '../bloated-tables.ts';
import type { TableBuilder } from '../checks/check.ts';
import { column } from './table-columns.ts';

/** Tables by the share of their space that is of no use: measured where pgstattuple was run, estimated otherwise. */
export const bloat: TableBuilder = ({ bloat: measured, objects, before }) => {
  if (measured === undefined && objects === undefined) return undefined;
  const rows = measured?.tableRows ?? estimateBloat(objects?.tableRows ?? [], before.bestBytesPerRow);
  return {
    name: 'bloat',
    title: 'Bloated tables',
    columns: [
      column('name', 'Table', 'code'),
      column('size', 'Size', 'bytes'),
      column('useless', 'Of no use', 'percent'),
      column('wasted', 'Wasted', 'bytes'),
    ],
    rows: rows
      .filter(({ uselessPercent }) => uselessPercent > 0)
      .sort((a, b) => b.uselessBytes - a.uselessBytes)
      .slice(0, 20)
      .map(({ name, bytes, uselessPercent, uselessBytes }) => ({
        values: [name, bytes, uselessPercent, uselessBytes],
        grade: uselessPercent > 60 ? 'warning' : uselessPercent > 30 ? 'info' : 'ok',
      })),
    note:
      measured === undefined
        ? 'Estimated from bytes per row against the best that was ever seen.'
        : 'The largest tables, measured by pgstattuple.',
  };
};
