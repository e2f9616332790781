import type { Problem } from './explain-issue.ts';

/** Names that stand more than once in a list. */
export function checkRepeats(path: string, names: readonly string[]): readonly Problem[] {
  return names.flatMap((name, index) =>
    names.indexOf(name) === index
      ? []
      : [{ path: `${path}.${index}`, message: `"${name}" stands twice`, hint: 'write it once' }],
  );
}
