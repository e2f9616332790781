import type { Command } from 'commander';
import { readSecretsBeside } from '../local/memory/env-secrets.ts';
import { createProbePorts } from '../local/probe-ports.ts';
import { queryKpisOnce } from '../local/query-kpis-once.ts';
import { withCertificates } from '../local/with-certificates.ts';
import { suggest } from '../shared/definition/did-you-mean.ts';
import { createConnector } from './database/connect.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { handKinds } from './hand-answers.ts';
import { loadOrComplain, type SourceOptions } from './load.ts';
import { configOption, environmentOption } from './options.ts';
import { print, printAside } from './terminal.ts';
import { createVerb, exitWith } from './verb.ts';

interface KpiVerbOptions extends SourceOptions {
  readonly json?: true;
}

/** `watchkeeper kpi [names...]`: reads business numbers once from this machine and judges their alerts. */
export function kpiVerb(): Command {
  return createVerb('kpi', 'read business numbers once from this machine: values, and which alerts would hold')
    .argument('[names...]', 'only these; all of them without')
    .addOption(configOption())
    .addOption(environmentOption())
    .option('--json', 'print the whole answer as JSON')
    .addHelpText('after', '\nExit code: 0 all gave a value and no alert holds, 1 otherwise, 2 an unknown name.')
    .action(exitWith(readKpis));
}

async function readKpis(names: readonly string[], { json, ...source }: KpiVerbOptions): Promise<ExitCode> {
  const loaded = await loadOrComplain(source);
  if (!loaded.ok) return loaded.exitCode;
  const { definition, file } = loaded;
  const plan = withCertificates(loaded.plan, file);
  const known = plan.kpis.map(({ id }) => id);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    printAside(`Cannot read "${unknown}": there is no business number of that name, ${suggest(unknown, known)}`);
    return exitCodes.usage;
  }
  const target = definition.environments[plan.environment]?.target;
  const connector = await createConnector(file, target);
  const probes = await createProbePorts({ clock: { now: Date.now }, secrets: await readSecretsBeside(file, target) });
  const report = await queryKpisOnce(plan, names, { connector, probes }).finally(() => probes.context.resolver.close());
  const { format, isFine } = handKinds['kpi-query'];
  const answer = { ...report, location: 'here' };
  if (json) print(JSON.stringify(report, undefined, 2));
  else for (const line of format([answer])) print(line);
  printAside(report.summary);
  return isFine(answer) ? exitCodes.ok : exitCodes.failed;
}
