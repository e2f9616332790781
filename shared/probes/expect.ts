import { query } from 'jsonpath-rfc9535';
import * as z from 'zod/mini';
import { encodeObjection, field, type Objection, patternField, regexField, show, textField } from '../schema/fields.ts';

/** A status code, a list of them, a range (inclusive) or a class. */
export type StatusExpectation =
  | number
  | readonly number[]
  | { readonly from: number; readonly to: number }
  | `${1 | 2 | 3 | 4 | 5}xx`;

/** A plain JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

const isStatus = (value: unknown): boolean =>
  Number.isInteger(value) && (value as number) >= 100 && (value as number) <= 599;

function objectToStatus(value: unknown): Objection | undefined {
  const isRange = (range: { from?: unknown; to?: unknown }): boolean =>
    isStatus(range.from) && isStatus(range.to) && (range.from as number) <= (range.to as number);
  const fine =
    isStatus(value) ||
    (typeof value === 'string' && /^[1-5]xx$/.test(value)) ||
    (Array.isArray(value) && value.length > 0 && value.every(isStatus)) ||
    (typeof value === 'object' && value !== null && !Array.isArray(value) && isRange(value));
  if (fine) return undefined;
  return { message: `${show(value)} is not a status`, hint: 'write 200, [200, 204], "2xx" or { from: 200, to: 299 }' };
}

/** What a text must be: exactly this, or by its parts. */
const textExpectation = z.union([
  z.string(),
  z.strictObject({
    contains: z.optional(z.string()),
    notContains: z.optional(z.string()),
    matches: z.optional(regexField()),
    absent: z.optional(z.boolean()),
  }),
]);

/** What a JSON value must be: exactly this, or by comparison. */
const jsonExpectation = z.union([
  z.null(),
  z.boolean(),
  z.number(),
  z.string(),
  z.strictObject({
    equals: z.optional(field<Json>(() => undefined)),
    notEquals: z.optional(field<Json>(() => undefined)),
    above: z.optional(z.number()),
    below: z.optional(z.number()),
    contains: z.optional(z.string()),
    matches: z.optional(regexField()),
    exists: z.optional(z.boolean()),
  }),
]);

function objectToJsonPath(path: string): Objection | undefined {
  try {
    query(null, path);
    return undefined;
  } catch {
    return { message: `${show(path)} is not a JSONPath`, hint: 'write it like "$.items[*].price" (RFC 9535)' };
  }
}

const oneOrMore = (what: string) => z.optional(z.union([textField(what), z.array(textField(what))]));

/** What an HTTP answer must look like. Absent statements are not checked; without `status`, any 2xx or 3xx is fine. */
export const httpExpectFields = {
  status: z.optional(field<StatusExpectation>(objectToStatus)),
  headers: z.optional(z.record(z.string(), textExpectation)),
  body: z.optional(
    z.strictObject({
      contains: oneOrMore('a text to look for'),
      notContains: oneOrMore('a text to look for'),
      matches: z.optional(regexField()),
    }),
  ),
  /** JSONPath (RFC 9535) -> what every value found there must be. */
  json: z.optional(
    z.record(z.string(), jsonExpectation).check((context) => {
      for (const path of Object.keys(context.value)) {
        const objection = objectToJsonPath(path);
        if (objection === undefined) continue;
        context.issues.push({ code: 'custom', input: path, path: [path], message: encodeObjection(objection) });
      }
    }),
  ),
  /** The answer must be a redirect to this address (relative to the request, or absolute); it is not followed. */
  redirectTo: z.optional(textField('an address')),
};

export type TextExpectation = z.output<typeof textExpectation>;
export type JsonExpectation = z.output<typeof jsonExpectation>;
export type HttpExpect = z.output<z.ZodMiniObject<typeof httpExpectFields>>;

/** What the first bytes of a plain TCP service must look like. */
export const tcpExpectFields = {
  contains: z.optional(textField('a text to look for')),
  matches: z.optional(regexField()),
};

/** Record types that the DNS probe can ask for. */
export const dnsRecordTypes = ['A', 'AAAA', 'CNAME', 'MX', 'NS', 'TXT', 'SRV', 'CAA'] as const;

/** What the answer of a name server must hold. Without statements, at least one record must come back. */
export const dnsExpectFields = {
  /** Every one of these must be among the answers. */
  contains: oneOrMore('a record value'),
  /** The answers must be exactly these, in any order. */
  values: z.optional(z.array(textField('a record value'))),
};

export const hostField = () =>
  patternField(/^(?=.{1,253}$)[^\s/:@]+$|^[0-9a-fA-F:.]+$/, 'a host name or an address', 'db.shop.example');
