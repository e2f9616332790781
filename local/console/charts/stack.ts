/** Values that may be absent, parallel to the timestamps of their chart. */
export type Values = readonly (number | null)[];

/**
 * Lines that lie on each other: each line's values are its own plus those of all lines before it. A missing part of a
 * point counts as zero; a point that no line has stays a gap.
 */
export function stackLines(lines: readonly Values[]): readonly Values[] {
  const length = Math.max(0, ...lines.map((line) => line.length));
  const sums: (number | null)[] = Array.from({ length }, (_, index) =>
    lines.some((line) => typeof line[index] === 'number') ? 0 : null,
  );
  return lines.map((line) =>
    sums.map((sum, index) => {
      if (sum === null) return null;
      const next = sum + (line[index] ?? 0);
      sums[index] = next;
      return next;
    }),
  );
}
