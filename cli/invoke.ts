import type { Command } from 'commander';
import { chooseEndpoints } from '../local/probe-once.ts';
import { suggest } from '../shared/definition/did-you-mean.ts';
import type { Outcome } from '../shared/model/probe-result.ts';
import type { Plan, PlannedFunction } from '../shared/plan/plan.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { loadOrComplain, type SourceOptions } from './load.ts';
import { configOption } from './options.ts';
import { formatResults, type ResultRow } from './result-table.ts';
import { print, printAside } from './terminal.ts';
import { createVerb, exitWith } from './verb.ts';

interface InvokeVerbOptions extends SourceOptions {
  readonly endpoint?: readonly string[];
  readonly json?: true;
}

/** `watchkeeper invoke <function>`: invokes a deployed function by hand and shows its answer. */
export function invokeVerb(): Command {
  return createVerb('invoke', 'invoke a deployed function on AWS by hand and print what it found')
    .argument('<function>', 'endpoint-probe (at every location), or e.g. endpoint-probe/eu-central-1')
    .addOption(configOption())
    .requiredOption('-e, --env <name>', 'the environment; it must be deployed')
    .option('--endpoint <name...>', 'only these endpoints')
    .option('--json', 'print the whole answers as a JSON list, one per location')
    .addHelpText('after', '\nUses the AWS credentials of this terminal (AWS_PROFILE, SSO, environment variables).')
    .action(exitWith(invoke));
}

async function invoke(name: string, { endpoint = [], json, ...source }: InvokeVerbOptions): Promise<ExitCode> {
  const loaded = await loadOrComplain(source);
  if (!loaded.ok) return loaded.exitCode;
  const { plan } = loaded;
  const functions = plan.functions.filter(({ kind }) => kind === 'endpoint-probe');
  const chosen = functions.filter(({ id, kind }) => name === kind || name === id);
  const endpoints = chooseEndpoints(plan, endpoint);
  const problem = findMistake(plan, name, { functions, chosen }) ?? (endpoints.ok ? undefined : endpoints.message);
  if (problem !== undefined) {
    printAside(problem);
    return exitCodes.usage;
  }
  const event = endpoint.length === 0 ? {} : { endpoints: endpoint };
  const reports = (await Promise.all(chosen.map((fn) => invokeOne(fn, event)))).flat();
  if (json) print(JSON.stringify(reports, undefined, 2));
  else for (const line of formatResults(reports.flatMap(toRows))) print(line);
  const allAnswered = reports.length === chosen.length;
  return allAnswered && reports.every(({ counts }) => counts.down + counts.unknown === 0)
    ? exitCodes.ok
    : exitCodes.failed;
}

/** What this verb reads of the answer of one probe function. */
interface ProbeAnswer {
  readonly summary: string;
  readonly counts: Readonly<Record<Outcome, number>>;
  readonly results: readonly ResultRow[];
  readonly omitted?: number;
}

type LocatedReport = ProbeAnswer & { readonly location: string };

function toRows({ results, location }: LocatedReport): readonly ResultRow[] {
  return results.map((result) => ({ ...result, location }));
}

function findMistake(
  { account, environment }: Plan,
  name: string,
  {
    functions,
    chosen,
  }: { readonly functions: readonly PlannedFunction[]; readonly chosen: readonly PlannedFunction[] },
): string | undefined {
  if (account === undefined) {
    return `Cannot invoke "${name}" in environment "${environment}": it has no account, must be one that is deployed`;
  }
  if (chosen.length > 0) return undefined;
  const known = ['endpoint-probe', ...functions.map(({ id }) => id)];
  return `Cannot invoke "${name}": there is no such function to invoke by hand, ${suggest(name, known)}`;
}

/** Invokes one function and tells how it went on standard error; empty where it gave no answer. */
async function invokeOne({ name, region }: PlannedFunction, event: unknown): Promise<readonly LocatedReport[]> {
  printAside(`Invoking ${name} in ${region} ...`);
  // The SDK takes longer to load than all the rest: only this verb pays for it.
  const { invokeFunction } = await import('../functions/aws/invoke.ts');
  const answered = await invokeFunction({ functionName: name, region, event });
  if (!answered.ok) {
    printAside(answered.problem);
    return [];
  }
  const { answer } = answered;
  if (!isProbeAnswer(answer)) {
    printAside(`Cannot read the answer of "${name}" in ${region}: it is no probe report, must be one of this version`);
    return [];
  }
  printAside(answer.summary);
  if (answer.omitted !== undefined) {
    printAside(`${answer.omitted} more results did not fit into the answer: the log of ${name} has them all`);
  }
  return [{ ...answer, location: region }];
}

function isProbeAnswer(answer: unknown): answer is ProbeAnswer {
  const { summary, counts, results } = (answer ?? {}) as Partial<ProbeAnswer>;
  return typeof summary === 'string' && typeof counts === 'object' && Array.isArray(results);
}
