import type { DatabaseSpec } from '../../../shared/model/database.ts';
import type { KpiSpec, RefreshSpec } from '../../../shared/model/kpi.ts';
import type { Plan } from '../../../shared/plan/plan.ts';
import type { DatabaseConnector, DatabaseRoleName, DatabaseSession } from '../../../shared/ports/database.ts';
import { askRows } from './ask-row.ts';
import { checkHealthRole } from './check-health-role.ts';
import { checkKpiRole } from './check-kpi-role.ts';
import { type CheckLine, linesOf } from './check-line.ts';
import { checkRefreshRole } from './check-refresh-role.ts';
import { explainConnection } from './explain-connection.ts';

const connectTimeoutMs = 15_000;

/** What of a plan is run in one database. */
interface Uses {
  readonly kpis: readonly KpiSpec[];
  readonly refreshes: readonly RefreshSpec[];
}

/**
 * Looks at one database as each of its roles, one after the other: whether it is reached, and whether the role can do its work
 * and no more. Changes nothing. Never rejects.
 */
export async function checkDatabase(
  spec: DatabaseSpec,
  { kpis, refreshes }: Pick<Plan, 'kpis' | 'refreshes'>,
  connector: DatabaseConnector,
): Promise<readonly CheckLine[]> {
  const uses: Uses = {
    kpis: kpis.filter(({ source }) => source.kind === 'sql' && source.database === spec.id),
    refreshes: refreshes.filter(({ database }) => database === spec.id),
  };
  const lines: CheckLine[] = [];
  for (const role of ['health', 'kpi', 'refresh'] as const) {
    if (spec.logins[role] !== undefined) lines.push(...(await checkRole(spec, role, { uses, connector })));
    else lines.push(...describeMissing(role, uses));
  }
  return lines;
}

/** A role that nothing needs may be missing. */
function describeMissing(role: DatabaseRoleName, { kpis, refreshes }: Uses): readonly CheckLine[] {
  const needed = role === 'kpi' ? kpis.length : role === 'refresh' ? refreshes.length : 1;
  if (needed === 0) return [];
  const remedy = `Give the database a login "${role}" in the definition.`;
  return [linesOf(role).failed('login', 'There is no login of this role, but something needs it', remedy)];
}

async function checkRole(
  spec: DatabaseSpec,
  role: DatabaseRoleName,
  { uses, connector }: { readonly uses: Uses; readonly connector: DatabaseConnector },
): Promise<readonly CheckLine[]> {
  const lines = linesOf(role);
  const connection = await connector.connect(spec, { role, timeoutMs: connectTimeoutMs });
  if (!connection.ok) return explainConnection(spec, connection, lines);
  const { session } = connection;
  try {
    // Through the Data API there is no connection: the first statement is what fails.
    const first = spec.kind === 'data-api' ? await askRows(session, 'SELECT 1') : undefined;
    if (first?.ok === false) return explainConnection(spec, first, lines);
    const entered = explainConnection(spec, session, lines);
    return [...entered, ...(await lookAs[role](session, uses))];
  } finally {
    await session.close();
  }
}

const lookAs: Readonly<
  Record<DatabaseRoleName, (session: DatabaseSession, uses: Uses) => Promise<readonly CheckLine[]>>
> = {
  health: (session) => checkHealthRole(session, linesOf('health')),
  kpi: (session, { kpis }) => checkKpiRole(session, kpis, linesOf('kpi')),
  refresh: (session, { refreshes }) => checkRefreshRole(session, refreshes, linesOf('refresh')),
};
