import type { DatabaseRoleName } from '../ports/database.ts';
import { checkReference } from './check-reference.ts';
import type { DefinitionInput } from './definition-schema.ts';
import type { Problem } from './explain-issue.ts';
import type { KnownNames } from './sound-part.ts';

/** A thing that runs in a database. */
export interface DatabaseUse {
  /** Where the thing stands, e.g. `kpis.mrr`. */
  readonly path: string;
  /** Name of the database. */
  readonly database: string;
  readonly role: Exclude<DatabaseRoleName, 'health'>;
}

/** The database of a thing exists and has the role that the thing runs under. */
export function checkLogin(
  { databases }: DefinitionInput,
  { path, database: name, role }: DatabaseUse,
  known: KnownNames,
): readonly Problem[] {
  const unknown = checkReference(name, { path: `${path}.database`, section: 'databases', known });
  const database = databases?.[name];
  if (unknown.length > 0 || database === undefined || database[role] !== undefined) return unknown;
  const hint = `write databases.${name}.${role}; "watchkeeper database role ${name}" prints the SQL of its role`;
  return [{ path: `${path}.database`, message: `"${name}" has no role for this (${role})`, hint }];
}
