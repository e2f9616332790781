import { findNearest } from '../../shared/definition/did-you-mean.ts';
import { type Incident, isUnresolved } from '../../shared/model/incident.ts';
import type { Plan } from '../../shared/plan/plan.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import type { IncidentDesk } from './incident-desk.ts';

/** The incident that was meant, or one sentence on why there is none, with the code to end with. */
export type FoundIncident =
  | { readonly ok: true; readonly incident: Incident }
  | { readonly ok: false; readonly problem: string; readonly exitCode: ExitCode };

/** What somebody wants to do with which incident. */
export interface IncidentSearch {
  /** An id, the beginning of one, or the id of an alarm. */
  readonly wanted: string;
  /** What for, as a verb: `acknowledge`. */
  readonly purpose: string;
  /** Incidents that opened before this moment (epoch milliseconds) count only while they are open; absent: only open ones count. */
  readonly sinceMs?: number;
}

/** Letters and digits of an id (incident-id.ts). */
const wholeId = /^[0-9a-z]{12}$/;

/** Finds an incident by its id, a beginning of it that no other has, or its alarm: then the newest one that is not over is meant. */
export async function findIncident(
  desk: IncidentDesk,
  { wanted, purpose, sinceMs }: IncidentSearch,
  plan: Pick<Plan, 'alarms'>,
): Promise<FoundIncident> {
  const fail = (problem: string, exitCode: ExitCode = exitCodes.failed) => ({ ok: false, problem, exitCode }) as const;
  if (wholeId.test(wanted)) {
    const asked = await desk.find(wanted);
    if (!asked.ok) return fail(asked.problem);
    if (asked.answer !== undefined) return { ok: true, incident: asked.answer };
  }
  const listed = await desk.list(sinceMs ?? Number.MAX_SAFE_INTEGER);
  if (!listed.ok) return fail(listed.problem);
  const [first, ...others] = match(listed.answer, wanted);
  const cannot = `Cannot ${purpose} "${wanted}"`;
  if (first === undefined) {
    const isAlarm = plan.alarms.some(({ id }) => id === wanted);
    const nothing = sinceMs === undefined ? 'no open incident' : 'no incident';
    const missing = isAlarm ? `the alarm has ${nothing}` : `${nothing} has that id or alarm`;
    const hint = isAlarm ? listOpen(listed.answer) : hintAt(wanted, listed.answer);
    return fail(`${cannot}: ${missing}, ${hint}`, isAlarm ? exitCodes.failed : exitCodes.usage);
  }
  if (others.length === 0) return { ok: true, incident: first };
  const several = nameAll([first, ...others]);
  return fail(`${cannot}: ${others.length + 1} incidents begin with it, must be one of ${several}`, exitCodes.usage);
}

/** All that are meant; of an alarm the one that matters most: a real one before a drill, an open one before one that is over. */
function match(incidents: readonly Incident[], wanted: string): readonly Incident[] {
  const exact = incidents.filter(({ id }) => id === wanted);
  if (exact.length > 0) return exact;
  const ofAlarm = incidents.filter(({ alarmId, alarm }) => alarmId === wanted || alarm === wanted);
  const open = ofAlarm.filter(isUnresolved);
  const isReal = ({ drill }: Incident) => drill === undefined;
  const newest = open.find(isReal) ?? open[0] ?? ofAlarm.find(isReal) ?? ofAlarm[0];
  return newest === undefined ? incidents.filter(({ id }) => id.startsWith(wanted)) : [newest];
}

function hintAt(wanted: string, incidents: readonly Incident[]): string {
  const names = incidents.flatMap(({ id, alarmId }) => [id, ...(alarmId === undefined ? [] : [alarmId])]);
  const nearest = findNearest(wanted, names);
  return nearest === undefined ? listOpen(incidents) : `did you mean "${nearest}"?`;
}

function listOpen(incidents: readonly Incident[]): string {
  const open = incidents.filter(isUnresolved);
  return open.length === 0 ? 'and none is open' : `open: ${nameAll(open)}`;
}

/** As many as a line can hold. */
const mostNamed = 8;

function nameAll(incidents: readonly Incident[]): string {
  const names = incidents.slice(0, mostNamed).map(({ id, alarmId, title }) => `${id} (${alarmId ?? title})`);
  const more = incidents.length - names.length;
  return `${names.join(', ')}${more === 0 ? '' : ` and ${more} more`}`;
}
