/** Lambda answers with at most 6 MB (gettingstarted-limits.html); the rest of a report is far below 64 KB. */
export const maxResultsBytes = 6_000_000 - 64_000;

/** The first entries, as many as fit into a number of bytes as JSON. */
export function keepWithin<Entry>(maxBytes: number, entries: readonly Entry[]): readonly Entry[] {
  let bytes = 0;
  const tooMany = entries.findIndex((entry) => {
    bytes += Buffer.byteLength(JSON.stringify(entry)) + 1;
    return bytes > maxBytes;
  });
  return tooMany < 0 ? entries : entries.slice(0, tooMany);
}
