import type { DatabaseFailure } from '../../../shared/model/database-failure.ts';
import type { DatabaseSession } from '../../../shared/ports/database.ts';

/** How long a question of the check may take. */
export const askTimeoutMs = 15_000;

/** A row by the names of its columns; every value is text as PostgreSQL writes it. */
export type NamedRow = Readonly<Record<string, string | null>>;

/** Rows by name, or why there are none. */
export type AskedRows =
  | { readonly ok: true; readonly rows: readonly NamedRow[] }
  | { readonly ok: false; readonly failure: DatabaseFailure };

/** Asks one question. */
export async function askRows(session: DatabaseSession, sql: string): Promise<AskedRows> {
  const outcome = await session.query(sql, { timeoutMs: askTimeoutMs });
  if (!outcome.ok) return outcome;
  const { columns, rows } = outcome.answer;
  return {
    ok: true,
    rows: rows.map((row) => Object.fromEntries(columns.map((column, at) => [column, row[at] ?? null]))),
  };
}
