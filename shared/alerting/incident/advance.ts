import type { AlarmRecord, Incident } from '../../model/incident.ts';
import { closeIncident } from './close-incident.ts';
import { findCause, findHold, type Hold, wasListed } from './find-hold.ts';
import { type IncidentContext, policyOf } from './incident-context.ts';
import { isPaused, nextReminderMs, nextStepMs, remind, takeReminder, takeSteps } from './take-steps.ts';
import { tellStory } from './timeline.ts';

/** A hold without a known end is looked at again this often, should nobody call earlier. */
const holdCheckMs = 300_000;

/** The same moment for all who ask within five minutes: asked for twice, a call comes once. */
const nextCheckMs = (nowMs: number): number => (Math.floor(nowMs / holdCheckMs) + 1) * holdCheckMs;

/**
 * Does to a record whatever time has made due: ends what recovered, announces what nothing holds any longer, takes steps and
 * reminds. Doing it twice, late, or too early does no harm: everything follows from the record and the moment.
 */
export function advance(record: AlarmRecord, context: IncidentContext): AlarmRecord {
  const { incident } = record;
  if (incident === undefined || incident.phase === 'resolved') return record;
  return { ...record, incident: advanceIncident(incident, context) };
}

function advanceIncident(incident: Incident, context: IncidentContext): Incident {
  const { nowMs } = context;
  const end = endOf(incident, context);
  if (end !== undefined && nowMs >= end.atMs) return closeIncident(releaseSettled(incident, context), end.how, context);
  const released = release(incident, context);
  if (released.phase !== 'open') return released;
  const heard = endSilence(noteCause(released, context), context);
  return takeReminder(takeSteps(heard, context), context);
}

/** When an incident ends by itself, and how; undefined while its alarm is on. */
function endOf(incident: Incident, context: IncidentContext) {
  const { drill, recoveringSinceMs } = incident;
  if (drill !== undefined) {
    return { atMs: drill.endsAtMs, how: { okSinceMs: drill.endsAtMs, reason: 'The drill is over' } };
  }
  if (recoveringSinceMs === undefined) return undefined;
  const { recoveryMs } = policyOf(incident, context);
  return { atMs: recoveringSinceMs + recoveryMs, how: { okSinceMs: recoveringSinceMs } };
}

/** Announces what only settled, before it ends: its alarm was on, and nothing explained it. Otherwise notes what did. */
function releaseSettled(incident: Incident, context: IncidentContext): Incident {
  const isSettling =
    incident.phase === 'held' && (incident.hold === undefined || incident.hold.reason.kind === 'settling');
  if (!isSettling) return incident;
  const hold = findHold(incident, context);
  return hold === undefined ? takeSteps(announce(incident, context), context) : keepHeld(incident, hold, context);
}

/** Announces a held incident where nothing holds it any longer; otherwise notes what does. */
function release(incident: Incident, context: IncidentContext): Incident {
  if (incident.phase !== 'held') return incident;
  const hold = findHold(incident, context);
  if (hold !== undefined) return keepHeld(incident, hold, context);
  const isRecovering = incident.recoveringSinceMs !== undefined;
  const wasHeldBack = incident.hold !== undefined && incident.hold.reason.kind !== 'settling';
  // What was held back is only told where it still burns; if it stays OK, one line says so.
  return isRecovering && wasHeldBack ? incident : announce(incident, context);
}

function announce(incident: Incident, { nowMs }: IncidentContext): Incident {
  const { hold: _hold, summaryDueMs: _summary, ...rest } = incident;
  return tellStory(
    { ...rest, phase: 'open', announcedAtMs: nowMs },
    { atMs: nowMs, what: 'announced', policy: incident.policy },
  );
}

const sameReason = (a: Hold['reason'], b: Hold['reason']): boolean => JSON.stringify(a) === JSON.stringify(b);

function keepHeld(incident: Incident, hold: Hold, { nowMs }: IncidentContext): Incident {
  const { untilMs } = hold;
  const held = hold.reason.kind === 'digest' ? awaitDigest(incident, hold) : leaveDigest(incident, hold);
  if (incident.hold !== undefined && sameReason(incident.hold.reason, hold.reason)) return held;
  const until = untilMs === undefined ? {} : { untilMs };
  return tellStory(held, { atMs: nowMs, what: 'held', by: hold.reason, ...until });
}

/** Due in the digest, unless one has told of it, or somebody is just sending that. */
function awaitDigest(incident: Incident, hold: Hold): Incident {
  const { summaryDueMs = hold.untilMs } = incident;
  return { ...incident, hold, ...(summaryDueMs === undefined || wasListed(incident) ? {} : { summaryDueMs }) };
}

/** What else holds it keeps it out of the digest too. */
function leaveDigest({ summaryDueMs: _left, ...incident }: Incident, hold: Hold): Incident {
  return { ...incident, hold };
}

/** Notes that an incident which was told already is explained by another: its steps wait meanwhile. */
function noteCause(incident: Incident, context: IncidentContext): Incident {
  const cause = incident.drill === undefined ? findCause(incident, context) : undefined;
  const known = incident.suppressedBy;
  if (cause?.alarm === known) return incident;
  if (cause === undefined) {
    const { suppressedBy: _over, ...rest } = incident;
    return rest;
  }
  const { alarm } = cause;
  return tellStory({ ...incident, suppressedBy: alarm }, { atMs: context.nowMs, what: 'suppressed', by: alarm });
}

function endSilence(incident: Incident, context: IncidentContext): Incident {
  const { silenced, ...rest } = incident;
  if (silenced === undefined || silenced.untilMs > context.nowMs) return incident;
  const ended = tellStory(rest, { atMs: context.nowMs, what: 'silence-ended' });
  return isPaused(ended, context) ? ended : remind(ended, context);
}

/** When a record must be looked at again (epoch milliseconds); undefined where nothing is left to do. */
export function nextDueMs({ incident }: AlarmRecord, context: IncidentContext): number | undefined {
  if (incident === undefined) return undefined;
  const moments = [
    ...incident.tells.map(({ claimedUntilMs }) => claimedUntilMs),
    incident.summaryDueMs,
    ...(incident.phase === 'resolved' ? [] : dueWhileOpen(incident, context)),
  ].filter((moment) => moment !== undefined);
  return moments.length === 0 ? undefined : Math.min(...moments);
}

function dueWhileOpen(incident: Incident, context: IncidentContext): readonly (number | undefined)[] {
  const { phase, hold, silenced } = incident;
  const endMs = endOf(incident, context)?.atMs;
  if (phase === 'held') {
    if (hold?.reason.kind === 'digest') return [endMs];
    const { untilMs = 0 } = hold ?? {};
    // A hold that has ended waits for the alarm, which is recovering.
    return [endMs, untilMs > context.nowMs ? untilMs : nextCheckMs(context.nowMs)];
  }
  if (incident.suppressedBy !== undefined) return [endMs, nextCheckMs(context.nowMs)];
  if (isPaused(incident, context)) return [endMs, silenced?.untilMs];
  return [endMs, nextStepMs(incident, context), nextReminderMs(incident, context)];
}
