import type { PlannedAlarm } from '../model/alarm.ts';
import type { AlarmRouting, Policy } from '../model/policy.ts';
import type { Route } from '../model/route.ts';
import { explainWait } from './explain-wait.ts';
import { policyOf } from './incident/incident-context.ts';
import { nameOwner } from './name-owner.ts';
import { type RoutingPlan, routeSteps } from './route-steps.ts';

/**
 * What happens if an alarm goes on at a moment (epoch milliseconds), stays on, and nobody acknowledges it. Undefined where the
 * plan has no such alarm, or no routing for it. Has no steps where it is held with no end in sight.
 */
export function explainRoute(
  alarmId: string,
  { plan, atMs }: { readonly plan: RoutingPlan; readonly atMs: number },
): Route | undefined {
  const alarm = plan.alarms.find(({ id }) => id === alarmId);
  const routing = Object.hasOwn(plan.routing, alarmId) ? plan.routing[alarmId] : undefined;
  if (alarm === undefined || routing === undefined) return undefined;
  const { severity } = alarm;
  const policy = policyOf({ policy: routing.policy, severity }, plan);
  const dependsOn = titlesOf(routing, plan);
  const wait = explainWait({ severity, policy, routing, parents: dependsOn, ...pickWindows(plan) }, atMs);
  const { announcedAtMs, why, digestAtMs } = wait;
  return {
    ...describeAlarm({ alarm, routing, policy }, plan),
    atMs,
    ...(why === undefined ? {} : { hold: { why, ...(announcedAtMs === undefined ? {} : { untilMs: announcedAtMs }) } }),
    announcedAtMs: announcedAtMs ?? atMs,
    steps: announcedAtMs === undefined ? [] : routeSteps({ severity, routing, announcedAtMs }, plan),
    ...(policy.repeatMs === undefined ? {} : { repeatMs: policy.repeatMs }),
    ...(digestAtMs === undefined ? {} : { digestAtMs }),
    ...(policy.respondWithinMs === undefined ? {} : { respondWithinMs: policy.respondWithinMs }),
    recoveryMs: policy.recoveryMs,
    failover: failoverOf(policy, plan),
    dependsOn,
  };
}

/** As the router does: after those of the policy the backstop takes over, for what is told one by one. */
function failoverOf({ failover, steps, digest }: Policy, { backstop }: RoutingPlan): readonly string[] {
  return digest !== undefined || steps.length === 0 ? [] : [...new Set([...failover, ...backstop])];
}

interface Occasion {
  readonly alarm: PlannedAlarm;
  readonly routing: AlarmRouting;
  readonly policy: Policy;
}

function describeAlarm({ alarm, routing, policy }: Occasion, plan: RoutingPlan) {
  const { id, title, severity } = alarm;
  const owner = routing.owner === undefined ? {} : { owner: nameOwner(routing.owner, plan) };
  return { alarmId: id, title, severity, policy: policy.name, ...owner };
}

const pickWindows = ({ maintenance, calendars }: RoutingPlan) => ({ maintenance, calendars });

function titlesOf({ dependsOn }: AlarmRouting, { alarms }: RoutingPlan): readonly string[] {
  return dependsOn.map((parent) => alarms.find(({ id }) => id === parent)?.title ?? parent);
}
