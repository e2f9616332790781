import { type DefinitionInput, namePattern, shortNamePattern } from './definition-schema.ts';
import type { Problem } from './explain-issue.ts';
import { namedSections, sectionNames } from './named-sections.ts';

interface Naming {
  readonly path: string;
  readonly things: object | undefined;
  readonly isShort?: boolean;
}

/** Names become metric dimensions, alarm names and logical ids: each is made of what all of these take. */
export function checkNames(definition: DefinitionInput): readonly Problem[] {
  const ofSections = sectionNames.map(
    (section): Naming => ({ ...namedSections[section], path: section, things: definition[section] }),
  );
  const ofGroups = Object.entries(definition.groups ?? {}).map(
    ([name, { endpoints }]): Naming => ({ path: `groups.${name}.endpoints`, things: endpoints }),
  );
  return [...ofSections, ...ofGroups].flatMap(({ path, things, isShort = false }) =>
    Object.keys(things ?? {})
      .filter((name) => !(isShort ? shortNamePattern : namePattern).test(name))
      .map((name) => ({
        path: `${path}.${name}`,
        message: `"${name}" is not a name`,
        hint: `write 1 to ${isShort ? 20 : 40} lower-case letters, digits and hyphens, a letter first`,
      })),
  );
}
