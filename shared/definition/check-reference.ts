import { suggest } from './did-you-mean.ts';
import type { Problem } from './explain-issue.ts';
import { namedSections, type SectionName } from './named-sections.ts';
import type { KnownNames } from './sound-part.ts';

/** The problem of a name that nothing in its section has. */
export function unknownName(
  name: string,
  { path, section, known }: { readonly path: string; readonly section: SectionName; readonly known: readonly string[] },
): Problem {
  return { path, message: `no ${namedSections[section].one} is called "${name}"`, hint: suggest(name, known) };
}

/** A problem where a name refers to nothing in a section. */
export function checkReference(
  name: string,
  { path, section, known }: { readonly path: string; readonly section: SectionName; readonly known: KnownNames },
): readonly Problem[] {
  return known[section].includes(name) ? [] : [unknownName(name, { path, section, known: known[section] })];
}
