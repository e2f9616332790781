import type { Command } from 'commander';
import { suggest } from '../shared/definition/did-you-mean.ts';
import type { Plan, PlannedFunction } from '../shared/plan/plan.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { type HandAnswer, handKinds, isHandKind } from './hand-answers.ts';
import { loadOrComplain, type SourceOptions } from './load.ts';
import { configOption } from './options.ts';
import { print, printAside } from './terminal.ts';
import { createVerb, exitWith } from './verb.ts';

interface InvokeVerbOptions extends SourceOptions {
  readonly only?: readonly string[];
  readonly json?: true;
}

/** `watchkeeper invoke <function>`: invokes a deployed function by hand and shows its answer. */
export function invokeVerb(): Command {
  return createVerb('invoke', 'invoke a deployed function on AWS by hand and print what it found')
    .argument('<function>', `${Object.keys(handKinds).join(', ')} (everywhere), or e.g. endpoint-probe/eu-central-1`)
    .addOption(configOption())
    .requiredOption('-e, --env <name>', 'the environment; it must be deployed')
    .option('--only <name...>', 'only these of its endpoints, databases, KPIs or refreshes')
    .option('--json', 'print the whole answers as a JSON list, one per function')
    .addHelpText('after', '\nUses the AWS credentials of this terminal (AWS_PROFILE, SSO, environment variables).')
    .action(exitWith(invoke));
}

async function invoke(name: string, { only = [], json, ...source }: InvokeVerbOptions): Promise<ExitCode> {
  const loaded = await loadOrComplain(source);
  if (!loaded.ok) return loaded.exitCode;
  const { plan } = loaded;
  const chosen = plan.functions.filter(({ id, kind }) => isHandKind(kind) && (name === kind || name === id));
  const problem = findMistake(plan, name, chosen) ?? findUnknown(plan, only, chosen);
  if (problem !== undefined) {
    printAside(problem);
    return exitCodes.usage;
  }
  const answers = (await Promise.all(chosen.map((fn) => invokeOne(fn, only)))).flat();
  if (json) print(JSON.stringify(answers, undefined, 2));
  else showAll(answers, chosen);
  const allAnswered = answers.length === chosen.length;
  return allAnswered && answers.every((answer) => kindOf(chosen)?.isFine(answer) === true)
    ? exitCodes.ok
    : exitCodes.failed;
}

/** All that were chosen are of one kind: a kind, or one function of it. */
function kindOf([first]: readonly PlannedFunction[]) {
  return first !== undefined && isHandKind(first.kind) ? handKinds[first.kind] : undefined;
}

function showAll(answers: readonly HandAnswer[], chosen: readonly PlannedFunction[]): void {
  for (const line of kindOf(chosen)?.format(answers) ?? []) print(line);
}

function findMistake(
  { account, environment, functions }: Plan,
  name: string,
  chosen: readonly PlannedFunction[],
): string | undefined {
  if (account === undefined) {
    return `Cannot invoke "${name}" in environment "${environment}": it has no account, must be one that is deployed`;
  }
  if (chosen.length > 0) return undefined;
  const byHand = functions.filter(({ kind }) => isHandKind(kind));
  const known = [...new Set(byHand.flatMap(({ kind, id }) => [kind, id]))];
  return `Cannot invoke "${name}": there is no such function to invoke by hand, ${suggest(name, known)}`;
}

function findUnknown(plan: Plan, only: readonly string[], chosen: readonly PlannedFunction[]): string | undefined {
  const kind = kindOf(chosen);
  if (kind === undefined) return undefined;
  const known = plan[kind.field].map(({ id }) => id);
  const unknown = only.find((name) => !known.includes(name));
  if (unknown === undefined) return undefined;
  return `Cannot ask about "${unknown}": there is no ${kind.what} of that name, ${suggest(unknown, known)}`;
}

/** Invokes one function and tells how it went on standard error; empty where it gave no answer. */
async function invokeOne(fn: PlannedFunction, only: readonly string[]): Promise<readonly HandAnswer[]> {
  const { name, region } = fn;
  const kind = kindOf([fn]);
  if (kind === undefined) return [];
  printAside(`Invoking ${name} in ${region} ...`);
  // The SDK takes longer to load than all the rest: only this verb pays for it.
  const { invokeFunction } = await import('../functions/aws/invoke.ts');
  const event = only.length === 0 ? {} : { [kind.field]: only };
  const answered = await invokeFunction({ ...fn, functionName: name, event });
  if (!answered.ok) {
    printAside(answered.problem);
    return [];
  }
  const { answer } = answered;
  if (!kind.isAnswer(answer)) {
    printAside(
      `Cannot read the answer of "${name}" in ${region}: it is no ${kind.report}, must be one of this version`,
    );
    return [];
  }
  printAside(answer.summary);
  if (answer.omitted !== undefined) {
    printAside(`${answer.omitted} more results did not fit into the answer: the log of ${name} has them all`);
  }
  return [{ ...answer, location: region }];
}
