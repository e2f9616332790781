import { basename, dirname, resolve } from 'node:path';

/**
 * Where an example system writes what its visitors must know: `.watchkeeper/<its folder>` beside the definition. `module` is
 * its path relative to the definition's file.
 */
export function stateDirOf(module: string, definitionFile: string): string {
  const folder = dirname(definitionFile);
  return resolve(folder, '.watchkeeper', basename(dirname(resolve(folder, module))));
}
