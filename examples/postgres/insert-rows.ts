import type { Client } from 'pg';

/** Rows in one statement: small enough to be parsed at once, large enough that round trips do not count. */
const chunkSize = 5_000;

/** Inserts rows in their order; every row has the columns of the first, all others take their defaults. */
export async function insertRows(
  client: Client,
  table: string,
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}).join(', ');
  const sql = `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM json_populate_recordset(NULL::${table}, $1::json)`;
  for (let from = 0; from < rows.length; from += chunkSize) {
    await client.query(sql, [JSON.stringify(rows.slice(from, from + chunkSize))]);
  }
}
