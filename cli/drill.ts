import { type Command, Option } from 'commander';
import { explainRoute } from '../shared/alerting/explain-route.ts';
import { formatRoute } from '../shared/alerting/format-route.ts';
import { drillLengths } from '../shared/model/drill.ts';
import { formatDuration } from '../shared/model/duration.ts';
import type { Incident } from '../shared/model/incident.ts';
import type { Route } from '../shared/model/route.ts';
import type { Plan } from '../shared/plan/plan.ts';
import { formatShortMoment } from '../shared/reports/format-values.ts';
import { consoleOption } from './ask-console.ts';
import { count } from './count.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { findAlarm } from './find-alarm.ts';
import { followIncident } from './incidents/follow-incident.ts';
import { openDesk } from './incidents/open-desk.ts';
import { loadOrComplain, type SourceOptions } from './load.ts';
import { configOption, environmentOption } from './options.ts';
import { durationBetween, nameOf, nameOption } from './read-options.ts';
import { print, printAside } from './terminal.ts';
import { createVerb, exitWith } from './verb.ts';

interface DrillVerbOptions extends SourceOptions {
  /** Milliseconds. */
  readonly for?: number;
  readonly follow?: true;
  readonly as?: string;
  readonly url: string;
}

/** `watchkeeper drill <alarm-id>`: rehearses an alarm, with real messages to the people it would wake. */
export function drillVerb(): Command {
  const { usualMs, leastMs, mostMs } = drillLengths;
  return createVerb('drill', 'rehearse an alarm: real messages to those whom it would wake, marked as a drill')
    .argument('<alarm>', 'the id of an alarm: endpoint/web/down')
    .addOption(configOption())
    .addOption(environmentOption())
    .addOption(
      new Option('--for <time>', `when it ends by itself (default: ${formatDuration(usualMs)})`).argParser(
        durationBetween(formatDuration(leastMs), formatDuration(mostMs)),
      ),
    )
    .option('--follow', 'tell what happens until it is over')
    .addOption(nameOption())
    .addOption(consoleOption())
    .addHelpText(
      'after',
      '\nNothing holds a drill back: neither hours nor maintenance. On this machine, nobody is told but the inbox.',
    )
    .action(exitWith(drill));
}

async function drill(
  id: string,
  { for: forMs = drillLengths.usualMs, follow, as, url, ...source }: DrillVerbOptions,
): Promise<ExitCode> {
  const loaded = await loadOrComplain(source);
  if (!loaded.ok) return loaded.exitCode;
  const { plan } = loaded;
  const found = findAlarm(plan, id, 'drill');
  if (!found.ok) {
    printAside(found.problem);
    return exitCodes.usage;
  }
  const opened = await openDesk(plan, url);
  const started = opened.ok ? await opened.answer.drill(id, { by: nameOf(as), forMs }) : opened;
  if (!opened.ok || !started.ok) {
    if (!started.ok) printAside(started.problem);
    return exitCodes.failed;
  }
  const incident = started.answer;
  for (const line of describeDrill(incident, plan)) print(line);
  return follow ? await followIncident(opened.answer, incident, plan.timeZone) : exitCodes.ok;
}

function describeDrill({ id, alarmId, openedAtMs, drill }: Incident, plan: Plan): readonly string[] {
  const { timeZone } = plan;
  const route = explainRoute(alarmId ?? '', { plan: withoutHolds(plan), atMs: openedAtMs });
  const end = drill === undefined ? '' : `, until ${formatShortMoment(drill.endsAtMs, timeZone)}`;
  return [
    `Drill ${id} has begun${end}: acknowledge it with "watchkeeper ack ${id}", end it with "watchkeeper resolve ${id}".`,
    '',
    ...(route === undefined ? [] : [...formatRoute(route, timeZone), ...warnOfEnd(route, drill?.endsAtMs)]),
    '',
  ];
}

/** A drill that ends before a step proves less than its reader thinks. */
function warnOfEnd({ steps }: Route, endsAtMs = Number.POSITIVE_INFINITY): readonly string[] {
  const late = steps.filter(({ atMs }) => atMs >= endsAtMs).length;
  return late === 0 ? [] : [`the drill ends before ${count(late, 'step')}: a longer --for reaches further`];
}

/** The plan as a drill sees it: it proves the route at once, whatever the hour and the maintenance. */
function withoutHolds(plan: Plan): Plan {
  const policies = Object.entries(plan.policies).map(([name, { holdUntil: _hours, digest: _digest, ...policy }]) => [
    name,
    policy,
  ]);
  const routing = Object.entries(plan.routing).map(([id, alarm]) => [id, { ...alarm, dependsOn: [] }]);
  return {
    ...plan,
    maintenance: [],
    policies: Object.fromEntries(policies),
    routing: Object.fromEntries(routing),
  };
}
