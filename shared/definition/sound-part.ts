import { show } from '../schema/fields.ts';
import type { DefinitionInput } from './definition-schema.ts';
import { type SectionName, sectionNames } from './named-sections.ts';

type Entries = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Entries =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const entriesOf = (value: unknown): readonly (readonly [string, unknown])[] =>
  isRecord(value) ? Object.entries(value) : [];

const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];

/** The entries of a section that hold no mistake. */
function soundEntries(section: string, value: unknown, isSound: (path: string) => boolean): Entries {
  return Object.fromEntries(entriesOf(value).filter(([name]) => isSound(`${section}.${name}`)));
}

/** Groups whose own fields hold no mistake, with those of their endpoints that hold none. */
function soundGroups(groups: unknown, mistaken: readonly string[], isSound: (path: string) => boolean): Entries {
  const sound = entriesOf(groups).flatMap(([name, group]) => {
    const inside = `groups.${name}.endpoints.`;
    const isOwn = (path: string): boolean =>
      path === `groups.${name}` || (path.startsWith(`groups.${name}.`) && !path.startsWith(inside));
    if (!isRecord(group) || !isRecord(group.endpoints) || mistaken.some(isOwn)) return [];
    return [[name, { ...group, endpoints: soundEntries(inside.slice(0, -1), group.endpoints, isSound) }] as const];
  });
  return Object.fromEntries(sound);
}

/** Names that stand alone: one that is malformed stays, as a text, because it was written and must not be called missing. */
function textually(
  definition: Readonly<Record<string, unknown>>,
  fields: readonly string[],
  isSound: (path: string) => boolean,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    fields.filter((field) => !isSound(field)).map((field) => [field, show(definition[field])] as const),
  );
}

/**
 * The part of a definition that is well formed: without the entries in which a mistake of form stands. What is left can be
 * checked for sense without stumbling over the rest.
 */
export function soundPart(definition: DefinitionInput, mistaken: readonly string[]): DefinitionInput {
  const isSound = (path: string): boolean => !mistaken.some((bad) => bad === path || bad.startsWith(`${path}.`));
  const { groups, endpoints, defaults, ...rest } = definition;
  const hasDefaults = isSound('defaults');
  const sections = sectionNames.map(
    (section) => [section, soundEntries(section, definition[section], isSound)] as const,
  );
  return {
    ...rest,
    // Whatever hangs on the zone is checked all the same.
    ...(isSound('timeZone') ? {} : { timeZone: 'UTC' }),
    ...textually(rest, ['owner', 'runbook'], isSound),
    backstop: textsOf(rest.backstop),
    ...Object.fromEntries(sections),
    ...(hasDefaults && defaults !== undefined ? { defaults } : {}),
    groups: hasDefaults ? soundGroups(groups, mistaken, isSound) : {},
    endpoints: hasDefaults ? soundEntries('endpoints', endpoints, isSound) : {},
  } as DefinitionInput;
}

/** Names of the things that others refer to; endpoints of groups are among `endpoints`. */
export type KnownNames = Readonly<Record<SectionName, readonly string[]>>;

const namesOf = (value: unknown): readonly string[] => entriesOf(value).map(([name]) => name);

/** Names that a definition knows, whether their entries are sound or not: referring to one is no second mistake. */
export function knownNames(definition: DefinitionInput): KnownNames {
  const names = Object.fromEntries(
    sectionNames.map((section) => [section, namesOf(definition[section])]),
  ) as KnownNames;
  const grouped = entriesOf(definition.groups).flatMap(([, group]) =>
    isRecord(group) ? namesOf(group.endpoints) : [],
  );
  return { ...names, endpoints: [...grouped, ...names.endpoints] };
}
