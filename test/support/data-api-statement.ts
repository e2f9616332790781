import { type Client, type FieldDef, type QueryArrayConfig, type QueryArrayResult, types } from 'pg';

/** An error of the service, by the name that the SDK knows. */
export interface ServiceError extends Error {
  readonly status: number;
}

/** An error as the service answers it; most are the client's fault, 400. */
export function serviceError(name: string, message: string, status = 400): ServiceError {
  return Object.assign(new Error(message), { name, status });
}

/** What the service does not read for parameters: literals, quoted names, dollar quotes, comments, casts. */
const opaque = /'(?:[^']|'')*'|"[^"]*"|\$(\w*)\$[\s\S]*?\$\1\$|--[^\n]*|\/\*[\s\S]*?\*\/|::/;

const opaqueOrParameter = new RegExp(`${opaque.source}|:([A-Za-z_]\\w*)`, 'g');

/** Turns `:name` into `$1`; a name without a value is refused, wherever it came from (`array[1:n]` as well). */
export function bindParameters(
  sql: string,
  parameters: readonly { readonly name: string; readonly value: { readonly stringValue: string } }[],
): { readonly sql: string; readonly values: readonly string[] } {
  const values: string[] = [];
  const bound = sql.replace(opaqueOrParameter, (match, _tag, name: string | undefined) => {
    if (name === undefined) return match;
    const parameter = parameters.find((candidate) => candidate.name === name);
    if (parameter === undefined) throw serviceError('BadRequestException', `Cannot find parameter: ${name}`);
    return `$${values.push(parameter.value.stringValue)}`;
  });
  return { sql: bound, values };
}

type Row = readonly (string | null)[];

/** Runs one statement by the extended protocol, with every value as text. */
export async function runStatement(
  client: Client,
  sql: string,
  values: readonly string[],
): Promise<QueryArrayResult<(string | null)[]>> {
  const config: QueryArrayConfig & { readonly queryMode: 'extended' } = {
    text: sql,
    values: [...values],
    rowMode: 'array',
    queryMode: 'extended',
    types: { getTypeParser: () => (value: string) => value },
  };
  return client.query(config);
}

const { BOOL, INT2, INT4, INT8, OID, FLOAT4, FLOAT8, BYTEA, INTERVAL, MONEY } = types.builtins;
const isIn = (...oids: readonly number[]) => new Set<number>(oids);
const whole = isIn(INT2, INT4, INT8, OID);
const floating = isIn(FLOAT4, FLOAT8);
const unsupported = isIn(INTERVAL, MONEY);
/** `bool[]`, `int4[]`, `text[]` and `int8[]` in pg_type. */
const arrays = isIn(1000, 1007, 1009, 1016);

/** A row as the service writes it. */
export function encodeRecord(fields: readonly FieldDef[], row: Row): readonly unknown[] {
  return row.map((value, index) => encodeField(fields[index]?.dataTypeID ?? 0, value));
}

function encodeField(oid: number, value: string | null): unknown {
  if (unsupported.has(oid))
    throw serviceError('UnsupportedResultException', 'The result has a type that is not supported');
  if (value === null) return { isNull: true };
  if (oid === BOOL) return { booleanValue: value === 't' };
  // Every digit is kept: the service writes a long, whatever a number of JavaScript can hold.
  if (whole.has(oid)) return { longValue: rawJson(value) };
  if (floating.has(oid)) return { doubleValue: Number(value) };
  if (oid === BYTEA) return { blobValue: Buffer.from(value.slice(2), 'hex').toString('base64') };
  if (arrays.has(oid)) return { arrayValue: { stringValues: value.slice(1, -1).split(',') } };
  return { stringValue: value };
}

/** Node 22 and newer have it, the types do not. */
const { rawJSON: rawJson } = JSON as unknown as { readonly rawJSON: (text: string) => unknown };
