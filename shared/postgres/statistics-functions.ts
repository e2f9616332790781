import type { DatabaseConnector, DatabaseSession } from '../ports/database.ts';
import { bloatSql } from './sql/bloat.ts';
import { objectsSql } from './sql/objects.ts';
import { pulseBeforeStatementsSql, pulseSql } from './sql/pulse.ts';
import { statementsSql } from './sql/statements.ts';

/** The schema of the functions below. */
export const statisticsSchema = 'watchkeeper';

/** One function of the server that runs one statement of the monitor with the rights of its owner. */
export interface StatisticsFunction {
  readonly name: string;
  readonly body: string;
}

/**
 * The monitor's statements as functions with their owner's rights (SECURITY DEFINER), for servers whose admin reads statistics
 * but cannot pass that on: on PostgreSQL 16 and later, Supabase's `postgres` holds pg_monitor without ADMIN OPTION. `extensions`
 * is the schema that holds pg_stat_statements (1.9 or later) and pgstattuple.
 */
export function listStatisticsFunctions(extensions: string): readonly StatisticsFunction[] {
  const statements = (texts: boolean) => statementsSql({ schema: extensions, version: '1.10', texts });
  const objects = (exactSizes: boolean) => objectsSql({ exactSizes, serverVersion: undefined });
  return [
    { name: 'pulse', body: pulseSql },
    { name: 'pulse_before_statements', body: pulseBeforeStatementsSql },
    { name: 'objects', body: objects(true) },
    { name: 'objects_estimated', body: objects(false) },
    { name: 'statements', body: statements(false) },
    { name: 'statement_texts', body: statements(true) },
    { name: 'bloat', body: bloatSql({ schema: extensions }) },
  ];
}

/** Name of the function that stands for a statement of the monitor; undefined for any other statement. */
function functionFor(sql: string): string | undefined {
  if (sql === pulseSql) return 'pulse';
  if (sql === pulseBeforeStatementsSql) return 'pulse_before_statements';
  if (sql.startsWith('/* watchkeeper objects */')) return 'objects';
  if (sql.startsWith('/* watchkeeper objects, sizes estimated */')) return 'objects_estimated';
  if (sql.startsWith('/* watchkeeper statements */')) {
    return sql.includes('pg_stat_statements(true)') ? 'statement_texts' : 'statements';
  }
  return sql.startsWith('/* watchkeeper bloat */') ? 'bloat' : undefined;
}

const existSql = `SELECT EXISTS (SELECT 1 FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
WHERE n.nspname = '${statisticsSchema}' AND p.proname = 'pulse' AND has_function_privilege(p.oid, 'EXECUTE')
AND has_schema_privilege(n.oid, 'USAGE'))::text`;

/**
 * A connector whose health sessions call the functions above where a database has them, and otherwise send the statements
 * themselves. Whether it has them is asked once per database and connector: one small statement more in the first run.
 */
export function useStatisticsFunctions(connector: DatabaseConnector): DatabaseConnector {
  const known = new Map<string, boolean>();
  return {
    async connect(database, options) {
      const connection = await connector.connect(database, options);
      if (!connection.ok || options.role !== 'health') return connection;
      return { ok: true, session: callFunctions(connection.session, { known, database: database.id }) };
    },
  };
}

interface Memory {
  readonly known: Map<string, boolean>;
  readonly database: string;
}

function callFunctions(session: DatabaseSession, { known, database }: Memory): DatabaseSession {
  async function hasFunctions(timeoutMs: number): Promise<boolean> {
    const remembered = known.get(database);
    if (remembered !== undefined) return remembered;
    const asked = await session.query(existSql, { timeoutMs });
    if (!asked.ok) return false;
    const answer = asked.answer.rows[0]?.[0] === 'true';
    known.set(database, answer);
    return answer;
  }

  return {
    ...session,
    async query(sql, options) {
      const name = functionFor(sql);
      if (name === undefined || !(await hasFunctions(options.timeoutMs))) return session.query(sql, options);
      const outcome = await session.query(`SELECT k, j FROM ${statisticsSchema}.${name}()`, options);
      // Somebody may have taken them away: the next run finds out.
      if (!outcome.ok && outcome.failure.kind === 'rejected') known.delete(database);
      return outcome;
    },
  };
}
