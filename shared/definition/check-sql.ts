import { describePosition } from '../kpi/sql-position.ts';
import type { Problem } from './explain-issue.ts';
import { merge } from './merge.ts';

type Parse = (sql: string) => unknown;

/** A statement with the path at which the user wrote it. */
interface WrittenSql {
  readonly path: string;
  readonly sql: string;
}

/**
 * What PostgreSQL's own parser says of every KPI's statement, overrides included: it is exactly one, and reads only, by its form. A
 * function that it calls may still write, which the server refuses when it runs. Takes a definition of any shape: one mistake
 * elsewhere does not hide those in SQL.
 */
export async function checkSql(definition: unknown): Promise<readonly Problem[]> {
  const written = listSql(definition);
  if (written.length === 0) return [];
  // Only definitions with statements pay for loading 2 MB of parser.
  const { loadModule, parseSync } = await import('libpg-query');
  await loadModule();
  return written.flatMap(({ path, sql }) => {
    const objection = objectToSql(sql, parseSync);
    return objection === undefined ? [] : [{ path, ...objection }];
  });
}

/** Statements of the definition, and those that an environment's overrides bring. */
function listSql(definition: unknown): readonly WrittenSql[] {
  const base = statementsOf(definition);
  const known = new Set(base.map(({ path, sql }) => `${path}\n${sql}`));
  const brought = Object.entries(memberOf(definition, 'environments') ?? {}).flatMap(([name, environment]) =>
    statementsOf(merge(definition, memberOf(environment, 'overrides') ?? {}))
      .filter(({ path, sql }) => !known.has(`${path}\n${sql}`))
      .map(({ path, sql }) => ({ path: `environments.${name}.overrides.${path}`, sql })),
  );
  return [...base, ...brought];
}

function statementsOf(definition: unknown): readonly WrittenSql[] {
  return Object.entries(memberOf(definition, 'kpis') ?? {}).flatMap(([name, kpi]) => {
    const sql = typeof kpi === 'object' && kpi !== null && 'sql' in kpi ? kpi.sql : undefined;
    return typeof sql === 'string' ? [{ path: `kpis.${name}.sql`, sql }] : [];
  });
}

/** A member that is an object itself; undefined where there is none. */
function memberOf(value: unknown, name: string): object | undefined {
  const member =
    typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
  return typeof member === 'object' && member !== null ? member : undefined;
}

type Objection = Omit<Problem, 'path'>;

function objectToSql(sql: string, parse: Parse): Objection | undefined {
  if (sql.includes('\0')) return { message: 'holds a NUL character', hint: 'leave it out' };
  if (sql.trim() === '') return noStatement;
  let tree: ParsedSql;
  try {
    tree = parse(sql) as ParsedSql;
  } catch (error) {
    return explainSyntax(sql, error);
  }
  return objectToTree(sql, tree);
}

const noStatement: Objection = { message: 'holds no statement', hint: 'write one that gives a number' };

/** As far as it is looked at here. */
interface ParsedSql {
  readonly stmts?: readonly { readonly stmt?: object; readonly stmt_location?: number; readonly stmt_len?: number }[];
}

function explainSyntax(sql: string, error: unknown): Objection {
  const { message, sqlDetails } = error as Error & { readonly sqlDetails?: { readonly cursorPosition: number } };
  const index = sqlDetails?.cursorPosition ?? -1;
  const place = index < 0 ? '' : ` at ${describePosition(sql, index)}`;
  return { message: `${message}${place}`, hint: 'this is what the parser of PostgreSQL says' };
}

function objectToTree(sql: string, { stmts = [] }: ParsedSql): Objection | undefined {
  const [first, second] = stmts;
  if (first?.stmt === undefined) return noStatement;
  if (second !== undefined) {
    const place = describeByte(sql, (first.stmt_location ?? 0) + (first.stmt_len ?? 0));
    return { message: `holds ${stmts.length} statements, the first ends at ${place}`, hint: 'write one alone' };
  }
  if (!('SelectStmt' in first.stmt)) {
    return {
      message: `is no query: ${nameNode(Object.keys(first.stmt)[0] ?? '')}`,
      hint: 'write a SELECT; a KPI only reads',
    };
  }
  return findForbidden(sql, first.stmt);
}

/** Nodes and fields of the parse tree that do not belong in a query that only reads. */
const forbidden: Readonly<Record<string, Objection>> = {
  InsertStmt: { message: 'inserts', hint: 'a KPI only reads: leave the INSERT out' },
  UpdateStmt: { message: 'updates', hint: 'a KPI only reads: leave the UPDATE out' },
  DeleteStmt: { message: 'deletes', hint: 'a KPI only reads: leave the DELETE out' },
  MergeStmt: { message: 'merges', hint: 'a KPI only reads: leave the MERGE out' },
  intoClause: { message: 'makes a table by INTO', hint: 'a KPI only reads: leave the INTO out' },
  lockingClause: { message: 'locks rows by FOR UPDATE or FOR SHARE', hint: 'a KPI only reads: leave it out' },
  ParamRef: { message: 'has a parameter', hint: 'nothing is put in its place: write the value itself' },
};

function findForbidden(sql: string, node: unknown): Objection | undefined {
  if (typeof node !== 'object' || node === null) return undefined;
  for (const [name, part] of Object.entries(node)) {
    const objection = Object.hasOwn(forbidden, name) ? forbidden[name] : undefined;
    if (objection !== undefined) {
      const place = findLocation(part);
      const at = place === undefined ? '' : ` at ${describeByte(sql, place)}`;
      return { ...objection, message: `${objection.message}${at}` };
    }
    const inside = findForbidden(sql, part);
    if (inside !== undefined) return inside;
  }
  return undefined;
}

/** The first place that a part of the tree names, in bytes; the parser leaves out a zero and marks what has none by -1. */
function findLocation(node: unknown): number | undefined {
  if (typeof node !== 'object' || node === null) return undefined;
  if ('location' in node && typeof node.location === 'number' && node.location >= 0) return node.location;
  for (const part of Object.values(node)) {
    const location = findLocation(part);
    if (location !== undefined) return location;
  }
  return undefined;
}

/** The tree counts in bytes of UTF-8. */
const describeByte = (sql: string, byte: number): string =>
  describePosition(sql, [...Buffer.from(sql).subarray(0, byte).toString()].length);

/** `CreateTableAsStmt` -> `create table as`. */
const nameNode = (name: string): string =>
  name
    .replace(/Stmt$/, '')
    .replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .toLowerCase();
