import type { ObjectsMemory } from './health-state.ts';
import type { ObjectsSample, TableRow } from './sample.ts';

/** What happened to a table between two looks. */
export interface TableChange {
  readonly table: TableRow;
  readonly sequentialScans: number;
  readonly sequentialRows: number;
  readonly blocksHit: number;
  readonly blocksRead: number;
  /** Undefined where its size was not to be had. */
  readonly grownBytes: number | undefined;
}

/** Looks are ten minutes apart; after three hours the difference says nothing about now. */
const changeSeconds = { min: 5, max: 10_800 } as const;

/** What the counters of objects belong to: they begin anew when any of it changes. */
export function objectsEpoch({ startedAt, resetAt, standby }: ObjectsSample): string {
  return JSON.stringify([startedAt, resetAt, standby]);
}

/** The differences of two looks, of the tables that both saw. Undefined where the two cannot be compared. */
export function objectsChange(
  before: ObjectsMemory | undefined,
  now: ObjectsSample,
): readonly TableChange[] | undefined {
  if (before === undefined || before.epoch !== objectsEpoch(now)) return undefined;
  const seconds = now.takenAtSeconds - before.takenAtSeconds;
  if (!(seconds >= changeSeconds.min && seconds <= changeSeconds.max)) return undefined;
  return now.tableRows.flatMap((table) => {
    const earlier = before.tables[table.oid];
    if (earlier === undefined) return [];
    const change: TableChange = {
      table,
      sequentialScans: table.sequentialScans - earlier.sequentialScans,
      sequentialRows: table.sequentialRows - earlier.sequentialRows,
      blocksHit: table.blocksHit - earlier.blocksHit,
      blocksRead: table.blocksRead - earlier.blocksRead,
      grownBytes: earlier.bytes === null ? undefined : grownBytes(table, earlier.bytes),
    };
    const hasFallen = change.sequentialScans < 0 || change.blocksHit < 0 || change.blocksRead < 0;
    return hasFallen ? [] : [change];
  });
}

/** Bytes of a table with its indexes; null where another session locks it. */
export function totalBytes({ tableBytes, indexBytes }: TableRow): number | null {
  return tableBytes === null || indexBytes === null ? null : tableBytes + indexBytes;
}

function grownBytes(table: TableRow, before: number): number | undefined {
  const bytes = totalBytes(table);
  return bytes === null ? undefined : bytes - before;
}

/** Dead rows in percent of all rows of a table; 0 where it is empty. */
export function deadPercent({ live, dead }: TableRow): number {
  return live + dead === 0 ? 0 : (100 * dead) / (live + dead);
}
