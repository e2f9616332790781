import { type Command, Option } from 'commander';
import { formatDuration } from '../shared/model/duration.ts';
import { longestSilenceMs } from '../shared/model/incident-action.ts';
import { type ActingOptions, actOnIncident, createActingVerb } from './incidents/act-on-incident.ts';
import { durationBetween, someText } from './read-options.ts';
import { exitWith } from './verb.ts';

interface SilenceVerbOptions extends ActingOptions {
  /** Milliseconds. */
  readonly for: number;
  readonly reason: string;
}

/** `watchkeeper silence <incident>`: no reminders and no further steps for a while. */
export function silenceVerb(): Command {
  const longest = formatDuration(longestSilenceMs);
  return createActingVerb('silence', 'no reminders and no further steps of an incident for a while')
    .addOption(
      new Option('--for <time>', `how long, at most ${longest}: 2h`)
        .argParser(durationBetween('1m', longest))
        .makeOptionMandatory(),
    )
    .addOption(new Option('--reason <text>', 'why').argParser(someText).makeOptionMandatory())
    .addHelpText('after', '\nA silence ends with its incident; that it is over is told all the same.')
    .action(
      exitWith((incident: string, { for: forMs, reason, ...options }: SilenceVerbOptions) =>
        actOnIncident(incident, options, {
          action: 'silence',
          makeAction: (nowMs) => ({ action: 'silence', reason, untilMs: Math.round(nowMs + forMs) }),
        }),
      ),
    );
}
