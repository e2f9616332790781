import { type Command, Option } from 'commander';
import { listShifts } from '../shared/alerting/list-shifts.ts';
import { whoIsOnCall } from '../shared/alerting/who-is-on-call.ts';
import type { Person } from '../shared/model/person.ts';
import type { Rotation } from '../shared/model/rotation.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { loadOrComplain, type SourceOptions } from './load.ts';
import { formatRotation, type RotationShifts } from './on-call/format-rotation.ts';
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
  const all = rotations.map((rotation) => readRotation(rotation, people, { fromMs, toMs: fromMs + weeks * weekMs }));
  if (json) print(JSON.stringify(all, undefined, 2));
  else print(all.map((one) => formatRotation(one).join('\n')).join('\n\n'));
  return exitCodes.ok;
}

/** People by the names that others call them by. */
function readRotation(
  rotation: Rotation,
  people: readonly Person[],
  period: { readonly fromMs: number; readonly toMs: number },
): RotationShifts {
  const { id, title, timeZone } = rotation;
  const named = <Holder extends { readonly person?: string }>(holder: Holder): Holder => {
    const name = people.find((person) => person.id === holder.person)?.name ?? holder.person;
    return name === undefined ? holder : { ...holder, person: name };
  };
  const now = (role: 'primary' | 'backup') => named(whoIsOnCall(rotation, role, period.fromMs)).person;
  const [primary, backup] = [now('primary'), now('backup')];
  return {
    ...{ id, title, timeZone },
    atMs: period.fromMs,
    ...(primary === undefined ? {} : { primary }),
    ...(backup === undefined ? {} : { backup }),
    shifts: {
      primary: listShifts(rotation, 'primary', period).map(named),
      backup: listShifts(rotation, 'backup', period).map(named),
    },
  };
}
