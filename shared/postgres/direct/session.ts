import type { DatabaseSession, SqlOutcome } from '../../ports/database.ts';
import { settleTransaction } from '../settle-transaction.ts';
import type { Link } from './link.ts';

/** A session over a connection; what is asked at once runs one after the other. */
export function createSession(link: Link, connectMs: number): DatabaseSession {
  let last: Promise<unknown> = Promise.resolve();

  /** Two transactions that mix would run the second statement outside of any. */
  function afterTheLast(work: () => Promise<SqlOutcome>): Promise<SqlOutcome> {
    const next = last.then(work);
    last = next;
    return next;
  }

  return {
    connectMs,
    query: (sql, { timeoutMs }) => afterTheLast(() => link.run(sql, timeoutMs)),
    queryReadOnly: (sql, options) => afterTheLast(() => runReadOnly(link, sql, options)),
    close: () => link.close(),
  };
}

async function runReadOnly(
  link: Link,
  sql: string,
  { timeoutMs, timeZone }: { readonly timeoutMs: number; readonly timeZone: string },
): Promise<SqlOutcome> {
  const deadlineMs = performance.now() + timeoutMs;
  const leftMs = () => Math.max(0, deadlineMs - performance.now());
  const settings = settleTransaction({ timeZone, timeoutMs });
  if (!settings.ok) return settings;
  const begun = await link.run('BEGIN TRANSACTION READ ONLY', leftMs());
  if (!begun.ok) return begun;
  const settled = await link.run(settings.sql, leftMs());
  const outcome = settled.ok ? await link.run(sql, leftMs()) : settled;
  // Where even this fails the connection is gone, and the transaction with it.
  await link.run('ROLLBACK', Math.max(leftMs(), rollbackMs));
  return outcome;
}

/** A transaction is ended even if its statement took all the time there was. */
const rollbackMs = 500;
