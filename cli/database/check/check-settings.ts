import type { DatabaseSession } from '../../../shared/ports/database.ts';
import { quoteIdentifier } from '../../../shared/postgres/sql/quote-identifier.ts';
import { roleSettings } from '../role-settings.ts';
import { askRows } from './ask-row.ts';
import type { CheckLine, CheckSubject, Lines } from './check-line.ts';
import { remedyFor } from './explain-connection.ts';

/** Settings that keep others safe from the role; a time-out may be any but none. */
const protective: readonly string[] = [
  'default_transaction_read_only',
  'statement_timeout',
  'lock_timeout',
  'idle_in_transaction_session_timeout',
];

/** Whether the settings that `database role` writes are in force in a session of the role. */
export async function checkSettings(session: DatabaseSession, subject: CheckSubject, lines: Lines): Promise<CheckLine> {
  const wanted = roleSettings[subject].filter(({ name }) => protective.includes(name));
  const names = wanted.map(({ name }) => `'${name}'`).join(', ');
  const asked = await askRows(
    session,
    `SELECT name, setting, session_user AS "user" FROM pg_catalog.pg_settings WHERE name IN (${names})`,
  );
  if (!asked.ok) return lines.failed('settings', asked.failure.message, remedyFor(asked.failure));
  const settings = new Map(asked.rows.map(({ name, setting }) => [name, setting]));
  const missing = wanted.filter(({ name, value }) => {
    const setting = settings.get(name) ?? '0';
    return value === 'on' ? setting !== 'on' : setting === '0';
  });
  if (missing.length === 0) return lines.ok('settings', `In force: ${wanted.map(({ name }) => name).join(', ')}`);
  const role = quoteIdentifier(asked.rows[0]?.user ?? '');
  return lines.advice(
    'settings',
    `Not set: ${missing.map(({ name, why }) => `${name} (${why})`).join('; ')}`,
    missing.map(({ name, value }) => `ALTER ROLE ${role} SET ${name} = '${value}';`).join(' '),
  );
}
