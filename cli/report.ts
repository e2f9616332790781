import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { suggest } from '../shared/definition/did-you-mean.ts';
import type { Plan, PlannedReport } from '../shared/plan/plan.ts';
import { askConsole, consoleOption, findOtherConsole } from './ask-console.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { formatTable } from './format-table.ts';
import { loadOrComplain, type SourceOptions } from './load.ts';
import { configOption, environmentOption } from './options.ts';
import { print, printAside } from './terminal.ts';
import { createVerb, exitWith } from './verb.ts';

interface ReportVerbOptions extends SourceOptions {
  readonly out?: string;
  readonly untilNow?: true;
  readonly send?: true;
  readonly url: string;
}

/** `watchkeeper report [id]`: writes a report now, or lists what can be written. */
export function reportVerb(): Command {
  return createVerb('report', 'write a report now: by the console that runs here, or by the deployed function')
    .argument('[id]', 'the report in the definition; without it they are listed')
    .addOption(configOption())
    .addOption(environmentOption())
    .option('-o, --out <file>', 'write the whole report to this HTML file, too')
    .option('--until-now', 'on AWS: the last 24 hours, 7 or 30 days instead of the last whole day, week or month')
    .option('--send', 'on AWS: send it to its channels, too')
    .addOption(consoleOption())
    .addHelpText('after', '\nA console on this machine always reports until now, and sends nothing.')
    .action(exitWith(report));
}

async function report(
  id: string | undefined,
  { out, untilNow, send, url, ...source }: ReportVerbOptions,
): Promise<ExitCode> {
  const loaded = await loadOrComplain(source);
  if (!loaded.ok) return loaded.exitCode;
  const { plan } = loaded;
  if (id === undefined) return listReports(plan);
  const known = plan.reports.map((planned) => planned.id);
  if (!known.includes(id)) {
    printAside(`Cannot write report "${id}": the definition has none of that name, ${suggest(id, known)}`);
    return exitCodes.usage;
  }
  if (plan.account === undefined) return await writeByConsole(id, { plan, url, out });
  const event = { report: id, send: send === true, ...(untilNow ? { period: 'until-now' } : {}) };
  return await writeByFunction(event, { plan, out });
}

function listReports({ reports }: Plan): ExitCode {
  if (reports.length === 0) {
    printAside('Cannot list reports: the definition has none, must have one below "reports"');
    return exitCodes.failed;
  }
  const columns = [
    { title: 'Id', text: ({ id }: PlannedReport) => id },
    { title: 'Title', text: ({ title }: PlannedReport) => title },
  ];
  formatTable(columns, reports).forEach(print);
  return exitCodes.ok;
}

async function writeByConsole(
  id: string,
  { plan, url, out }: { readonly plan: Plan; readonly url: string; readonly out: string | undefined },
): Promise<ExitCode> {
  const path = `/api/reports/${encodeURIComponent(id)}`;
  const problem = await findOtherConsole(url, plan);
  const written = problem === undefined ? await askConsole(url, path, 'post') : ({ ok: false, problem } as const);
  const read = written.ok ? await askConsole(url, `${path}/html`) : written;
  if (!read.ok) {
    printAside(read.problem);
    return exitCodes.failed;
  }
  if (out !== undefined) await writeFile(out, read.answer);
  // Aside, so that a script reads the place alone.
  printAside(`The console has written report "${id}"; open it here:`);
  print(out ?? new URL(`${path}/html`, url).href);
  return exitCodes.ok;
}

/** What this verb reads of the answer of the report function. */
interface ReportAnswer {
  readonly body: string;
  readonly link?: { readonly url: string };
}

async function writeByFunction(
  event: { readonly report: string },
  { plan, out }: { readonly plan: Plan; readonly out: string | undefined },
): Promise<ExitCode> {
  const fn = plan.functions.find(({ kind }) => kind === 'report');
  if (fn === undefined) {
    printAside(`Cannot write report "${event.report}": environment "${plan.environment}" has no report function`);
    return exitCodes.failed;
  }
  printAside(`Invoking ${fn.name} in ${fn.region} ...`);
  const { invokeFunction } = await import('../functions/aws/invoke.ts');
  const answered = await invokeFunction({ ...fn, functionName: fn.name, event });
  if (!answered.ok) {
    printAside(answered.problem);
    return exitCodes.failed;
  }
  const { body, link } = (answered.answer ?? {}) as Partial<ReportAnswer>;
  if (typeof body !== 'string') {
    printAside(`Cannot read the answer of "${fn.name}": it is no report, must be one of this version`);
    return exitCodes.failed;
  }
  print(body.trimEnd());
  return out === undefined ? exitCodes.ok : await download(link?.url, out);
}

const downloadTimeoutMs = 30_000;

async function download(url: string | undefined, file: string): Promise<ExitCode> {
  try {
    if (url === undefined) throw new Error('it was not stored');
    const response = await fetch(url, { signal: AbortSignal.timeout(downloadTimeoutMs) });
    if (!response.ok) throw new Error(`its link answers with status ${response.status}`);
    await writeFile(file, await response.text());
    printAside(`The whole report: ${file}`);
    return exitCodes.ok;
  } catch (error) {
    printAside(`Cannot write the whole report to "${file}": ${error instanceof Error ? error.message : String(error)}`);
    return exitCodes.failed;
  }
}
