import { explainRoute } from '../shared/alerting/explain-route.ts';
import { listRotationShifts } from '../shared/alerting/list-rotation-shifts.ts';
import { nameOwner } from '../shared/alerting/name-owner.ts';
import { apiLimits } from '../shared/model/api-limits.ts';
import { type Incident, statusOf } from '../shared/model/incident.ts';
import type { ActAnswer, DrillAnswer } from '../shared/model/router-event.ts';
import type { Plan } from '../shared/plan/plan.ts';
import type { Clock } from '../shared/ports/clock.ts';
import type { IncidentStore } from '../shared/ports/incident-store.ts';
import type { IncidentView, RouteView } from './api/types.ts';
import type { WatchSource } from './api/watch-source.ts';
import { type RouterRunner, routerFailed } from './router-runner.ts';

/** The answers about incidents, people and routes. */
export type IncidentDesk = Pick<
  WatchSource,
  'incidents' | 'incident' | 'actOnIncident' | 'drill' | 'rotations' | 'routes' | 'route'
>;

/** What the desk looks at. */
export interface IncidentDeskParts {
  readonly plan: Plan;
  readonly clock: Clock;
  readonly incidents: IncidentStore;
  readonly router: RouterRunner;
}

/** How far ahead shifts are shown. */
const shiftsMs = 28 * 86_400_000;

/** Answers about incidents, people and routes from a watch's memory. Whoever acts goes through the router, as on AWS. */
export function createIncidentDesk({ plan, clock, incidents, router }: IncidentDeskParts): IncidentDesk {
  const view = (incident: Incident): IncidentView => viewIncident(incident, { plan, nowMs: clock.now() });
  return {
    async incidents() {
      const listed = await incidents.list({ fromMs: 0, toMs: clock.now() + 1, limit: apiLimits.incidents });
      // An old one that is still open is listed however many came after it.
      return [...(await incidents.open()), ...listed.filter(({ phase }) => phase === 'resolved')].map(view);
    },
    async incident(id) {
      const found = await incidents.find(id);
      return found && view(found);
    },
    async actOnIncident(id, { by, seenActions, ...action }) {
      if ((await incidents.find(id)) === undefined) return undefined;
      const seen = seenActions === undefined ? {} : { seenActions };
      const answer = (await router.invoke({ act: { ...action, incident: id, by, ...seen } })) as ActAnswer | undefined;
      if (answer === undefined) return { problem: routerFailed };
      if (!answer.done) return { problem: answer.problem };
      const incident = answer.incident ?? (await incidents.find(id));
      return incident === undefined ? undefined : { incident: view(incident) };
    },
    async drill(alarmId, { by, forMs }) {
      if (plan.routing[alarmId] === undefined) return undefined;
      const answer = (await router.invoke({ drill: { alarmId, by, forMs } })) as DrillAnswer | undefined;
      if (answer === undefined) return { problem: routerFailed };
      return answer.started ? { incident: view(answer.incident) } : { problem: answer.problem };
    },
    rotations() {
      const fromMs = clock.now();
      const period = { fromMs, toMs: fromMs + shiftsMs };
      return plan.rotations.map((rotation) => listRotationShifts(rotation, plan.people, period));
    },
    // One moment for all of them: who is told alike then also looks alike.
    routes: (atMs = clock.now()) => plan.alarms.flatMap(({ id }) => explainRoute(id, { plan, atMs }) ?? []),
    route: (alarmId, atMs = clock.now()): RouteView | undefined => explainRoute(alarmId, { plan, atMs }),
  };
}

/** An incident with its one word, its owner by name, and its route as of when it was announced. */
export function viewIncident(
  incident: Incident,
  { plan, nowMs }: { readonly plan: Plan; readonly nowMs: number },
): IncidentView {
  const { alarmId, announcedAtMs, openedAtMs, owner } = incident;
  const route = alarmId === undefined ? undefined : explainRoute(alarmId, { plan, atMs: announcedAtMs ?? openedAtMs });
  return {
    ...{ ...incident, status: statusOf(incident, nowMs) },
    ...(owner === undefined ? {} : { ownerName: nameOwner(owner, plan) }),
    ...(route === undefined ? {} : { route }),
  };
}
