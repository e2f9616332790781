import type { Command } from 'commander';
import { type ActingOptions, actOnIncident, createActingVerb } from './incidents/act-on-incident.ts';
import { someText } from './read-options.ts';
import { exitWith } from './verb.ts';

interface ResolveVerbOptions extends ActingOptions {
  readonly reason?: string;
  readonly falseAlarm?: true;
}

/** `watchkeeper resolve <incident>`: ends an incident by hand. */
export function resolveVerb(): Command {
  return createActingVerb('resolve', 'end an incident by hand: whoever was told is told that it is over')
    .option('--reason <text>', 'what it was', someText)
    .option('--false-alarm', 'nothing was wrong; false alarms are counted')
    .addHelpText('after', '\nWhere nobody ends it, it ends by itself once the alarm is OK for good.')
    .action(
      exitWith((incident: string, { reason, falseAlarm, ...options }: ResolveVerbOptions) =>
        actOnIncident(incident, options, {
          action: 'resolve',
          makeAction: () => ({
            action: 'resolve',
            ...(reason === undefined ? {} : { reason }),
            ...(falseAlarm === undefined ? {} : { falseAlarm }),
          }),
        }),
      ),
    );
}
