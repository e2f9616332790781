import type { Severity } from '../../model/severity.ts';
import type { TableBuilder } from '../checks/check.ts';
import { deadPercent, totalBytes } from '../objects-change.ts';
import type { TableRow } from '../sample.ts';
import { column, hitPercent, rounded } from './table-columns.ts';

/** The largest and busiest tables: scans, rows, vacuum, sizes and cache hits. */
export const tables: TableBuilder = ({ objects, tableChanges }) =>
  objects && {
    name: 'tables',
    title: 'Tables',
    columns: [
      column('name', 'Table', 'code'),
      column('size', 'Size with indexes', 'bytes'),
      column('live', 'Live rows', 'count'),
      column('dead', 'Dead rows', 'percent'),
      column('sequential', 'Sequential scans', 'count'),
      column('index', 'Index scans', 'count'),
      column('hit', 'Cache hit', 'percent'),
      column('recentHit', 'Cache hit since last look', 'percent'),
      column('inserted', 'Inserted', 'count'),
      column('updated', 'Updated', 'count'),
      column('deleted', 'Deleted', 'count'),
      column('vacuum', 'Last vacuum', 'seconds'),
      column('analyze', 'Last analyze', 'seconds'),
    ],
    rows: [...objects.tableRows]
      .sort((a, b) => (totalBytes(b) ?? b.estimatedBytes) - (totalBytes(a) ?? a.estimatedBytes))
      .map((table) => {
        const change = tableChanges?.find((changed) => changed.table.oid === table.oid);
        const recentHit = change ? hitPercent(change.blocksHit, change.blocksRead) : null;
        const isCold = recentHit !== null && change !== undefined && recentHit < 98 && blocksOf(change) > minBlocks;
        return {
          values: [
            table.name,
            totalBytes(table) ?? table.estimatedBytes,
            table.live,
            rounded(deadPercent(table)),
            table.sequentialScans,
            table.indexScans,
            hitPercent(table.blocksHit, table.blocksRead),
            recentHit,
            table.inserted,
            table.updated,
            table.deleted,
            table.vacuumSeconds,
            table.analyzeSeconds,
          ],
          ...gradeOf(table, isCold),
        };
      }),
    note: `${objects.tables} tables, ${objects.indexes} indexes, ${objects.functions} functions in all.`,
  };

/** Fewer blocks say nothing about a cache. */
const minBlocks = 1_000;
const minDead = 1_000;

const blocksOf = ({ blocksHit, blocksRead }: { readonly blocksHit: number; readonly blocksRead: number }): number =>
  blocksHit + blocksRead;

function gradeOf(table: TableRow, isCold: boolean): { readonly grade?: Severity } {
  const isFullOfDead = table.dead > minDead && deadPercent(table) > 20;
  return isFullOfDead || table.autovacuumOff ? { grade: 'warning' } : isCold ? { grade: 'info' } : {};
}
