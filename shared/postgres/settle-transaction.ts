import type { DatabaseFailure } from '../model/database-failure.ts';

/** Names of the IANA database, offsets of `Etc` among them; nothing that could leave a literal. */
const zoneName = /^[A-Za-z][A-Za-z0-9_+/-]{0,63}$/;

/** What makes a transaction fit for one statement of somebody else's, or why it cannot be. */
export type TransactionSettings =
  | { readonly ok: true; readonly sql: string }
  | { readonly ok: false; readonly failure: DatabaseFailure };

/** The server gives up a little before we do: its refusal leaves a connection that can be used, and nothing that runs on. */
const serverShare = 0.9;

/**
 * A statement that settles time zone and longest duration for the rest of its transaction only, so that they pass through a
 * pooler and leave nothing behind. The server keeps a shorter `statement_timeout` that it had.
 */
export function settleTransaction({
  timeZone,
  timeoutMs,
}: {
  readonly timeZone: string;
  readonly timeoutMs: number;
}): TransactionSettings {
  if (!zoneName.test(timeZone)) {
    const message = `Cannot run a statement in the time zone "${timeZone}": must be an IANA name, such as "Europe/Berlin"`;
    return { ok: false, failure: { kind: 'rejected', message } };
  }
  const most = Math.max(1, Math.floor(timeoutMs * serverShare));
  const sql = `SELECT pg_catalog.set_config('TimeZone', '${timeZone}', true),
  pg_catalog.set_config('statement_timeout', LEAST(NULLIF(setting::int, 0), ${most})::text, true)
FROM pg_catalog.pg_settings WHERE name = 'statement_timeout'`;
  return { ok: true, sql };
}
