import { isWithin } from '../kpi/calendar.ts';
import type { AlarmRouting, PolicyStep } from '../model/policy.ts';
import type { RoutedReceiver, RoutedStep } from '../model/route.ts';
import type { Severity } from '../model/severity.ts';
import type { Plan } from '../plan/plan.ts';
import { stepsOf } from './incident/incident-context.ts';
import { resolveReceiver } from './resolve-receivers.ts';

/** The parts of a plan that decide who is told. */
export type RoutingPlan = Pick<
  Plan,
  | 'alarms'
  | 'routing'
  | 'policies'
  | 'calendars'
  | 'maintenance'
  | 'rotations'
  | 'people'
  | 'teams'
  | 'channels'
  | 'backstop'
>;

interface Announcement {
  readonly severity: Severity;
  readonly routing: AlarmRouting;
  readonly announcedAtMs: number;
}

/**
 * The steps of an incident that nobody acknowledges, each with its clock and whom it tells then. As the router does: a step
 * is not waited for where all before it reached nobody, and where none reaches anybody the backstop is told at last.
 */
export function routeSteps(announcement: Announcement, plan: RoutingPlan): readonly RoutedStep[] {
  const { severity, routing, announcedAtMs } = announcement;
  const routed: RoutedStep[] = [];
  for (const [index, step] of stepsOf(
    { policy: routing.policy, severity },
    { policies: plan.policies, routing },
  ).entries()) {
    const last = routed.at(-1);
    const atMs = last === undefined || routed.some(tellsSomebody) ? announcedAtMs + step.afterMs : last.atMs;
    const notify = index === 0 ? [...step.notify, ...routing.alsoNotify] : step.notify;
    routed.push(routeStep({ ...step, notify }, { plan, severity, atMs }));
  }
  const last = routed.at(-1);
  if (last === undefined || routed.some(tellsSomebody) || plan.backstop.length === 0) return routed;
  const receivers = [{ receiver: 'backstop', people: [], channels: plan.backstop }];
  return [...routed, { afterMs: last.afterMs, atMs: last.atMs, receivers }];
}

const tellsSomebody = ({ receivers }: RoutedStep): boolean => receivers.some(({ channels }) => channels.length > 0);

interface StepContext {
  readonly plan: RoutingPlan;
  readonly severity: Severity;
  readonly atMs: number;
}

function routeStep({ afterMs, notify, during }: PolicyStep, { plan, severity, atMs }: StepContext): RoutedStep {
  const hours = during !== undefined && Object.hasOwn(plan.calendars, during) ? plan.calendars[during] : undefined;
  if (hours !== undefined && !isWithin(hours, atMs)) {
    return { afterMs, atMs, receivers: [], skipped: `outside of ${during}` };
  }
  const receivers = notify.map((one): RoutedReceiver => {
    const { mentions: _, ...receiver } = resolveReceiver(one, { roster: plan, severity, atMs });
    return receiver;
  });
  return { afterMs, atMs, receivers };
}
