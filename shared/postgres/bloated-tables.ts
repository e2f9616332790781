import type { HealthState } from './health-state.ts';
import type { BloatRow, TableRow } from './sample.ts';

/** Below 8 MiB nothing is worth rewriting. */
const minBytes = 8_388_608;
/** Fewer rows say nothing about bytes per row. */
const minRows = 1_000;
/** How many tables are remembered. */
const maxRemembered = 300;

/** Remembers the fewest bytes per row of each table: what it takes when it is not bloated. */
export function rememberBytesPerRow(
  best: HealthState['bestBytesPerRow'],
  tableRows: readonly TableRow[],
): HealthState['bestBytesPerRow'] {
  const seen = tableRows.flatMap(({ oid, rows, bytesPerRow }): [string, number][] =>
    rows < minRows || bytesPerRow === null || bytesPerRow === 0
      ? []
      : [[String(oid), Math.min(bytesPerRow, best[oid] ?? bytesPerRow)]],
  );
  const others = Object.entries(best).filter(([oid]) => !seen.some(([known]) => known === oid));
  return Object.fromEntries([...seen, ...others].slice(0, maxRemembered));
}

/**
 * Tables by the share of their space that is of no use, worst first, from bytes per row against the best ever seen: no
 * privilege and no lock needed, and unlike dead rows it stays visible after VACUUM.
 */
export function estimateBloat(
  tableRows: readonly TableRow[],
  best: HealthState['bestBytesPerRow'],
): readonly BloatRow[] {
  return tableRows
    .flatMap(({ oid, name, rows, bytesPerRow, estimatedBytes }) => {
      const least = best[oid];
      if (least === undefined || bytesPerRow === null || rows < minRows || estimatedBytes < minBytes) return [];
      const useless = Math.max(1 - least / bytesPerRow, 0);
      return [
        {
          oid,
          name,
          bytes: estimatedBytes,
          uselessPercent: Math.round(useless * 1_000) / 10,
          uselessBytes: Math.round(useless * estimatedBytes),
        },
      ];
    })
    .sort((a, b) => b.uselessPercent - a.uselessPercent);
}
