import type { Command } from 'commander';
import { type ActingOptions, actOnIncident, createActingVerb } from './incidents/act-on-incident.ts';
import { someText } from './read-options.ts';
import { exitWith } from './verb.ts';

interface AckVerbOptions extends ActingOptions {
  readonly note?: string;
}

/** `watchkeeper ack <incident>`: says that somebody takes care, so that nobody else is woken. */
export function ackVerb(): Command {
  return createActingVerb('ack', 'acknowledge an incident: somebody takes care, nobody else is woken')
    .option('--note <text>', 'what others should know', someText)
    .action(
      exitWith((incident: string, { note, ...options }: AckVerbOptions) =>
        actOnIncident(incident, options, {
          action: 'acknowledge',
          makeAction: () => ({ action: 'acknowledge', ...(note === undefined ? {} : { note }) }),
        }),
      ),
    );
}
