import type { Command } from 'commander';
import { withCertificates } from '../../local/with-certificates.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { loadOrComplain, type SourceOptions } from '../load.ts';
import { configOption, environmentOption } from '../options.ts';
import { paint, print, printAside } from '../terminal.ts';
import { createVerb, exitWith } from '../verb.ts';
import { checkDatabase } from './check/check-database.ts';
import type { CheckLine } from './check/check-line.ts';
import { createConnector } from './connect.ts';
import { findDatabase } from './find-database.ts';

interface CheckVerbOptions extends SourceOptions {
  readonly json?: true;
}

/** `watchkeeper database check <name>`: connects as each role and says what works and what does not. */
export function checkVerb(): Command {
  return createVerb('check', 'connect as each role and say line by line what works, and what to do about the rest')
    .argument('<name>', 'the database in the definition')
    .addOption(configOption())
    .addOption(environmentOption())
    .option('--json', 'print the lines as a JSON list')
    .addHelpText(
      'after',
      '\nExit code: 0 nothing failed (advice is no failure), 1 something failed, 2 an unknown name.',
    )
    .action(exitWith(check));
}

async function check(name: string, { json, ...source }: CheckVerbOptions): Promise<ExitCode> {
  const loaded = await loadOrComplain(source);
  if (!loaded.ok) return loaded.exitCode;
  const { definition, file } = loaded;
  const plan = withCertificates(loaded.plan, file);
  const found = findDatabase(plan, name);
  if (!found.ok) {
    printAside(found.message);
    return exitCodes.usage;
  }
  const connector = await createConnector(file, definition.environments[plan.environment]?.target);
  const lines = await checkDatabase(found.database.spec, plan, connector);
  if (json) print(JSON.stringify(lines, undefined, 2));
  else for (const line of formatLines(lines)) print(line);
  return lines.some(({ status }) => status === 'failed') ? exitCodes.failed : exitCodes.ok;
}

const words: Readonly<Record<CheckLine['status'], string>> = {
  ok: paint('green', 'ok      '),
  advice: paint('yellow', 'advice  '),
  failed: paint('red', 'FAILED  '),
  skipped: paint('dim', '-       '),
};

/** One line per thing, grouped by role, remedies below; a summary at the end. */
function formatLines(lines: readonly CheckLine[]): readonly string[] {
  const width = Math.max(...lines.map(({ name }) => name.length));
  const groups = [...Map.groupBy(lines, ({ subject }) => subject)].flatMap(([subject, own]) => [
    `Role "${subject}"`,
    ...own.flatMap(({ name, status, text, remedy }) => [
      `  ${words[status]}${name.padEnd(width)}  ${text}`,
      ...(remedy === undefined ? [] : [`          ${' '.repeat(width)}  -> ${remedy}`]),
    ]),
    '',
  ]);
  const count = (status: CheckLine['status']) => lines.filter((line) => line.status === status).length;
  return [
    ...groups,
    `${count('ok')} ok, ${count('advice')} advice, ${count('failed')} failed, ${count('skipped')} not reached`,
  ];
}
