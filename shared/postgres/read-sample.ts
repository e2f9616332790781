import * as z from 'zod/mini';
import type { SqlAnswer } from '../ports/database.ts';
import {
  type BloatSample,
  bloatRows,
  type ObjectsSample,
  objectsRows,
  type PulseSample,
  pulseRows,
  type StatementsSample,
  statementsRows,
} from './sample.ts';

/** A sample, or one sentence on the first row that is not what it must be. The sentence holds no value of the row. */
export type ReadSample<T> =
  | { readonly ok: true; readonly sample: T }
  | { readonly ok: false; readonly message: string };

/** Reads the answer to `pulseSql`, with query texts already normalised. */
export function readPulse(answer: SqlAnswer): ReadSample<PulseSample> {
  return readRows(answer, { what: 'pulse', kinds: pulseRows, only: 'health' }, ({ health, root, ...rows }) => ({
    ...health,
    slow: rows.slow,
    blocked: rows.blocked,
    roots: root,
    peers: rows.peer,
    replicas: rows.replica,
    slots: rows.slot,
    functions: rows.function,
  }));
}

/** Reads the answer to `objectsSql`. */
export function readObjects(answer: SqlAnswer): ReadSample<ObjectsSample> {
  return readRows(answer, { what: 'objects', kinds: objectsRows, only: 'at' }, ({ at, table, index, ...rows }) => ({
    ...at,
    tableRows: table,
    indexRows: index,
    functionRows: rows.function,
  }));
}

/** Reads the answer to `statementsSql`, with texts already normalised. */
export function readStatements(answer: SqlAnswer): ReadSample<StatementsSample> {
  return readRows(answer, { what: 'statements', kinds: statementsRows, only: 'total' }, ({ total, statement }) => ({
    ...total,
    statementRows: statement,
  }));
}

/** Reads the answer to `bloatSql`. */
export function readBloat(answer: SqlAnswer): ReadSample<BloatSample> {
  return readRows(answer, { what: 'bloat', kinds: bloatRows, only: undefined }, ({ bloat }) => ({ tableRows: bloat }));
}

type Kinds = Readonly<Record<string, z.ZodMiniType>>;

/** Rows by kind: one of the kind that exists exactly once, lists of the others. */
type RowsByKind<K extends Kinds, Only> = {
  readonly [Kind in keyof K]: Kind extends Only ? z.output<K[Kind]> : readonly z.output<K[Kind]>[];
};

interface Reading<K extends Kinds, Only> {
  readonly what: string;
  readonly kinds: K;
  readonly only: Only;
}

function readRows<K extends Kinds, Only extends (keyof K & string) | undefined, T>(
  { rows }: SqlAnswer,
  { what, kinds, only }: Reading<K, Only>,
  compose: (rows: RowsByKind<K, Only>) => T,
): ReadSample<T> {
  const unreadable = (why: string): ReadSample<T> => ({
    ok: false,
    message: `Cannot read the ${what} of the database: ${why}`,
  });
  const sorted: Record<string, unknown[]> = Object.fromEntries(Object.keys(kinds).map((kind) => [kind, []]));
  for (const [index, [kind, json]] of rows.entries()) {
    const schema = Object.hasOwn(kinds, kind ?? '') ? kinds[kind ?? ''] : undefined;
    if (schema === undefined)
      return unreadable(`row ${index + 1} is of an unknown kind, must be one of ${Object.keys(kinds).join(', ')}`);
    const parsed = z.safeParse(schema, parseJson(json));
    if (!parsed.success) return unreadable(`row ${index + 1} (${kind}) ${explain(parsed.error.issues[0])}`);
    sorted[kind ?? '']?.push(parsed.data);
  }
  if (only === undefined) return { ok: true, sample: compose(sorted as RowsByKind<K, Only>) };
  const found = sorted[only] ?? [];
  if (found.length !== 1) return unreadable(`it has ${found.length} rows of kind "${only}", must have exactly one`);
  return { ok: true, sample: compose({ ...sorted, [only]: found[0] } as RowsByKind<K, Only>) };
}

/** Undefined where it is not JSON: no schema accepts that. */
function parseJson(json: string | null | undefined): unknown {
  try {
    return JSON.parse(json ?? '');
  } catch {
    return undefined;
  }
}

function explain(issue: z.core.$ZodIssue | undefined): string {
  const field = issue?.path.join('.') ?? '';
  if (field === '') return 'is not a JSON object';
  if (issue?.code === 'invalid_type') return `has an unreadable "${field}", must be of type ${issue.expected}`;
  return `has an unreadable "${field}"${issue?.code === 'too_small' ? ', must be at least 0' : ''}`;
}
