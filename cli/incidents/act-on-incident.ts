import type { Command } from 'commander';
import { describeDuration } from '../../shared/alerting/describe-duration.ts';
import { drillWord } from '../../shared/alerting/headline.ts';
import type { IncidentAction } from '../../shared/model/incident-action.ts';
import { outageMs } from '../../shared/model/incident-times.ts';
import { consoleOption } from '../ask-console.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { loadOrComplain, type SourceOptions } from '../load.ts';
import { configOption, environmentOption } from '../options.ts';
import { nameOf, nameOption } from '../read-options.ts';
import { print, printAside } from '../terminal.ts';
import { createVerb } from '../verb.ts';
import { findIncident } from './find-incident.ts';
import { noteCause } from './note-cause.ts';
import { openDesk } from './open-desk.ts';

/** What every verb has that acts on an incident. */
export interface ActingOptions extends SourceOptions {
  readonly as?: string;
  readonly url: string;
}

/** A verb that acts on one incident, with the options that all of them have. */
export function createActingVerb(name: string, summary: string): Command {
  return createVerb(name, summary)
    .argument('<incident>', 'its id, the beginning of it, or the id of its alarm: endpoint/web/down')
    .addOption(configOption())
    .addOption(environmentOption())
    .addOption(nameOption())
    .addOption(consoleOption());
}

/** What was done, as the first word of a line about it. */
const done = {
  acknowledge: 'Acknowledged',
  resolve: 'Resolved',
  silence: 'Silenced',
} as const satisfies Record<IncidentAction['action'], string>;

/** Finds the incident that is meant and acts on it; `makeAction` gets the time by the watch's clock, epoch milliseconds. */
export async function actOnIncident(
  wanted: string,
  { as, url, ...source }: ActingOptions,
  {
    action,
    makeAction,
  }: { readonly action: IncidentAction['action']; readonly makeAction: (nowMs: number) => IncidentAction },
): Promise<ExitCode> {
  const loaded = await loadOrComplain(source);
  if (!loaded.ok) return loaded.exitCode;
  const { plan } = loaded;
  const opened = await openDesk(plan, url);
  if (!opened.ok) {
    printAside(opened.problem);
    return exitCodes.failed;
  }
  const desk = opened.answer;
  const found = await findIncident(desk, { wanted, purpose: action }, plan);
  if (!found.ok) {
    printAside(found.problem);
    return found.exitCode;
  }
  const acted = await desk.act(found.incident, makeAction(desk.nowMs), nameOf(as));
  if (!acted.ok) {
    printAside(acted.problem);
    return exitCodes.failed;
  }
  const { id, title, drill } = acted.answer;
  const lasted = describeDuration(outageMs(acted.answer, desk.nowMs));
  print(`${done[action]}: ${drill === undefined ? '' : `${drillWord} `}${title} (${id}), ${lasted} after it began.`);
  for (const line of await noteCause(desk, acted.answer)) print(line);
  return exitCodes.ok;
}
