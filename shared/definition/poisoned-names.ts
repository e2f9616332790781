import type { Problem } from './explain-issue.ts';

/** The one name that an object of JavaScript may hold and that copying it loses, or worse. */
const poison = '__proto__';

/** Where somebody named something `__proto__`: nothing else is checked before that is gone. */
export function findPoisonedNames(definition: unknown): readonly Problem[] {
  const problems: Problem[] = [];
  // A definition may share parts, and a broken one may contain itself.
  const seen = new Set<object>();
  const visit = (value: unknown, path: readonly string[]): void => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    seen.add(value);
    for (const key of Object.keys(value)) {
      const place = [...path, key];
      if (key === poison) {
        const hint = 'write 1 to 40 lower-case letters, digits and hyphens, a letter first';
        problems.push({ path: place.join('.'), message: `"${poison}" is not a name`, hint });
      } else visit((value as Readonly<Record<string, unknown>>)[key], place);
    }
  };
  visit(definition, []);
  return problems;
}
