import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import { type Command, Option } from 'commander';
import type { PlannedAlarm } from '../shared/model/alarm.ts';
import type { RunbookStep } from '../shared/model/policy.ts';
import { count } from './count.ts';
import { exitCodes } from './exit-codes.ts';
import { findAlarm } from './find-alarm.ts';
import { loadOrComplain, type SourceOptions } from './load.ts';
import { configOption, environmentOption } from './options.ts';
import { wholeNumberBetween } from './read-options.ts';
import { paint, print, printAside } from './terminal.ts';
import { createVerb, exitWith } from './verb.ts';

interface RunbookVerbOptions extends SourceOptions {
  readonly run?: number;
}

/** A runbook has at most 20 steps (people-settings.ts); a number above is told what there is. */
const mostSteps = 99;

/** `watchkeeper runbook <alarm-id>`: what to do about an alarm, and doing one step of it. */
export function runbookVerb(): Command {
  return createVerb('runbook', 'what to do about an alarm: the link and the steps of its runbook')
    .argument('<alarm>', 'the id of an alarm: endpoint/web/down')
    .addOption(configOption())
    .addOption(environmentOption())
    .addOption(
      new Option('--run <step>', 'show the command of this step and run it in your shell').argParser(
        wholeNumberBetween(1, mostSteps),
      ),
    )
    .addHelpText('after', '\nWith --run the exit code is that of the command.')
    .action(exitWith(showRunbook));
}

async function showRunbook(id: string, { run, ...source }: RunbookVerbOptions): Promise<number> {
  const loaded = await loadOrComplain(source);
  if (!loaded.ok) return loaded.exitCode;
  const found = findAlarm(loaded.plan, id, 'show the runbook of');
  if (!found.ok) {
    printAside(found.problem);
    return exitCodes.usage;
  }
  const { alarm, routing } = found;
  const { runbookSteps } = routing;
  if (alarm.runbook === undefined && runbookSteps.length === 0) {
    printAside(`Cannot show the runbook of "${id}": it has none, must be named with "runbook" in the definition`);
    return exitCodes.failed;
  }
  if (run !== undefined) return await runStep(id, runbookSteps, run);
  for (const line of formatRunbook(alarm, runbookSteps)) print(line);
  return exitCodes.ok;
}

function formatRunbook({ title, severity, runbook }: PlannedAlarm, steps: readonly RunbookStep[]): readonly string[] {
  const lines = steps.flatMap(({ text, run }, index) => {
    const number = `${index + 1}.`.padStart(3);
    return [`${number} ${text}`, ...(run === undefined ? [] : [`    ${paint('dim', '$')} ${run}`])];
  });
  return [
    `${title} - ${severity}`,
    ...(runbook === undefined ? [] : [runbook]),
    ...(lines.length === 0 ? [] : ['']),
    ...lines,
  ];
}

async function runStep(id: string, steps: readonly RunbookStep[], number: number): Promise<number> {
  const cannot = `Cannot run step ${number} of the runbook of "${id}"`;
  const step = steps[number - 1];
  if (step === undefined) {
    printAside(`${cannot}: it has ${count(steps.length, 'step')}, must be one of them`);
    return exitCodes.usage;
  }
  if (step.run === undefined) {
    printAside(`${cannot}: it has no command, must be done by hand: ${step.text}`);
    return exitCodes.usage;
  }
  // Aside, so that what the command answers can be read by another.
  printAside(`${number}. ${step.text}\n$ ${step.run}`);
  return await runInShell(step.run);
}

/** Runs a command in the user's shell as if it had been typed, and answers its exit code as shells do: 128 + n for a signal. */
async function runInShell(command: string): Promise<number> {
  const shell = process.env.SHELL ?? true;
  const child = spawn(command, { shell, stdio: 'inherit' });
  // Ctrl-C is for the command: its end is ours.
  const leaveToChild = () => undefined;
  process.on('SIGINT', leaveToChild);
  try {
    const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
    return code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
  } catch (error) {
    throw new Error(`Cannot run "${command}": there is no shell "${shell}", SHELL must name one`, { cause: error });
  } finally {
    process.off('SIGINT', leaveToChild);
  }
}
