import { dirname, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { StartTarget, Target } from '../examples/target.ts';
import { stateDirOf } from './target-state.ts';

/**
 * Starts the example system that an environment names, as a path relative to the definition's file. Rejects, in one
 * sentence, where the module is none or the system cannot start.
 */
export async function loadTarget(
  path: string,
  { definitionFile }: { readonly definitionFile: string },
): Promise<Target> {
  const module = resolve(dirname(definitionFile), path);
  const shown = relative(process.cwd(), module);
  const { startTarget } = await importTarget(module, shown);
  if (typeof startTarget !== 'function') {
    throw new Error(
      `Cannot start "${shown}": it exports no startTarget, must be a module like examples/shop/target.ts`,
    );
  }
  return await startTarget({ stateDir: stateDirOf(path, definitionFile) });
}

async function importTarget(module: string, shown: string): Promise<{ readonly startTarget?: StartTarget }> {
  try {
    return await import(pathToFileURL(module).href);
  } catch (cause) {
    throw new Error(`Cannot load "${shown}": ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}
