import type { Incident } from '../../model/incident.ts';
import { addTells } from './add-tells.ts';
import type { IncidentContext } from './incident-context.ts';
import { planSummary } from './plan-summary.ts';
import { tellStory } from './timeline.ts';

/** How an incident ends: by itself, or because a person says so. */
export interface IncidentEnd {
  /** When the alarm was OK for good. */
  readonly okSinceMs: number;
  readonly by?: string;
  readonly reason?: string;
  readonly falseAlarm?: true;
}

/**
 * Ends an incident. Whoever was told that it opened is told that it closed; one that nobody was told of is summed up. Channels
 * that could not be reached so far are not bothered any more, unless nobody else knows of it.
 */
export function closeIncident(incident: Incident, end: IncidentEnd, context: IncidentContext): Incident {
  const { nowMs } = context;
  const { okSinceMs, ...who } = end;
  const closed = tellStory(
    { ...incident, tells: stillToTell(incident), phase: 'resolved', resolved: { atMs: nowMs, okSinceMs, ...who } },
    { atMs: nowMs, what: 'resolved', ...who },
  );
  return addClosings(planSummary(closed, context));
}

/** Of what waits, a channel that knows of the incident needs to hear only the end. */
function stillToTell({ told, tells }: Incident): Incident['tells'] {
  if (Object.keys(told).length === 0) return tells;
  return tells.filter(({ givenUp, channel }) => givenUp === 0 && !Object.hasOwn(told, channel));
}

/** Whoever was told and has not heard of the end; those who were told by a summary alone hear of it by the next one. */
export function addClosings(incident: Incident): Incident {
  if (incident.phase !== 'resolved' || incident.announcedAtMs === undefined) return incident;
  const channels = Object.entries(incident.told).flatMap(([channel, { closedAtMs, closingLostAtMs }]) =>
    closedAtMs === undefined && closingLostAtMs === undefined ? [channel] : [],
  );
  return channels.length === 0 ? incident : addTells(incident, { kind: 'closing', channels });
}
