import type * as z from 'zod/mini';
import { decodeObjection, encodeObjection, type Objection, show } from '../schema/fields.ts';
import { findNearest, suggest } from './did-you-mean.ts';
import { innermostIssues, readPath, withoutEchoes } from './innermost-issues.ts';

/** One mistake in the definition: where it stands, what is wrong, what to do about it. */
export interface Problem {
  /** Dotted, e.g. `endpoints.web.every`. */
  readonly path: string;
  readonly message: string;
  readonly hint: string;
}

type RawIssue = z.core.$ZodRawIssue;

const asText = (value: unknown): string => (typeof value === 'string' ? value : show(value));

/** The schema that raised an issue, as far as it is looked at here. */
interface RaisedBy {
  readonly _zod: {
    readonly def: {
      readonly shape?: object;
      readonly options?: readonly RaisedBy[];
      readonly values?: readonly unknown[];
    };
  };
}

function knownFields(issue: RawIssue): readonly string[] {
  return Object.keys((issue.inst as RaisedBy | undefined)?._zod.def.shape ?? {});
}

function knownTags(issue: RawIssue, tag: string): readonly string[] {
  const options = (issue.inst as RaisedBy | undefined)?._zod.def.options ?? [];
  return options.flatMap(({ _zod }) => {
    const literal = (_zod.def.shape as Record<string, RaisedBy> | undefined)?.[tag];
    return (literal?._zod.def.values ?? []).map(String);
  });
}

function nearestOr(name: string, known: readonly string[], otherwise: string): string {
  const nearest = findNearest(name, known);
  return nearest === undefined ? otherwise : `did you mean "${nearest}"?`;
}

const kindsOfThing: Readonly<Record<string, string>> = {
  object: 'an object',
  record: 'an object',
  array: 'a list',
  string: 'a text',
  number: 'a number',
  boolean: 'true or false',
};

function explainTag(issue: RawIssue & { readonly discriminator?: string | undefined }): Objection {
  const tag = issue.discriminator ?? 'kind';
  const value = (issue.input as Record<string, unknown> | null)?.[tag];
  const known = knownTags(issue, tag);
  if (value === undefined)
    return { message: `${tag} is missing`, hint: `write one of ${known.map((k) => `"${k}"`).join(', ')}` };
  return { message: `${show(value)} is not a known ${tag}`, hint: suggest(asText(value), known) };
}

function explainUnion(
  issue: RawIssue & { readonly errors?: readonly (readonly z.core.$ZodIssue[])[] | undefined },
): Objection {
  const inside = (issue.errors ?? []).flat().filter(({ code }) => code === 'custom');
  const first = inside[0];
  if (first) return decodeObjection(first.message);
  const hints = (issue.errors ?? []).flat().map(({ message }) => decodeObjection(message).hint);
  return { message: `${show(issue.input)} is not allowed here`, hint: [...new Set(hints)].join(', or ') };
}

function explain(issue: RawIssue): Objection {
  switch (issue.code) {
    case 'unrecognized_keys': {
      const key = issue.keys[0] ?? '';
      return { message: `unknown field "${key}"`, hint: suggest(key, knownFields(issue)) };
    }
    case 'invalid_type': {
      const what = kindsOfThing[issue.expected] ?? issue.expected;
      return { message: `${show(issue.input)} is not ${what}`, hint: `write ${what}` };
    }
    case 'invalid_value': {
      const known = issue.values.map(String);
      return known.length === 1
        ? { message: `${show(issue.input)} is not allowed here`, hint: `write ${known[0]}` }
        : {
            message: `${show(issue.input)} is not one of ${known.map((k) => `"${k}"`).join(', ')}`,
            hint: nearestOr(asText(issue.input), known, 'write one of them'),
          };
    }
    case 'too_small':
      return { message: 'the list is empty', hint: `write at least ${issue.minimum}` };
    case 'too_big':
      return { message: 'the list is too long', hint: `write at most ${issue.maximum}` };
    case 'invalid_union':
      return issue.discriminator === undefined ? explainUnion(issue) : explainTag(issue);
    default:
      return { message: `${show(issue.input)} is not allowed here`, hint: 'see docs/definition.md' };
  }
}

/** The error map for zod: every issue leaves as message and hint. */
export const explainIssue: z.core.$ZodErrorMap = (issue) => encodeObjection(explain(issue));

const dotted = (path: readonly PropertyKey[]): string => path.map(String).join('.');

/** Problems of a failed check, one per mistake. A value that is not there is called missing, whatever its form. */
export function toProblems(error: z.core.$ZodError, input: unknown): readonly Problem[] {
  const issues = error.issues.flatMap((issue) => innermostIssues(issue, input));
  return withoutEchoes(issues, input).flatMap((issue) => {
    const { message, hint } = decodeObjection(issue.message);
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        path: dotted([...issue.path, key]),
        message: `unknown field "${key}"`,
        hint: key === issue.keys[0] ? hint : '',
      }));
    }
    const absent =
      issue.path.length > 0 && readPath(input, issue.path) === undefined && !message.endsWith('is missing');
    const name = String(issue.path.at(-1));
    return [{ path: dotted(issue.path), message: absent ? `${name} is missing` : message, hint }];
  });
}
