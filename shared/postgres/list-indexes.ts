import { indexBytes } from './idle-indexes.ts';
import { formatBytes } from './quantities.ts';
import type { IndexRow } from './sample.ts';

/** The largest of some indexes in one clause, and how many more there are; undefined where there is none. */
export function listIndexes(indexes: readonly IndexRow[]): string | undefined {
  const [largest, ...others] = [...indexes].sort((a, b) => indexBytes(b) - indexBytes(a));
  if (largest === undefined) return undefined;
  const twin = largest.twin === null ? '' : `, equal to ${largest.twin}`;
  const more =
    others.length === 0
      ? ''
      : `, and ${others.length} more: ${others
          .slice(0, 4)
          .map(({ name }) => name)
          .join(', ')}`;
  return `Index ${largest.name} on ${largest.table} (${formatBytes(indexBytes(largest))})${twin}${more}`;
}
