/** The roles under which a monitor reaches a database, each with its own rights. */
export const monitorRoles = ['health', 'kpi', 'refresh'] as const;

export type MonitorRole = (typeof monitorRoles)[number];

/** A role as it is made. Passwords are letters, digits, `-` and `_`, and need no quoting. */
interface RoleDefinition {
  readonly name: string;
  /** Settings live on the role: they need no round trip and hold behind poolers too. */
  readonly settings: Readonly<Record<string, string>>;
  readonly connectionLimit: number;
  /** `owner` is the role of the application, which owns the tables. */
  readonly grants: (owner: string) => string;
}

const readOnly = { default_transaction_read_only: 'on', lock_timeout: '250ms', jit: 'off', TimeZone: 'UTC' };

const definitions: Readonly<Record<MonitorRole, RoleDefinition>> = {
  health: {
    name: 'dbhealth',
    connectionLimit: 5,
    settings: {
      ...readOnly,
      statement_timeout: '5s',
      idle_in_transaction_session_timeout: '10s',
      max_parallel_workers_per_gather: '0',
      work_mem: '32MB',
      search_path: 'pg_catalog',
    },
    grants: () => 'GRANT pg_monitor TO dbhealth;',
  },
  kpi: {
    name: 'dbkpi',
    connectionLimit: 10,
    settings: {
      ...readOnly,
      statement_timeout: '10s',
      idle_in_transaction_session_timeout: '10s',
      search_path: 'kpi',
    },
    grants: () => 'GRANT USAGE ON SCHEMA kpi TO dbkpi; GRANT SELECT ON ALL TABLES IN SCHEMA kpi TO dbkpi;',
  },
  refresh: {
    name: 'dbrefresh',
    connectionLimit: 3,
    settings: { statement_timeout: '60s', lock_timeout: '5s', jit: 'off', TimeZone: 'UTC' },
    // A refresh reads the tables with the rights of the view's owner.
    grants: (owner) => `
      GRANT USAGE, CREATE ON SCHEMA kpi TO dbrefresh;
      GRANT USAGE ON SCHEMA public TO dbrefresh;
      GRANT SELECT ON ALL TABLES IN SCHEMA public TO dbrefresh;
      DO $$
      DECLARE view record;
      BEGIN
        FOR view IN SELECT schemaname, matviewname FROM pg_matviews WHERE matviewowner = '${owner}' LOOP
          EXECUTE format('ALTER MATERIALIZED VIEW %I.%I OWNER TO dbrefresh', view.schemaname, view.matviewname);
        END LOOP;
      END $$;`,
  },
};

/** The name under which a role logs in. */
export const roleNameOf = (role: MonitorRole): string => definitions[role].name;

/** SQL that makes a role once the schema is there; for the server's administrator, in the monitored database. */
export function createRoleSql(
  role: MonitorRole,
  { password, owner }: { readonly password: string; readonly owner: string },
): string {
  const { name, connectionLimit, settings, grants } = definitions[role];
  const lines = Object.entries(settings).map(([setting, value]) => `ALTER ROLE ${name} SET "${setting}" = '${value}';`);
  return [
    `CREATE ROLE ${name} LOGIN PASSWORD '${password}' NOSUPERUSER NOCREATEDB NOCREATEROLE CONNECTION LIMIT ${connectionLimit};`,
    ...lines,
    grants(owner),
  ].join('\n');
}
