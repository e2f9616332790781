import type { DatabaseRoleName } from '../../shared/ports/database.ts';
import { quoteIdentifier } from '../../shared/postgres/sql/quote-identifier.ts';
import { listStatisticsFunctions, statisticsSchema } from '../../shared/postgres/statistics-functions.ts';
import { connectionLimits, roleSettings } from './role-settings.ts';

/** Where a server is run: what its admin may do differs. */
export const flavours = ['rds', 'supabase', 'self-hosted'] as const;

export type Flavour = (typeof flavours)[number];

/** A role that is wanted: by password, or by an RDS IAM token. */
export interface WantedRole {
  readonly role: DatabaseRoleName;
  readonly name: string;
  readonly login: 'password' | 'rds-iam';
}

/** What SQL is wanted for. */
export interface RoleOrder {
  readonly flavour: Flavour;
  /** Id of the database in the definition. */
  readonly id: string;
  readonly roles: readonly WantedRole[];
  /** Ids of the KPIs that read it. */
  readonly kpis: readonly string[];
  /** Materialised views that are refreshed, quoted, e.g. `"public"."api_performance"`. */
  readonly views: readonly string[];
  /** Functions that are called to refresh, quoted, with their parentheses. */
  readonly calls: readonly string[];
}

/** The name of the psql variable that holds the password of a role. */
export const passwordVariable = (role: DatabaseRoleName): string => `${role}_password`;

const comment = (text: string): string =>
  text
    .split('\n')
    .map((line) => `-- ${line}`.trimEnd())
    .join('\n');

/**
 * SQL with comments that makes the roles of a database; all of it happens or nothing. Passwords are psql variables
 * (`:'health_password'`), so that none stands in a file.
 */
export function writeRoleSql(order: RoleOrder): string {
  const sections = order.roles.map((wanted) => roleSection(wanted, order));
  return [head(order), 'BEGIN;', ...sections, 'COMMIT;', tail(order)].join('\n\n').concat('\n');
}

const admins: Readonly<Record<Flavour, string>> = {
  rds: 'the master user of the instance or cluster (RDS, Aurora): it may pass pg_monitor on',
  supabase: 'the role postgres of the project: a direct connection or the session pooler, not the transaction pooler',
  'self-hosted': 'a superuser',
};

function head({ flavour, id, roles }: RoleOrder): string {
  const byPassword = roles.filter(({ login }) => login === 'password');
  const variables = byPassword.map(
    ({ role }) => `-v ${passwordVariable(role)}="$${passwordVariable(role).toUpperCase()}"`,
  );
  const lines = [
    `Roles for the database "${id}". Run it once, in that database, as ${admins[flavour]}.`,
    '',
    ...(variables.length === 0
      ? ['psql "$ADMIN_URL" -v ON_ERROR_STOP=1 -f roles.sql']
      : [
          'No password stands in this file. Make them up, e.g. by "openssl rand -hex 24", keep them where the definition',
          'reads them (.env.local here, Parameter Store or Secrets Manager on AWS), and hand them over:',
          `psql "$ADMIN_URL" -v ON_ERROR_STOP=1 ${variables.join(' ')} -f roles.sql`,
          "In an SQL editor without variables, replace each :'..._password' by hand; do not save the result.",
        ]),
  ];
  return comment(lines.join('\n'));
}

function tail({ id }: RoleOrder): string {
  return comment(`Then look whether all is well: watchkeeper database check ${id}`);
}

function roleSection(wanted: WantedRole, order: RoleOrder): string {
  const { role, name } = wanted;
  const settings = roleSettings[role].map(
    ({ name: setting, value, why }) =>
      `ALTER ROLE ${quoteIdentifier(name)} SET ${quoteIdentifier(setting)} = '${value}'; -- ${why}`,
  );
  return [comment(purposes[role]), createRole(wanted), ...settings, grants[role](quoteIdentifier(name), order)].join(
    '\n',
  );
}

const purposes: Readonly<Record<DatabaseRoleName, string>> = {
  health: 'HEALTH: reads statistics and settings, no row of any table.',
  kpi: 'KPI: runs the statements of business numbers. It reads what it is granted and nothing else; above all it may not\nsee statistics, which hold the SQL of others.',
  refresh: 'REFRESH: refreshes materialised views.',
};

function createRole({ role, name, login }: WantedRole): string {
  const attributes = `NOSUPERUSER NOCREATEDB NOCREATEROLE CONNECTION LIMIT ${connectionLimits[role]}`;
  if (login === 'rds-iam') {
    return `CREATE ROLE ${quoteIdentifier(name)} LOGIN ${attributes};\nGRANT rds_iam TO ${quoteIdentifier(name)}; -- logs in with IAM tokens, no password`;
  }
  return `CREATE ROLE ${quoteIdentifier(name)} LOGIN PASSWORD :'${passwordVariable(role)}' ${attributes};`;
}

type Grants = (name: string, order: RoleOrder) => string;

const reserved = (name: string): string =>
  comment(
    `PostgreSQL 16 and later, with reserved_connections above 0: the monitor gets in when all others are taken.\nGRANT pg_use_reserved_connections TO ${name};`,
  );

const optionalExtensions = comment(
  'Optional: measured bloat instead of an estimate.\nCREATE EXTENSION IF NOT EXISTS pgstattuple;',
);

const preloaded: Readonly<Record<Exclude<Flavour, 'supabase'>, string>> = {
  rds: 'Needs shared_preload_libraries = pg_stat_statements in the parameter group, which is the default.\nWorth having there, too: track_functions = pl, track_io_timing = 1.',
  'self-hosted':
    "Needs shared_preload_libraries = 'pg_stat_statements' in postgresql.conf and a restart.\nWorth having there, too: track_functions = pl, track_io_timing = on, log_lock_waits = on.",
};

function healthGrants(name: string, { flavour }: RoleOrder): string {
  if (flavour === 'supabase') return supabaseGrants(name);
  return [
    `GRANT pg_monitor TO ${name};`,
    comment(preloaded[flavour]),
    'CREATE EXTENSION IF NOT EXISTS pg_stat_statements;',
    optionalExtensions,
    reserved(name),
  ].join('\n');
}

const supabaseExtensions = 'extensions';

function supabaseGrants(name: string): string {
  const schema = quoteIdentifier(statisticsSchema);
  const functions = listStatisticsFunctions(supabaseExtensions).map(
    ({ name: fn, body }) => `CREATE OR REPLACE FUNCTION ${schema}.${fn}() RETURNS TABLE (k text, j text)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog AS $watchkeeper$${body}$watchkeeper$;
REVOKE ALL ON FUNCTION ${schema}.${fn}() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ${schema}.${fn}() TO ${name};`,
  );
  return [
    comment(
      'Supabase: postgres reads statistics but cannot pass that on (pg_monitor without ADMIN OPTION, PostgreSQL 16 and later).\nSo the monitor calls functions that read them with the rights of their owner, and holds no such right itself.\nAfter an update of Watchkeeper "database check" says whether these functions must be made again.',
    ),
    `CREATE EXTENSION IF NOT EXISTS pg_stat_statements WITH SCHEMA ${supabaseExtensions};`,
    `CREATE EXTENSION IF NOT EXISTS pgstattuple WITH SCHEMA ${supabaseExtensions};`,
    `GRANT USAGE ON SCHEMA ${supabaseExtensions} TO ${name};`,
    `CREATE SCHEMA IF NOT EXISTS ${schema};`,
    `REVOKE ALL ON SCHEMA ${schema} FROM PUBLIC;`,
    `GRANT USAGE ON SCHEMA ${schema} TO ${name};`,
    ...functions,
  ].join('\n');
}

function kpiGrants(name: string, { kpis }: RoleOrder): string {
  const readers =
    kpis.length === 0 ? 'No KPI reads this database yet.' : `KPIs that read this database: ${kpis.join(', ')}.`;
  return [
    comment(
      `${readers}\nViews in a schema of their own show just what a number needs and hide every other column:\nCREATE VIEW kpi.paid_orders AS SELECT created_at, amount FROM public.orders WHERE paid;`,
    ),
    'CREATE SCHEMA IF NOT EXISTS kpi;',
    `GRANT USAGE ON SCHEMA kpi TO ${name};`,
    `GRANT SELECT ON ALL TABLES IN SCHEMA kpi TO ${name};`,
    `ALTER DEFAULT PRIVILEGES IN SCHEMA kpi GRANT SELECT ON TABLES TO ${name};`,
    comment(
      'Worth having, but it concerns every role of this database: no temporary tables without being granted them.\nREVOKE TEMPORARY ON DATABASE <this database> FROM PUBLIC;',
    ),
  ].join('\n');
}

/** The schema of a quoted name; without one it is found in `public`, which new sessions search. */
function schemaOf(name: string): string {
  return /^("(?:[^"]|"")+")\./.exec(name)?.[1] ?? 'public';
}

function refreshGrants(name: string, { views, calls }: RoleOrder): string {
  const ofViews = views.flatMap((view) => {
    const schema = schemaOf(view);
    return [`GRANT USAGE, CREATE ON SCHEMA ${schema} TO ${name};`, `ALTER MATERIALIZED VIEW ${view} OWNER TO ${name};`];
  });
  const ofCalls = calls.flatMap((call) => [
    `GRANT USAGE ON SCHEMA ${schemaOf(call)} TO ${name};`,
    `GRANT EXECUTE ON FUNCTION ${call} TO ${name};`,
  ]);
  return [
    comment(
      `A view is refreshed by its owner, with the owner's rights: ${name} must also read the tables below it, e.g.\nGRANT SELECT ON ALL TABLES IN SCHEMA public TO ${name};\nPostgreSQL 17 and later need no new owner: GRANT MAINTAIN ON <view> TO ${name};`,
    ),
    ...(ofViews.length === 0 ? [] : [`GRANT ${name} TO CURRENT_USER; -- only a member may make it an owner`]),
    ...new Set([...ofViews, ...ofCalls]),
  ].join('\n');
}

const grants: Readonly<Record<DatabaseRoleName, Grants>> = {
  health: healthGrants,
  kpi: kpiGrants,
  refresh: refreshGrants,
};
