import type * as z from 'zod/mini';
import { encodeObjection } from '../schema/fields.ts';
import { findNearest } from './did-you-mean.ts';

type Issue = z.core.$ZodIssue;
type Branch = readonly Issue[];

/** The value at a path, undefined where nothing stands. */
export function readPath(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (part, key) => (part === null || part === undefined ? undefined : (part as Record<PropertyKey, unknown>)[key]),
    value,
  );
}

/** How far what was written is from a branch of a union: each missing, wrong or unknown field counts. */
const distance = (branch: Branch): number =>
  branch.reduce((sum, issue) => sum + (issue.code === 'unrecognized_keys' ? issue.keys.length : 1), 0);

/** Marks an issue that was found here: it is about the fields of an object, so its form was met. */
const ofFields = Symbol('of fields');

/** A branch whose very form was missed (an object where it is a list) was not meant. */
const couldBeMeant = (branch: Branch): boolean =>
  branch.length > 0 &&
  branch.every(({ path, code, input }) => path.length > 0 || code === 'unrecognized_keys' || input === ofFields);

const isAbsent = ({ code, path }: Issue, value: unknown): boolean =>
  code !== 'unrecognized_keys' && path.length > 0 && readPath(value, path) === undefined;

const samePath = (a: readonly PropertyKey[], b: readonly PropertyKey[]): boolean =>
  a.length === b.length && a.every((key, index) => key === b[index]);

/** A misspelt field is one mistake: what it should have been is not called missing as well. */
export function withoutEchoes(branch: Branch, value: unknown): Branch {
  const misspelt = branch.flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? issue.keys.map((key) => ({ key, path: issue.path })) : [],
  );
  const isEcho = (issue: Issue): boolean =>
    isAbsent(issue, value) &&
    misspelt.some(
      ({ key, path }) =>
        samePath(path, issue.path.slice(0, -1)) && findNearest(key, [String(issue.path.at(-1))]) !== undefined,
    );
  return branch.filter((issue) => !isEcho(issue));
}

const quoted = (names: readonly string[], last: string): string => {
  const texts = names.map((name) => `"${name}"`);
  return texts.length < 2 ? texts.join('') : `${texts.slice(0, -1).join(', ')} ${last} ${texts.at(-1)}`;
};

const objection = (message: string, hint: string): Issue =>
  ({ code: 'custom', path: [], input: ofFields, message: encodeObjection({ message, hint }) }) as unknown as Issue;

const strangersOf = (branch: Branch): readonly string[] =>
  branch.flatMap((issue) => (issue.code === 'unrecognized_keys' && issue.path.length === 0 ? issue.keys : []));

/** Fields of two branches side by side: each is unknown only beside the other. */
function findConflict([nearest = [], ...others]: readonly Branch[]): Branch | undefined {
  const own = strangersOf(nearest);
  for (const other of others) {
    const theirs = strangersOf(other);
    const some = own.filter((key) => !theirs.includes(key));
    const rest = theirs.filter((key) => !own.includes(key));
    if (some.length > 0 && rest.length > 0) {
      const message = `${quoted(some, 'and')} cannot stand with ${quoted(rest, 'and')}`;
      return [objection(message, 'leave out one or the other')];
    }
  }
  return undefined;
}

/** Nothing says yet which branch is meant: what each of them still asks for. */
function findIncomplete(branches: readonly Branch[], value: unknown): Branch | undefined {
  const waiting = branches.filter((branch) =>
    branch.every((issue) => isAbsent(issue, value) && issue.path.length === 1),
  );
  const [nearest] = branches;
  if (waiting.length < 2 || nearest === undefined || !waiting.includes(nearest)) return undefined;
  const names = waiting.map((branch) => branch.map(({ path }) => String(path[0])));
  const inAll = (name: string): boolean => names.every((list) => list.includes(name));
  const options = names
    .map((list) =>
      quoted(
        list.filter((name) => !inAll(name)),
        'and',
      ),
    )
    .filter((text) => text !== '');
  if (options.length < 2) return undefined;
  const isShort = options.length === 2 && names.every((list) => list.filter((name) => !inAll(name)).length === 1);
  const hint = `write ${options.slice(0, -1).join(', ')}${isShort ? '' : ','} or ${options.at(-1)}`;
  return [...nearest.filter(({ path }) => inAll(String(path[0]))), objection('is incomplete', hint)];
}

/**
 * The issues that the user wants to hear of, with paths inside of `input`. Where a union failed, those are the ones deeper
 * inside the branch that was meant: the nearest one.
 */
export function innermostIssues(issue: Issue, input: unknown): Branch {
  if (issue.code !== 'invalid_union') return [issue];
  const value = readPath(input, issue.path);
  const branches = issue.errors
    .map((branch) =>
      withoutEchoes(
        branch.flatMap((inner) => innermostIssues(inner, value)),
        value,
      ),
    )
    .filter(couldBeMeant)
    .sort((a, b) => distance(a) - distance(b));
  const meant = findConflict(branches) ?? findIncomplete(branches, value) ?? branches[0];
  if (meant === undefined) return [issue];
  return meant.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }) as Issue);
}
