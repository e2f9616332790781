import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * `npm test`: everything that must hold before a change lands. Runs every step even after one failed, and ends in one line
 * that counts the tests and the steps.
 */
interface Step {
  readonly name: string;
  readonly command: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

interface StepResult {
  readonly step: Step;
  readonly ok: boolean;
  readonly seconds: number;
}

const bin = (name: string): string => join(import.meta.dirname, '../node_modules/.bin', name);

function planSteps(workDir: string): readonly Step[] {
  return [
    { name: 'types', command: [bin('tsc'), '--noEmit', '-p', '.'] },
    {
      name: 'lint and format',
      command: [bin('biome'), 'ci', `--colors=${process.stdout.isTTY ? 'force' : 'off'}`, '.'],
    },
    {
      name: 'tests',
      command: [
        bin('vitest'),
        'run',
        '--reporter=dot',
        '--reporter=json',
        `--outputFile.json=${join(workDir, 'tests.json')}`,
      ],
    },
    {
      name: 'synth with validator and rule pack',
      command: [bin('cdk'), 'synth', '--quiet', '--output', join(workDir, 'cdk.out')],
    },
  ];
}

async function runStep(step: Step): Promise<StepResult> {
  const startedAt = performance.now();
  const [command = '', ...args] = step.command;
  process.stdout.write(`\n== ${step.name}\n`);
  const code = await new Promise<number | null>((resolve) => {
    const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, ...step.env } });
    child.on('error', (error) => {
      process.stderr.write(`Cannot run ${command}: ${error.message}\n`);
      resolve(1);
    });
    child.on('close', resolve);
  });
  return { step, ok: code === 0, seconds: (performance.now() - startedAt) / 1_000 };
}

interface TestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
}

async function readCounts(workDir: string): Promise<TestReport> {
  try {
    return JSON.parse(await readFile(join(workDir, 'tests.json'), 'utf8')) as TestReport;
  } catch {
    return { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0 };
  }
}

const workDir = await mkdtemp(join(tmpdir(), 'watchkeeper-test-'));
try {
  const results: StepResult[] = [];
  for (const step of planSteps(workDir)) results.push(await runStep(step));
  const counts = await readCounts(workDir);
  process.stdout.write('\n');
  for (const { step, ok, seconds } of results) {
    process.stdout.write(`${ok ? 'ok    ' : 'FAILED'}  ${step.name} (${seconds.toFixed(1)} s)\n`);
  }
  const passedSteps = results.filter(({ ok, step }) => ok && step.name !== 'tests').length;
  const failedSteps = results.filter(({ ok }) => !ok).length;
  // A failed test run counts its tests; where it died before counting, it counts as one.
  const failed = failedSteps - (counts.numFailedTests > 0 ? 1 : 0) + counts.numFailedTests;
  const skipped = counts.numPendingTests > 0 ? `, ${counts.numPendingTests} skipped` : '';
  process.stdout.write(`${counts.numPassedTests + passedSteps} passed, ${failed} failed${skipped}\n`);
  process.exitCode = failed === 0 ? 0 : 1;
} finally {
  await rm(workDir, { recursive: true, force: true });
}
