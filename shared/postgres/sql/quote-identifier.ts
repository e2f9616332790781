/** An identifier as SQL takes it verbatim, e.g. a schema that a server has named. */
export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
