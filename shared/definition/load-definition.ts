import { existsSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { checkDefinition } from './check-definition.ts';
import { checkSql } from './check-sql.ts';
import type { DefinitionInput } from './definition-schema.ts';
import type { Problem } from './explain-issue.ts';

/** A definition read from a file and checked, or what is wrong: one sentence, and every problem where it was readable. */
export type LoadedDefinition =
  | { readonly ok: true; readonly definition: DefinitionInput; readonly file: string }
  | { readonly ok: false; readonly message: string; readonly problems: readonly Problem[] };

/** The definition's file unless `--config` names another. */
export const DEFAULT_CONFIG = 'watchkeeper.config.ts';

/** Imports a definition's file (relative to the working directory), takes its default export and checks it. */
export async function loadDefinition(path: string): Promise<LoadedDefinition> {
  const file = resolve(path);
  const refuse = (why: string, problems: readonly Problem[] = []): LoadedDefinition => ({
    ok: false,
    message: `Cannot load "${path}": ${why}`,
    problems,
  });
  if (!existsSync(file))
    return refuse('there is no such file, must be one that exports a definition (--config names it)');
  let module: Readonly<Record<string, unknown>>;
  try {
    module = await import(pathToFileURL(file).href);
  } catch (error) {
    return refuse(explainImport(error));
  }
  if (module.default === undefined) {
    return refuse('it has no default export, must have one: export default defineMonitoring({ ... })');
  }
  const checked = checkDefinition(module.default);
  const problems = [...(checked.ok ? [] : checked.problems), ...(await checkSql(module.default))];
  if (checked.ok && problems.length === 0) return { ok: true, definition: checked.definition, file };
  const count = problems.length;
  return refuse(`the definition has ${count} ${count === 1 ? 'problem' : 'problems'}, must have none`, problems);
}

/** The error's first line and, where it can be told, the file and line that it is about. */
function explainImport(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const place = findPlace(error.stack ?? '');
  const what = error.message.split('\n')[0] ?? '';
  return place === undefined ? what : `${what} (${place})`;
}

/** Node heads the stack of a syntax error with `file:line`; other errors name the place in their first frame. */
function findPlace(stack: string): string | undefined {
  const header = /^(\/.*|[A-Z]:\\.*|file:\/\/.*):(\d+)$/m.exec(stack.split('\n')[0] ?? '');
  const frame = /(file:\/\/[^\s)]+?):(\d+):\d+\)?$/m.exec(stack);
  const [, location, line] = header ?? frame ?? [];
  if (location === undefined) return undefined;
  const file = location.startsWith('file:') ? fileURLToPath(location) : location;
  return file === fileURLToPath(import.meta.url) ? undefined : `${relative(process.cwd(), file)}:${line}`;
}
