import type { IncidentView, WatchEvent } from '../../local/api/types.ts';
import type { WatchSource } from '../../local/api/watch-source.ts';
import type { Snapshot } from '../../local/console/state/snapshot.ts';
import { explainRoute } from '../../shared/alerting/explain-route.ts';
import { statusOf } from '../../shared/model/incident.ts';
import { NOW_MS } from '../local/console/fixture-results.ts';
import { samplePlan } from '../local/console/fixtures.ts';

/** What somebody asked for, as the watch was told. */
export type PersonsAct =
  | { readonly incident: string; readonly act: Parameters<WatchSource['actOnIncident']>[1] }
  | { readonly drill: string; readonly by: string; readonly forMs: number };

type IncidentSource = Pick<
  WatchSource,
  'incidents' | 'incident' | 'actOnIncident' | 'drill' | 'rotations' | 'routes' | 'route'
>;

interface IncidentSourceParts {
  readonly current: () => Snapshot;
  readonly publish: (event: WatchEvent) => void;
  /** Where what people asked for is written down. */
  readonly acts: PersonsAct[];
}

/** The part of a sample watch that is about incidents: it does in short what the real one does, and writes it down. */
export function incidentSource({ current, publish, acts }: IncidentSourceParts): IncidentSource {
  const find = (id: string) => current().incidents.find((one) => one.id === id);
  return {
    incidents: async () => current().incidents,
    incident: async (id) => find(id),
    actOnIncident: async (id, act) => {
      const incident = find(id);
      if (!incident) return undefined;
      acts.push({ incident: id, act });
      const acted = actOn(incident, act, current().watch.nowMs);
      if ('incident' in acted) publish({ type: 'incident', incident: acted.incident });
      return acted;
    },
    drill: async (alarm, { by, forMs }) => {
      const running = current().incidents.find(({ drill }) => drill !== undefined);
      if (!running || !current().alarms.some((view) => view.alarm.id === alarm)) return undefined;
      acts.push({ drill: alarm, by, forMs });
      return running.alarmId === alarm
        ? { problem: `Cannot drill alarm "${alarm}": one is under way` }
        : { incident: { ...running, id: 'drilldrill01', alarmId: alarm, drill: { by, endsAtMs: NOW_MS + forMs } } };
    },
    rotations: () => current().rotations,
    routes: () => current().routes,
    route: (alarm, atMs = NOW_MS) => explainRoute(alarm, { plan: samplePlan, atMs }),
  };
}

/** The incident after an action, in short: what people did before makes the watch refuse, as the real one does. */
function actOn(
  incident: IncidentView,
  act: Parameters<WatchSource['actOnIncident']>[1],
  atMs: number,
): { readonly incident: IncidentView } | { readonly problem: string } {
  const { by } = act;
  if (act.seenActions !== undefined && act.seenActions !== incident.actions) {
    return { problem: `Cannot ${act.action} incident "${incident.id}": somebody was faster, must be looked at again` };
  }
  const acted = { ...incident, actions: incident.actions + 1, ...changeBy(act, by, atMs) };
  return { incident: { ...acted, status: statusOf(acted, atMs) } };
}

function changeBy(act: Parameters<WatchSource['actOnIncident']>[1], by: string, atMs: number): Partial<IncidentView> {
  switch (act.action) {
    case 'acknowledge':
      return { acknowledged: { atMs, by, ...(act.note !== undefined && { note: act.note }) } };
    case 'silence':
      return { silenced: { atMs, by, reason: act.reason, untilMs: act.untilMs } };
    case 'resolve':
      return { phase: 'resolved', resolved: { atMs, okSinceMs: atMs, by } };
  }
}
