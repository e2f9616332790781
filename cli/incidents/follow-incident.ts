import { setTimeout as wait } from 'node:timers/promises';
import type { Incident } from '../../shared/model/incident.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { print, printAside } from '../terminal.ts';
import { formatStoryLine } from './format-timeline.ts';
import type { IncidentDesk } from './incident-desk.ts';

/** A network that hiccups ends nothing; one that is gone does. */
const mostFailures = 3;

/** Prints the lines of an incident's story as they come, until it is over and whoever can be told of that was told. */
export async function followIncident(desk: IncidentDesk, first: Incident, timeZone: string): Promise<ExitCode> {
  // A long story loses its middle: a line is known by what it says, not by its place.
  const printed = new Set<string>();
  let incident = first;
  let failures = 0;
  for (;;) {
    for (const entry of incident.timeline) {
      const key = JSON.stringify(entry);
      if (!printed.has(key)) print(formatStoryLine(entry, timeZone));
      printed.add(key);
    }
    if (isToldToEnd(incident)) return exitCodes.ok;
    await wait(desk.pollMs);
    const asked = await desk.find(first.id);
    failures = asked.ok ? 0 : failures + 1;
    if (asked.ok && asked.answer === undefined) {
      printAside(`Cannot follow incident "${first.id}": it is forgotten, must be looked for again`);
      return exitCodes.failed;
    }
    if (!asked.ok && failures >= mostFailures) {
      printAside(asked.problem);
      return exitCodes.failed;
    }
    if (asked.ok && asked.answer !== undefined) incident = asked.answer;
  }
}

/** What was given up is tried again later: its line is there, and nobody should wait for more. */
function isToldToEnd({ phase, tells }: Incident): boolean {
  return phase === 'resolved' && tells.every(({ givenUp }) => givenUp > 0);
}
