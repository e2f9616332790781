import { type Command, Option } from 'commander';
import { formatDuration } from '../shared/model/duration.ts';
import { type Incident, statusOf } from '../shared/model/incident.ts';
import { type Severity, severities } from '../shared/model/severity.ts';
import { incidentRetentionMs } from '../shared/ports/incident-store.ts';
import { consoleOption } from './ask-console.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { findIncident } from './incidents/find-incident.ts';
import { formatIncident } from './incidents/format-incident.ts';
import { formatIncidents } from './incidents/format-incidents.ts';
import type { IncidentDesk } from './incidents/incident-desk.ts';
import { openDesk } from './incidents/open-desk.ts';
import { loadOrComplain, type SourceOptions } from './load.ts';
import { configOption, environmentOption } from './options.ts';
import { durationBetween } from './read-options.ts';
import { print, printAside } from './terminal.ts';
import { createVerb, exitWith } from './verb.ts';

interface IncidentsVerbOptions extends SourceOptions {
  readonly since?: number;
  readonly open?: true;
  readonly severity?: Severity;
  readonly json?: true;
  readonly url: string;
}

/** How far the list looks back; a single incident is looked for as long as any is kept. */
const defaultSinceMs = { list: 7 * 86_400_000, one: incidentRetentionMs } as const;

/** `watchkeeper incidents [id]`: what was wrong, since when, who takes care; or the whole story of one. */
export function incidentsVerb(): Command {
  return createVerb('incidents', 'list incidents and how they went, or tell the whole story of one')
    .argument('[id]', 'the id of an incident, its beginning, or the id of its alarm')
    .addOption(configOption())
    .addOption(environmentOption())
    .addOption(
      new Option('--since <time>', 'how far to look back; what is open is always there (default: 7d)').argParser(
        durationBetween('1m', formatDuration(incidentRetentionMs)),
      ),
    )
    .option('--open', 'only what is not over')
    .addOption(new Option('--severity <severity>', 'only of this severity').choices(severities))
    .option('--json', 'print the incidents, or the one, as JSON')
    .addOption(consoleOption())
    .addHelpText(
      'after',
      '\nAsks the console that runs here, or the table of incidents for an environment with an account.\nAcknowledged counts from when people were told; drills, and what was over before anybody was told, are not measured.',
    )
    .action(exitWith(showIncidents));
}

async function showIncidents(id: string | undefined, options: IncidentsVerbOptions): Promise<ExitCode> {
  const loaded = await loadOrComplain(options);
  if (!loaded.ok) return loaded.exitCode;
  const { plan } = loaded;
  const opened = await openDesk(plan, options.url);
  if (!opened.ok) {
    printAside(opened.problem);
    return exitCodes.failed;
  }
  const desk = opened.answer;
  if (id === undefined) return await listIncidents(desk, options, plan.timeZone);
  const sinceMs = desk.nowMs - (options.since ?? defaultSinceMs.one);
  const found = await findIncident(desk, { wanted: id, purpose: 'show', sinceMs }, plan);
  if (!found.ok) {
    printAside(found.problem);
    return found.exitCode;
  }
  const telling = { timeZone: plan.timeZone, nowMs: desk.nowMs };
  if (options.json) print(JSON.stringify(withStatus(found.incident, desk), undefined, 2));
  else for (const line of formatIncident(found.incident, telling)) print(line);
  return exitCodes.ok;
}

async function listIncidents(
  desk: IncidentDesk,
  { since = defaultSinceMs.list, open, severity, json }: IncidentsVerbOptions,
  timeZone: string,
): Promise<ExitCode> {
  const listed = await desk.list(desk.nowMs - since);
  if (!listed.ok) {
    printAside(listed.problem);
    return exitCodes.failed;
  }
  const incidents = listed.answer.filter(
    (incident) =>
      (open === undefined || incident.phase !== 'resolved') &&
      (severity === undefined || incident.severity === severity),
  );
  if (json)
    print(
      JSON.stringify(
        incidents.map((incident) => withStatus(incident, desk)),
        undefined,
        2,
      ),
    );
  else if (incidents.length === 0) print(open ? 'No incident is open.' : 'There was no incident.');
  else for (const line of formatIncidents(incidents, { timeZone, nowMs: desk.nowMs })) print(line);
  return exitCodes.ok;
}

const withStatus = (incident: Incident, { nowMs }: IncidentDesk) => ({
  ...incident,
  status: statusOf(incident, nowMs),
});
