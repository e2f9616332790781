import type { Command } from 'commander';
import { readSecretsBeside } from '../local/memory/env-secrets.ts';
import { chooseEndpoints, probeOnce } from '../local/probe-once.ts';
import { createProbePorts } from '../local/probe-ports.ts';
import { withCertificates } from '../local/with-certificates.ts';
import type { ProbeResult } from '../shared/model/probe-result.ts';
import { setTimingFlags } from '../shared/probes/timing-flags.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { loadOrComplain, type SourceOptions } from './load.ts';
import { configOption, environmentOption } from './options.ts';
import { formatResults, type ResultRow, summarizeOutcomes } from './result-table.ts';
import { print, printAside } from './terminal.ts';
import { createVerb, exitWith } from './verb.ts';

interface ProbeVerbOptions extends SourceOptions {
  readonly json?: true;
}

/** `watchkeeper probe [name...]`: probes endpoints once from this machine. */
export function probeVerb(): Command {
  return createVerb('probe', 'probe endpoints once from this machine and print outcome, phases and reason')
    .argument('[names...]', 'which endpoints; without names all of them')
    .addOption(configOption())
    .addOption(environmentOption())
    .option('--json', 'print the whole results as JSON')
    .addHelpText(
      'after',
      '\nExit code: 0 all answer as agreed, 1 something is down or could not be judged, 2 an unknown name.',
    )
    .action(exitWith(probe));
}

async function probe(names: readonly string[], { json, ...source }: ProbeVerbOptions): Promise<ExitCode> {
  setTimingFlags();
  const loaded = await loadOrComplain(source);
  if (!loaded.ok) return loaded.exitCode;
  const chosen = chooseEndpoints(loaded.plan, names);
  if (!chosen.ok) {
    printAside(chosen.message);
    return exitCodes.usage;
  }
  const { plan, definition, file } = loaded;
  const exampleOf = definition.environments[plan.environment]?.target;
  const about =
    exampleOf === undefined ? '' : ': an example that runs while "watchkeeper start" does; --env names another';
  printAside(`Probing environment "${plan.environment}"${about}.\n`);
  const { endpoints } = withCertificates({ ...plan, endpoints: chosen.endpoints }, file);
  const ports = await createProbePorts({ clock: { now: Date.now }, secrets: await readSecretsBeside(file, exampleOf) });
  const results = await probeOnce(endpoints, ports).finally(() => ports.context.resolver.close());
  if (json) print(JSON.stringify(results, undefined, 2));
  else for (const line of [...formatResults(results.map(toRow)), '', summarizeOutcomes(results)]) print(line);
  return exitCodeOf(results);
}

function toRow({ endpoint, outcome, reason, phases }: ProbeResult): ResultRow {
  return { endpoint, outcome, reason, ...phases };
}

/** What could not be judged is no success: a script that asks must not read it as one. */
function exitCodeOf(results: readonly ProbeResult[]): ExitCode {
  const fine = results.every(({ outcome }) => outcome === 'up' || outcome === 'degraded');
  return fine ? exitCodes.ok : exitCodes.failed;
}
