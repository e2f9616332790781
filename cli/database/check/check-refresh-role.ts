import type { RefreshSpec } from '../../../shared/model/kpi.ts';
import type { DatabaseSession } from '../../../shared/ports/database.ts';
import { readRefresh } from '../read-refresh.ts';
import { askRows } from './ask-row.ts';
import type { CheckLine, Lines } from './check-line.ts';
import { checkSettings } from './check-settings.ts';
import { remedyFor } from './explain-connection.ts';

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** PostgreSQL 17 and later let others than the owner refresh; older ones do not know the privilege, so it is not asked for there. */
const viewSql = (view: string): string => `SELECT session_user AS "role", c.relkind AS "kind",
  pg_has_role(session_user, c.relowner, 'MEMBER')::text AS "owns",
  CASE WHEN current_setting('server_version_num')::int >= 170000 THEN has_table_privilege(c.oid, 'MAINTAIN') ELSE false END::text AS "maintains",
  has_schema_privilege(c.relnamespace, 'USAGE')::text AS "usage",
  EXISTS (SELECT 1 FROM pg_catalog.pg_index i WHERE i.indrelid = c.oid AND i.indisunique AND i.indpred IS NULL AND i.indexprs IS NULL)::text AS "unique"
FROM pg_catalog.pg_class c WHERE c.oid = to_regclass(${literal(view)})`;

/** Looks at whether the refresh role could do each of its refreshes; nothing is refreshed. */
export async function checkRefreshRole(
  session: DatabaseSession,
  refreshes: readonly RefreshSpec[],
  lines: Lines,
): Promise<readonly CheckLine[]> {
  const checked: CheckLine[] = [await checkSettings(session, 'refresh', lines)];
  for (const refresh of refreshes) checked.push(await checkRefresh(session, refresh, lines));
  return checked;
}

async function checkRefresh(session: DatabaseSession, { id, sql }: RefreshSpec, lines: Lines): Promise<CheckLine> {
  const name = `refresh ${id}`;
  const { kind, name: target } = readRefresh(sql);
  if (kind === 'call') {
    const explained = await askRows(session, `EXPLAIN ${sql}`);
    if (explained.ok) return lines.ok(name, `${target} can be called`);
    return lines.failed(name, explained.failure.message, `GRANT EXECUTE ON FUNCTION ${target} to the refresh role.`);
  }
  const asked = await askRows(session, viewSql(target));
  if (!asked.ok) return lines.failed(name, asked.failure.message, remedyFor(asked.failure));
  const [view] = asked.rows;
  if (view === undefined || view.kind !== 'm') {
    const what =
      view === undefined ? `There is no ${target} that the role can see` : `${target} is no materialised view`;
    return lines.failed(name, what, 'Look at its name; the role needs USAGE on its schema.');
  }
  const role = `"${view.role}"`;
  if (view.owns !== 'true' && view.maintains !== 'true') {
    const remedy = `ALTER MATERIALIZED VIEW ${target} OWNER TO ${role}; PostgreSQL 17 and later: GRANT MAINTAIN ON ${target} TO ${role};`;
    return lines.failed(name, `${role} does not own ${target}`, remedy);
  }
  if (sql.includes(' CONCURRENTLY ') && view.unique !== 'true') {
    return lines.failed(
      name,
      `${target} has no unique index, which CONCURRENTLY needs`,
      `CREATE UNIQUE INDEX ON ${target} (...);`,
    );
  }
  return lines.ok(name, `${target} can be refreshed`);
}
