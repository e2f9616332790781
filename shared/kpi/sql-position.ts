/** Where something stands in a statement, for people: `line 2, column 5`. `index` counts characters (not UTF-16 units) from 0. */
export function describePosition(sql: string, index: number): string {
  const before = [...sql]
    .slice(0, index)
    .join('')
    .split(/\r\n?|\n/);
  return `line ${before.length}, column ${[...(before.at(-1) ?? '')].length + 1}`;
}
