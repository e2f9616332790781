import { type AlarmRecord, type Incident, isUnresolved } from '../model/incident.ts';
import { incidentRetentionMs } from '../ports/incident-store.ts';

/**
 * When the record of an alarm is forgotten, in epoch milliseconds: as late as the log forgets what happened now. Undefined, and so
 * never, while its incident is unresolved or something is due.
 */
export function recordExpiry(
  { incident }: AlarmRecord,
  { dueAtMs, nowMs }: { readonly dueAtMs: number | undefined; readonly nowMs: number },
): number | undefined {
  const isWaiting = dueAtMs !== undefined || (incident !== undefined && isUnresolved(incident));
  return isWaiting ? undefined : nowMs + incidentRetentionMs;
}

/** When the log forgets an incident, in epoch milliseconds. */
export function incidentExpiry({ openedAtMs }: Incident): number {
  return openedAtMs + incidentRetentionMs;
}
