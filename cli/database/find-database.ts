import { suggest } from '../../shared/definition/did-you-mean.ts';
import type { DatabaseSpec } from '../../shared/model/database.ts';
import type { Plan, PlannedDatabase } from '../../shared/plan/plan.ts';
import type { Flavour } from './role-sql.ts';

/** The database of a name, or why there is none. */
export type FoundDatabase =
  | { readonly ok: true; readonly database: PlannedDatabase }
  | { readonly ok: false; readonly message: string };

/** Finds a database of a plan by its id. */
export function findDatabase({ databases }: Pick<Plan, 'databases'>, name: string): FoundDatabase {
  const database = databases.find(({ id }) => id === name);
  if (database !== undefined) return { ok: true, database };
  const hint = suggest(
    name,
    databases.map(({ id }) => id),
  );
  return { ok: false, message: `Cannot find database "${name}": the definition has none of that name, ${hint}` };
}

/** Where a database seems to be run, by the name of its host. */
export function guessFlavour(spec: DatabaseSpec): Flavour {
  if (spec.kind === 'data-api') return 'rds';
  const host = spec.host ?? '';
  if (/\.rds\.amazonaws\.com(\.cn)?$/.test(host)) return 'rds';
  return /\.supabase\.(co|com|net)$/.test(host) ? 'supabase' : 'self-hosted';
}
