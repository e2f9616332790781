import { describePosition } from '../../../shared/kpi/sql-position.ts';
import { wrapperHead, wrapQuery } from '../../../shared/kpi/wrap-query.ts';
import type { DatabaseFailure } from '../../../shared/model/database-failure.ts';
import type { KpiSpec } from '../../../shared/model/kpi.ts';
import type { DatabaseSession } from '../../../shared/ports/database.ts';
import { askRows, type NamedRow } from './ask-row.ts';
import type { CheckLine, Lines } from './check-line.ts';
import { checkSettings } from './check-settings.ts';
import { remedyFor } from './explain-connection.ts';

/** Roles that give more than a KPI may have; those that the server does not have are not asked for. */
const strongRoles = [
  'pg_monitor',
  'pg_read_all_stats',
  'pg_read_all_data',
  'pg_write_all_data',
  'pg_read_server_files',
  'pg_write_server_files',
  'pg_execute_server_program',
  'pg_signal_backend',
  'rds_superuser',
];

/** What the role could do, whatever its settings say: those are defaults that a statement may change. */
const privilegesSql = `SELECT session_user AS "role",
  (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = session_user)::text AS "super",
  (SELECT string_agg(a, ', ') FROM pg_catalog.pg_roles, unnest(ARRAY[CASE WHEN rolcreaterole THEN 'CREATEROLE' END,
     CASE WHEN rolcreatedb THEN 'CREATEDB' END, CASE WHEN rolreplication THEN 'REPLICATION' END,
     CASE WHEN rolbypassrls THEN 'BYPASSRLS' END]) AS a WHERE rolname = session_user) AS "attributes",
  (SELECT string_agg(rolname, ', ' ORDER BY rolname) FROM pg_catalog.pg_roles
     WHERE rolname IN (${strongRoles.map((name) => `'${name}'`).join(', ')}) AND pg_has_role(session_user, oid, 'MEMBER')) AS "members",
  (SELECT string_agg(name, ', ') FROM (SELECT n.nspname || '.' || c.relname AS name
     FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p', 'v', 'f') AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\\_%'
       AND has_schema_privilege(n.oid, 'USAGE')
       AND has_table_privilege(c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE') ORDER BY 1 LIMIT 5) w) AS "writable",
  (SELECT string_agg(nspname, ', ' ORDER BY nspname) FROM pg_catalog.pg_namespace
     WHERE nspname NOT LIKE 'pg\\_%' AND has_schema_privilege(oid, 'CREATE')) AS "schemas",
  has_database_privilege(current_database(), 'TEMPORARY')::text AS "temporary",
  current_database() AS "database"`;

/** Looks at what the KPI role may do, and whether each KPI's statement would run under it; nothing of it is run. */
export async function checkKpiRole(
  session: DatabaseSession,
  kpis: readonly KpiSpec[],
  lines: Lines,
): Promise<readonly CheckLine[]> {
  const asked = await askRows(session, privilegesSql);
  const [row] = asked.ok ? asked.rows : [];
  const privileges =
    row === undefined
      ? [
          lines.failed(
            'privileges',
            asked.ok ? 'The server told nothing' : asked.failure.message,
            'Try again; the server says why.',
          ),
        ]
      : checkPrivileges(row, lines);
  const explained: CheckLine[] = [];
  for (const kpi of kpis) explained.push(...(await explainKpi(session, kpi, lines)));
  return [await checkSettings(session, 'kpi', lines), ...privileges, ...explained];
}

function checkPrivileges(row: NamedRow, lines: Lines): readonly CheckLine[] {
  const role = `"${row.role}"`;
  if (row.super === 'true') {
    return [
      lines.failed(
        'privileges',
        `${role} is a superuser: a KPI could do anything`,
        `ALTER ROLE ${role} NOSUPERUSER; better make a role of its own with "database role".`,
      ),
    ];
  }
  const { attributes, members, writable, schemas, temporary, database } = row;
  const found: readonly CheckLine[] = [
    ...(attributes === null || attributes === undefined
      ? []
      : [
          lines.failed(
            'privileges',
            `${role} has ${attributes}`,
            `ALTER ROLE ${role} ${attributes
              .split(', ')
              .map((one) => `NO${one}`)
              .join(' ')};`,
          ),
        ]),
    ...(members === null || members === undefined
      ? []
      : [
          lines.failed(
            'privileges',
            `${role} is a member of ${members}: a KPI would see or do more than it should`,
            `REVOKE ${members} FROM ${role};`,
          ),
        ]),
    ...(writable === null || writable === undefined
      ? []
      : [
          lines.failed(
            'privileges',
            `${role} may write to ${writable}`,
            `REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON ${writable} FROM ${role}; or from PUBLIC, where it has that from there.`,
          ),
        ]),
    ...(schemas === null || schemas === undefined
      ? []
      : [
          lines.failed(
            'privileges',
            `${role} may create objects in ${schemas}`,
            `REVOKE CREATE ON SCHEMA ${schemas} FROM ${role}; or from PUBLIC, where it has that from there.`,
          ),
        ]),
  ];
  const own =
    found.length === 0 ? [lines.ok('privileges', `${role} reads, and may neither write nor see statistics`)] : found;
  const temp =
    temporary === 'true'
      ? lines.advice(
          'temporary',
          `${role} may create temporary tables, as every role may by default`,
          `REVOKE TEMPORARY ON DATABASE "${database}" FROM PUBLIC; grant it to those who need it.`,
        )
      : lines.ok('temporary', `${role} may not create temporary tables`);
  return [...own, temp];
}

async function explainKpi(session: DatabaseSession, kpi: KpiSpec, lines: Lines): Promise<readonly CheckLine[]> {
  const { id, source, timeoutMs, timeZone } = kpi;
  if (source.kind !== 'sql') return [];
  const explained = await session.queryReadOnly(`${explainHead}${wrapQuery(source.sql)}`, { timeoutMs, timeZone });
  if (explained.ok) return [lines.ok(`kpi ${id}`, 'Its statement would run')];
  const { failure } = explained;
  return [lines.failed(`kpi ${id}`, `${failure.message}${placeOf(source.sql, failure)}`, remedyForKpi(failure))];
}

const explainHead = 'EXPLAIN ';

function placeOf(sql: string, { position }: DatabaseFailure): string {
  const index = (position ?? 0) - 1 - explainHead.length - wrapperHead.length;
  return index < 0 || index > [...sql].length ? '' : ` at ${describePosition(sql, index)}`;
}

/** By SQLSTATE (errcodes-appendix.html). */
const kpiRemedies: Readonly<Record<string, string>> = {
  '42501': 'GRANT SELECT on it, better on a view of it, to the KPI role, and USAGE on its schema.',
  '42P01': 'Look at the name and its schema; the role may need USAGE on the schema to see it.',
  '42703': 'Look at the names of the columns.',
  '42883': 'Look at the name and the types of the function; it may need a schema before it.',
  '42601': 'It must be one SELECT.',
  '0A000': 'It must be one SELECT that only reads.',
};

function remedyForKpi(failure: DatabaseFailure): string {
  return kpiRemedies[failure.sqlState ?? ''] ?? remedyFor(failure);
}
