import { type Severity, severities } from '../../../shared/model/severity.ts';
import type { AlarmView, IncidentView } from '../../api/types.ts';

/** Whether an incident is not over. */
export function isOpen({ status }: Pick<IncidentView, 'status'>): boolean {
  return status !== 'resolved';
}

/** Why the steps that are left are not taken any more; undefined while they may be. */
export function whyStepsEnd({
  acknowledged,
  resolved,
}: Pick<IncidentView, 'acknowledged' | 'resolved'>): string | undefined {
  if (acknowledged) return `acknowledged by ${acknowledged.by}`;
  if (resolved) return resolved.by === undefined ? 'it was over' : `resolved by ${resolved.by}`;
  return undefined;
}

/** The open incidents: what rings before what somebody has taken or what waits, then the most severe, then the newest. */
export function openIncidents(incidents: readonly IncidentView[]): readonly IncidentView[] {
  return incidents
    .filter(isOpen)
    .toSorted(
      (a, b) =>
        urgency[a.status] - urgency[b.status] || bySeverity(a.severity, b.severity) || b.openedAtMs - a.openedAtMs,
    );
}

const urgency = {
  open: 0,
  flapping: 0,
  acknowledged: 1,
  recovering: 2,
  silenced: 3,
  held: 4,
  resolved: 5,
} as const satisfies Record<IncidentView['status'], number>;

/** The incidents that are over, the last one to end first. */
export function pastIncidents(incidents: readonly IncidentView[]): readonly IncidentView[] {
  return incidents
    .filter((incident) => !isOpen(incident))
    .toSorted((a, b) => (b.resolved?.atMs ?? b.openedAtMs) - (a.resolved?.atMs ?? a.openedAtMs));
}

/** The open incident that speaks about an alarm, or that explains it; a drill is about nothing. */
export function incidentOfAlarm(
  incidents: readonly IncidentView[],
  { alarm }: Pick<AlarmView, 'alarm'>,
): { readonly incident: IncidentView; readonly isRelated: boolean } | undefined {
  const open = incidents.filter((incident) => isOpen(incident) && incident.drill === undefined);
  const own = open.find((incident) => incident.alarm === alarm.name);
  if (own) return { incident: own, isRelated: false };
  const cause = open.find(({ related }) => related.some((one) => one.alarm === alarm.name && one.overMs === undefined));
  return cause && { incident: cause, isRelated: true };
}

function bySeverity(a: Severity, b: Severity): number {
  return severities.indexOf(a) - severities.indexOf(b);
}
