import type { Incident } from '../../model/incident.ts';
import { findTimedHold } from '../find-timed-hold.ts';
import { nextDigest } from '../next-digest.ts';
import { wasListed } from './find-hold.ts';
import { type IncidentContext, policyOf, stepsOf } from './incident-context.ts';

/**
 * Plans the summary that tells of the end of an incident which was never announced: what a calendar or a window held back until
 * it was over becomes one line when that ends, and whoever read of its beginning in a digest reads of its end in the next.
 */
export function planSummary(incident: Incident, context: IncidentContext): Incident {
  const { hold, announcedAtMs, summaryDueMs } = incident;
  if (hold === undefined || announcedAtMs !== undefined) return incident;
  const { digest } = policyOf(incident, context);
  if (wasListed(incident) || hold.reason.kind === 'digest') {
    const nextMs = digest === undefined ? context.nowMs : nextDigest(digest, context.nowMs);
    return { ...incident, summaryDueMs: summaryDueMs ?? nextMs };
  }
  const wasHeldBack = hold.reason.kind === 'calendar' || hold.reason.kind === 'maintenance';
  if (!wasHeldBack || stepsOf(incident, context).length === 0) return incident;
  return { ...incident, summaryDueMs: endOfHolds(incident, hold.untilMs, context) };
}

/** Holds that follow each other without a gap; one more than these is not waited for. */
const mostHolds = 10;

/** When nothing would hold it any longer: a window may end at night, and the office opens later. */
function endOfHolds(
  { severity, openedAtMs, ...incident }: Incident,
  untilMs: number | undefined,
  context: IncidentContext,
): number {
  const { routing, maintenance, calendars, nowMs } = context;
  const policy = policyOf({ severity, ...incident }, context);
  let atMs = Math.max(nowMs, untilMs ?? 0);
  for (let round = 0; round < mostHolds; round += 1) {
    const next = findTimedHold({ severity, openedAtMs, policy, routing, maintenance, calendars }, atMs);
    if (next?.untilMs === undefined || next.reason.kind === 'settling') return atMs;
    if (next.reason.kind === 'digest') return next.untilMs;
    atMs = next.untilMs;
  }
  return atMs;
}
