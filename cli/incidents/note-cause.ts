import type { Incident } from '../../shared/model/incident.ts';
import type { IncidentDesk } from './incident-desk.ts';

/**
 * A line for whoever acknowledged an incident that another one explains: that one still wakes people. Nothing where nothing
 * explains it, where somebody takes care of the other one already, or where that one is not known.
 */
export async function noteCause(desk: IncidentDesk, incident: Incident): Promise<readonly string[]> {
  const { phase, hold, suppressedBy, acknowledged } = incident;
  if (phase === 'resolved' || acknowledged === undefined) return [];
  const isHeld = phase === 'held' && hold?.reason.kind === 'dependency';
  const alarm = isHeld ? hold.reason.alarm : suppressedBy;
  if (alarm === undefined) return [];
  const listed = await desk.list(Number.MAX_SAFE_INTEGER);
  const cause = listed.ok
    ? listed.answer.find((one) => one.alarm === alarm && one.phase !== 'resolved' && one.drill === undefined)
    : undefined;
  if (cause === undefined || cause.acknowledged !== undefined) return [];
  return [`${isHeld ? 'held: ' : ''}explained by ${cause.title} (${cause.id}): acknowledge that one too`];
}
