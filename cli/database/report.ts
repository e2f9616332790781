import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { checkDatabaseOnce } from '../../local/check-database-once.ts';
import { withCertificates } from '../../local/with-certificates.ts';
import type { DatabaseSnapshot } from '../../shared/model/database-view.ts';
import type { Plan, PlannedDatabase } from '../../shared/plan/plan.ts';
import { renderDatabase } from '../../shared/reports/render-database.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { loadOrComplain, type SourceOptions } from '../load.ts';
import { configOption, environmentOption } from '../options.ts';
import { print, printAside } from '../terminal.ts';
import { createVerb, exitWith } from '../verb.ts';
import { createConnector } from './connect.ts';
import { findDatabase } from './find-database.ts';
import { findLoginProblem } from './find-login-problem.ts';

interface ReportVerbOptions extends SourceOptions {
  readonly out?: string;
  readonly seconds: number;
  readonly via?: 'function';
  readonly json?: true;
}

/** `watchkeeper database report <name>`: a health report of one database as one HTML file. */
export function databaseReportVerb(): Command {
  return createVerb('report', 'look at a database now and write a health report as one HTML file')
    .argument('<name>', 'the database in the definition')
    .addOption(configOption())
    .addOption(environmentOption())
    .option(
      '-o, --out <file>',
      'where to write it; default: .watchkeeper/reports/<name>-health.html beside the definition',
    )
    .addOption(
      new Option('--seconds <number>', 'how long to look: rates come from two samples')
        .default(10)
        .argParser(readSeconds),
    )
    .addOption(
      new Option('--via <way>', 'let the deployed function look: for a database in a network').choices(['function']),
    )
    .option('--json', 'print what was found as JSON instead')
    .addHelpText('after', '\nExit code: 0 healthy or degraded, 1 failing or unknown, 2 an unknown name.')
    .action(exitWith(report));
}

function readSeconds(text: string): number {
  const seconds = Number(text);
  if (/^\d+$/.test(text) && seconds >= 2 && seconds <= 600) return seconds;
  throw new InvalidArgumentError('It must be a whole number from 2 to 600.');
}

async function report(name: string, { out, seconds, via, json, ...source }: ReportVerbOptions): Promise<ExitCode> {
  const loaded = await loadOrComplain(source);
  if (!loaded.ok) return loaded.exitCode;
  const { definition, file } = loaded;
  const plan = withCertificates(loaded.plan, file);
  const found = findDatabase(plan, name);
  if (!found.ok) {
    printAside(found.message);
    return exitCodes.usage;
  }
  const { database } = found;
  const look = async () => {
    const connector = await createConnector(file, definition.environments[plan.environment]?.target);
    const problem = await findLoginProblem(database.spec, connector);
    if (problem !== undefined) {
      printAside(problem);
      return undefined;
    }
    printAside(`Looking at "${name}" for ${seconds} s ...`);
    return checkDatabaseOnce(database, { connector, betweenMs: seconds * 1_000 });
  };
  const snapshot = via === 'function' ? await askFunction(plan, database) : await look();
  if (snapshot === undefined) return exitCodes.failed;
  if (json) print(JSON.stringify(snapshot, undefined, 2));
  else await writeReport(snapshot, out ?? join(dirname(file), '.watchkeeper', 'reports', `${name}-health.html`), plan);
  return snapshot.state === 'healthy' || snapshot.state === 'degraded' ? exitCodes.ok : exitCodes.failed;
}

async function writeReport(snapshot: DatabaseSnapshot, file: string, plan: Plan): Promise<void> {
  const { service, environment, timeZone } = plan;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, renderDatabase(snapshot, { service, environment, timeZone, writtenAtMs: Date.now() }));
  print(snapshot.summary);
  for (const { severity, title } of snapshot.findings) print(`  ${severity.padEnd(8)}  ${title}`);
  print(`The whole report: ${file}`);
}

/** Lets the function look that runs in the database's network; it tells no rates that need a second look. */
async function askFunction(plan: Plan, database: PlannedDatabase): Promise<DatabaseSnapshot | undefined> {
  const fn = plan.functions.find(({ kind, network }) => kind === 'database-health' && network === database.network);
  if (plan.account === undefined || fn === undefined) {
    printAside(`Cannot ask a function about "${database.id}": environment "${plan.environment}" must be deployed`);
    return undefined;
  }
  printAside(`Invoking ${fn.name} in ${fn.region} ...`);
  const { invokeFunction } = await import('../../functions/aws/invoke.ts');
  const event = { databases: [database.id] };
  const answered = await invokeFunction({ ...fn, functionName: fn.name, event });
  if (!answered.ok) {
    printAside(answered.problem);
    return undefined;
  }
  const { databases } = (answered.answer ?? {}) as { readonly databases?: readonly DatabaseSnapshot[] };
  const snapshot = databases?.find(({ id }) => id === database.id);
  if (snapshot === undefined) printAside(`Cannot read the answer of "${fn.name}": must be a report of this version`);
  return snapshot;
}
