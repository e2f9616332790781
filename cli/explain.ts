import type { Command } from 'commander';
import { explainRoute } from '../shared/alerting/explain-route.ts';
import { formatRoute } from '../shared/alerting/format-route.ts';
import { composeHeadline } from '../shared/alerting/headline.ts';
import type { Route } from '../shared/model/route.ts';
import type { Plan } from '../shared/plan/plan.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { findAlarm } from './find-alarm.ts';
import { loadOrComplain, type SourceOptions } from './load.ts';
import { configOption, environmentOption } from './options.ts';
import { momentOf, momentOption } from './read-options.ts';
import { print, printAside } from './terminal.ts';
import { createVerb, exitWith } from './verb.ts';

interface ExplainVerbOptions extends SourceOptions {
  readonly at?: string;
  readonly json?: true;
}

/** `watchkeeper explain <alarm-id>`: who would be told when if an alarm went on. Asks nobody. */
export function explainVerb(): Command {
  return createVerb('explain', 'who is told when, and how, if an alarm goes on at a moment and nobody acknowledges it')
    .argument('<alarm>', 'the id of an alarm: endpoint/web/down')
    .addOption(configOption())
    .addOption(environmentOption())
    .addOption(momentOption())
    .option('--json', 'print the route as JSON')
    .addHelpText('after', '\nReads the definition alone: no AWS, no console.')
    .action(exitWith(explain));
}

async function explain(id: string, { at, json, ...source }: ExplainVerbOptions): Promise<ExitCode> {
  const loaded = await loadOrComplain(source);
  if (!loaded.ok) return loaded.exitCode;
  const { plan } = loaded;
  const found = findAlarm(plan, id, 'explain');
  const route = found.ok ? explainRoute(id, { plan, atMs: momentOf(at, plan.timeZone) }) : undefined;
  if (!found.ok || route === undefined) {
    if (!found.ok) printAside(found.problem);
    return exitCodes.usage;
  }
  const firstLine = firstLineOf(route, plan);
  if (json) print(JSON.stringify({ ...route, firstLine }, undefined, 2));
  else for (const line of [...formatRoute(route, plan.timeZone), `first line: ${firstLine}`]) print(line);
  return exitCodes.ok;
}

/** What the first message begins with, as it is sent. */
function firstLineOf(route: Route, { service, environment, timeZone }: Plan): string {
  const { severity, title, atMs, steps, announcedAtMs } = route;
  const toldAtMs = steps[0]?.atMs ?? announcedAtMs;
  return composeHeadline({
    ...{ status: 'firing', severity, service, environment, title, timeZone },
    ...{ changedAtMs: atMs, toldAtMs },
  });
}
