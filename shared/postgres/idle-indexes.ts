import type { HealthState, Reading } from './health-state.ts';
import type { IndexRow, ObjectsSample } from './sample.ts';

/** Seven days cover the weekly jobs. */
export const unusedAfterMs = 7 * 86_400_000;

/**
 * Since when each droppable index has not been scanned: [sinceMs, scans]. PostgreSQL 16 knows the last scan; before, and for
 * indexes that were never scanned, the memory of earlier looks decides. What the first look finds never scanned counts from
 * when counting began; what appears later is new.
 */
export function rememberIdleIndexes(
  before: Pick<HealthState, 'idleIndexes' | 'objects'>,
  { indexRows, countedSeconds }: ObjectsSample,
  atMs: number,
): HealthState['idleIndexes'] {
  const isFirst = before.objects === undefined;
  const sinceOf = ({ oid, scans, lastScanSeconds }: IndexRow): number => {
    if (lastScanSeconds !== null) return atMs - lastScanSeconds * 1_000;
    const known = before.idleIndexes[oid];
    if (known !== undefined && known[1] === scans) return known[0];
    return isFirst && scans === 0 ? atMs - countedSeconds * 1_000 : atMs;
  };
  return Object.fromEntries(
    indexRows.filter(isDroppable).map((index): [string, Reading] => [String(index.oid), [sinceOf(index), index.scans]]),
  );
}

/** The indexes that nothing has scanned for seven days, largest first. */
export function findUnusedIndexes(
  indexRows: readonly IndexRow[],
  idleIndexes: HealthState['idleIndexes'],
  atMs: number,
): readonly IndexRow[] {
  return indexRows
    .filter(({ oid }) => atMs - (idleIndexes[oid]?.[0] ?? atMs) >= unusedAfterMs)
    .sort((a, b) => indexBytes(b) - indexBytes(a));
}

/** Exact where the server could say, otherwise its estimate. */
export function indexBytes({ bytes, estimatedBytes }: IndexRow): number {
  return bytes ?? estimatedBytes;
}

/** Unique indexes, those of constraints and replica identities do work without ever being scanned; invalid ones are told apart. */
const isDroppable = ({ needed, valid }: IndexRow): boolean => !needed && valid;
