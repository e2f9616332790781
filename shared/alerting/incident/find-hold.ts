import type { HoldReason, Incident } from '../../model/incident.ts';
import { severities } from '../../model/severity.ts';
import { findTimedHold } from '../find-timed-hold.ts';
import { type Cause, type IncidentContext, policyOf } from './incident-context.ts';

/** Why an incident must wait, and until when it certainly does. */
export interface Hold {
  readonly reason: HoldReason;
  readonly untilMs?: number;
}

/**
 * What keeps an incident from being told at a moment; undefined where nothing does. Hours never hold a critical one, and a
 * drill is held by nothing: it is there to prove the route.
 */
export function findHold(incident: Incident, context: IncidentContext): Hold | undefined {
  if (incident.drill !== undefined) return undefined;
  const { severity, openedAtMs } = incident;
  const { routing, maintenance, calendars, nowMs } = context;
  const policy = policyOf(incident, context);
  const timed = findTimedHold({ severity, openedAtMs, policy, routing, maintenance, calendars }, nowMs);
  if (timed?.reason.kind === 'maintenance') return timed;
  const cause = findCause(incident, context);
  if (cause !== undefined) return { reason: { kind: 'dependency', alarm: cause.alarm } };
  return timed?.reason.kind === 'digest' && isDigestKnown(incident, nowMs) ? incident.hold : timed;
}

/** The time of a digest is found when the incident is first held for it, and again where that one could tell nobody. */
function isDigestKnown(incident: Incident, nowMs: number): boolean {
  const { hold, summaryDueMs } = incident;
  if (hold?.reason.kind !== 'digest') return false;
  return wasListed(incident) || summaryDueMs !== undefined || (hold.untilMs ?? 0) > nowMs;
}

/** True where a held incident was told of in a digest. */
export function wasListed({ told }: Pick<Incident, 'told'>): boolean {
  return Object.keys(told).length > 0;
}

/** The cause of an incident that is on; one that matters less explains nothing, because fewer people hear of it. */
export function findCause(
  { severity }: Pick<Incident, 'severity'>,
  { causes }: Pick<IncidentContext, 'causes'>,
): Cause | undefined {
  return causes.find((cause) => cause.isOn && severities.indexOf(cause.severity) <= severities.indexOf(severity));
}
