import type { Severity } from '../../model/severity.ts';
import type { TableBuilder } from '../checks/check.ts';
import { indexBytes, rememberIdleIndexes, unusedAfterMs } from '../idle-indexes.ts';
import type { IndexRow } from '../sample.ts';
import { column } from './table-columns.ts';

/** The indexes worth a look, largest first: how often each is used, and what is wrong with it. */
export const indexes: TableBuilder = ({ objects, before, atMs }) => {
  if (objects === undefined) return undefined;
  const idle = rememberIdleIndexes(before, objects, atMs);
  return {
    name: 'indexes',
    title: 'Indexes',
    columns: [
      column('name', 'Index', 'code'),
      column('table', 'Table', 'code'),
      column('size', 'Size', 'bytes'),
      column('scans', 'Scans', 'count'),
      column('lastScan', 'Last scan', 'seconds'),
      column('use', 'Used', 'text'),
      column('remark', 'Remark', 'text'),
    ],
    rows: [...objects.indexRows]
      .sort((a, b) => indexBytes(b) - indexBytes(a))
      .map((index) => {
        const isUnused = atMs - (idle[index.oid]?.[0] ?? atMs) >= unusedAfterMs;
        return {
          values: [
            index.name,
            index.table,
            indexBytes(index),
            index.scans,
            index.lastScanSeconds,
            useOf(index),
            remarkOn(index, isUnused),
          ],
          ...gradeOf(index, isUnused),
        };
      }),
  };
};

/** Fewer scans than this since counting began are rare. */
const rareScans = 50;

function useOf({ scans }: IndexRow): 'never' | 'rarely' | 'frequently' {
  return scans === 0 ? 'never' : scans < rareScans ? 'rarely' : 'frequently';
}

function remarkOn({ valid, twin, needed, foreignKey }: IndexRow, isUnused: boolean): string | null {
  if (!valid) return 'invalid: maintained but never used';
  if (twin !== null) return `equal to ${twin}`;
  if (isUnused) return foreignKey ? 'unused for 7 days, but supports a foreign key' : 'unused for 7 days';
  return needed ? 'holds a constraint' : null;
}

function gradeOf({ valid, twin }: IndexRow, isUnused: boolean): { readonly grade?: Severity } {
  if (!valid) return { grade: 'warning' };
  return twin !== null || isUnused ? { grade: 'info' } : {};
}
