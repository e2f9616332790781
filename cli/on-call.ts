import { type Command, Option } from 'commander';
import { listRotationShifts } from '../shared/alerting/list-rotation-shifts.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { loadOrComplain, type SourceOptions } from './load.ts';
import { formatRotation } from './on-call/format-rotation.ts';
import { configOption, environmentOption } from './options.ts';
import { momentOf, momentOption, wholeNumberBetween } from './read-options.ts';
import { print, printAside } from './terminal.ts';
import { createVerb, exitWith } from './verb.ts';

interface OnCallVerbOptions extends SourceOptions {
  readonly at?: string;
  readonly weeks: number;
  readonly json?: true;
}

const weekMs = 7 * 86_400_000;

/** `watchkeeper on-call`: who is on call, and who will be. Asks nobody. */
export function onCallVerb(): Command {
  return createVerb('on-call', 'who is on call now, and the shifts of the next weeks with their gaps')
    .addOption(configOption())
    .addOption(environmentOption())
    .addOption(momentOption())
    .addOption(
      new Option('--weeks <number>', 'how many weeks of shifts, 1 to 52')
        .default(4)
        .argParser(wholeNumberBetween(1, 52)),
    )
    .option('--json', 'print rotations with their shifts as JSON')
    .addHelpText('after', '\nReads the definition alone: no AWS, no console.')
    .action(exitWith(showOnCall));
}

async function showOnCall({ at, weeks, json, ...source }: OnCallVerbOptions): Promise<ExitCode> {
  const loaded = await loadOrComplain(source);
  if (!loaded.ok) return loaded.exitCode;
  const { rotations, people, timeZone } = loaded.plan;
  if (rotations.length === 0) {
    printAside('Cannot say who is on call: the definition has no rotation, must have one below "rotations"');
    return exitCodes.failed;
  }
  const fromMs = momentOf(at, timeZone);
  const period = { fromMs, toMs: fromMs + weeks * weekMs };
  const all = rotations.map((rotation) => ({ ...listRotationShifts(rotation, people, period), atMs: fromMs }));
  if (json) print(JSON.stringify(all, undefined, 2));
  else print(all.map((one) => formatRotation(one).join('\n')).join('\n\n'));
  return exitCodes.ok;
}
