import type { Command } from 'commander';
import { formatProblems } from '../shared/definition/check-definition.ts';
import { loadDefinition } from '../shared/definition/load-definition.ts';
import { plan } from '../shared/plan/make-plan.ts';
import { count, countWatched } from './count.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { findUncovered } from './find-uncovered.ts';
import { configOption } from './options.ts';
import { print, printAside } from './terminal.ts';
import { createVerb, exitWith } from './verb.ts';

/** `watchkeeper validate`: checks the definition for every environment and prints all problems at once. */
export function validateVerb(): Command {
  return createVerb('validate', 'check the definition and print every problem with a hint')
    .addOption(configOption())
    .action(exitWith(validate));
}

async function validate({ config }: { readonly config: string }): Promise<ExitCode> {
  const loaded = await loadDefinition(config);
  if (!loaded.ok) {
    if (loaded.problems.length > 0) print(`${formatProblems(loaded.problems)}\n`);
    printAside(loaded.message);
    return exitCodes.failed;
  }
  const { definition } = loaded;
  const environments = Object.keys(definition.environments);
  const uncovered: string[] = [];
  for (const environment of environments) {
    const planned = plan(definition, environment);
    uncovered.push(...findUncovered(planned, Date.now()));
    const { alarms, channels } = planned;
    print(
      `${environment}: ${countWatched(planned)}, ${count(alarms.length, 'alarm')}, ${count(Object.keys(channels).length, 'channel')}`,
    );
  }
  if (uncovered.length > 0) {
    for (const problem of uncovered) printAside(problem);
    return exitCodes.failed;
  }
  print(`ok: "${config}" describes "${definition.service}" for ${count(environments.length, 'environment')}`);
  return exitCodes.ok;
}
