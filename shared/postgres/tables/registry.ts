import type { EvidenceTable } from '../../model/evidence-table.ts';
import type { TableBuilder } from '../checks/check.ts';
import type { HealthWindow } from '../health-window.ts';
import { bloat } from './bloat.ts';
import { blocked } from './blocked.ts';
import { connections } from './connections.ts';
import { functions } from './functions.ts';
import { indexes } from './indexes.ts';
import { slow } from './slow.ts';
import { statements } from './statements.ts';
import { tables } from './tables.ts';

/** Every table of evidence about a database, by its name. */
export const databaseTables = {
  slow,
  blocked,
  connections,
  statements,
  functions,
  tables,
  indexes,
  bloat,
} as const satisfies Record<string, TableBuilder>;

export type DatabaseTableName = keyof typeof databaseTables;

/** The tables that a window has something to say about. */
export function buildTables(window: HealthWindow): readonly EvidenceTable[] {
  return Object.values(databaseTables).flatMap((build) => build(window) ?? []);
}
