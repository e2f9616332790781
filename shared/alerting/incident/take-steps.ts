import { isWithin } from '../../kpi/calendar.ts';
import type { Incident } from '../../model/incident.ts';
import type { PolicyStep } from '../../model/policy.ts';
import { resolveReceivers } from '../resolve-receivers.ts';
import { addTells } from './add-tells.ts';
import { findCause } from './find-hold.ts';
import { type IncidentContext, policyOf, stepsOf } from './incident-context.ts';
import { tellStory } from './timeline.ts';
import { triedChannels } from './tried-channels.ts';

/** True where nobody needs to be bothered further for now: it is acknowledged, silenced, recovering, or explained by another. */
export function isPaused(incident: Incident, context: IncidentContext): boolean {
  return incident.recoveringSinceMs !== undefined || isLookedAfter(incident, context);
}

/** True where somebody knows of it, by it or by what explains it. */
function isLookedAfter(incident: Incident, context: IncidentContext): boolean {
  const { acknowledged, silenced, drill } = incident;
  return (
    acknowledged !== undefined ||
    (silenced !== undefined && silenced.untilMs > context.nowMs) ||
    (drill === undefined && findCause(incident, context) !== undefined)
  );
}

/** When the next step of an announced incident falls due; undefined where there is none. */
export function nextStepMs(incident: Incident, context: IncidentContext): number | undefined {
  const step = stepsOf(incident, context)[incident.stepsDone];
  return step === undefined || incident.announcedAtMs === undefined ? undefined : incident.announcedAtMs + step.afterMs;
}

/** When everybody is told again; undefined where nobody is. */
export function nextReminderMs(incident: Incident, context: IncidentContext): number | undefined {
  const { repeatMs } = policyOf(incident, context);
  const { remindedAtMs } = incident;
  if (repeatMs === undefined || remindedAtMs === undefined || triedChannels(incident).size === 0) return undefined;
  return remindedAtMs + repeatMs;
}

/** True where somebody knows of it, or is just being told. */
const wasTold = ({ told, tells }: Incident): boolean =>
  Object.keys(told).length > 0 || tells.some(({ givenUp }) => givenUp === 0);

/**
 * Takes the steps that are due. Where all that were due reached nobody, the next one is not waited for, and where the whole
 * policy reaches nobody, the backstop is told: an incident that should be told is told to somebody.
 */
export function takeSteps(start: Incident, context: IncidentContext): Incident {
  const steps = stepsOf(start, context);
  let incident = start;
  for (let step = steps[incident.stepsDone]; step !== undefined; step = steps[incident.stepsDone]) {
    const isDue = context.nowMs >= (nextStepMs(incident, context) ?? Number.POSITIVE_INFINITY);
    const isImmediate = incident.stepsDone === 0 && step.afterMs === 0;
    const reachedNobody = incident.stepsDone > 0 && !wasTold(incident);
    if (!isDue && !reachedNobody) break;
    // An incident that was announced is told once, even where its alarm is OK again by then.
    const waits = isImmediate || reachedNobody ? isLookedAfter : isPaused;
    if (waits(incident, context)) break;
    incident = takeStep(incident, step, context);
  }
  // A plan that changed meanwhile may have fewer steps than are done.
  const isExhausted = steps.length > 0 && incident.stepsDone >= steps.length;
  if (!isExhausted || wasTold(incident) || isLookedAfter(incident, context)) return incident;
  const tried = triedChannels(incident);
  const channels = context.backstop.filter((channel) => !tried.has(channel));
  return channels.length === 0
    ? incident
    : { ...addTells(incident, { kind: 'opening', channels }), remindedAtMs: context.nowMs };
}

function takeStep(incident: Incident, step: PolicyStep, context: IncidentContext): Incident {
  const { nowMs, calendars, roster, routing } = context;
  const index = incident.stepsDone;
  const done = { ...incident, stepsDone: index + 1 };
  const skip = (why: string) => tellStory(done, { atMs: nowMs, what: 'skipped', step: index, why });
  const calendar = step.during === undefined ? undefined : calendars[step.during];
  if (calendar !== undefined && !isWithin(calendar, nowMs)) return skip(`outside of ${step.during}`);
  const receivers = index === 0 ? [...step.notify, ...routing.alsoNotify] : step.notify;
  const { channels, mentions, problems } = resolveReceivers(receivers, {
    ...{ roster, atMs: nowMs },
    severity: incident.severity,
  });
  const noted = problems.reduce((so, why) => tellStory(so, { atMs: nowMs, what: 'skipped', step: index, why }), done);
  if (channels.length === 0) return noted;
  const kind = wasTold(incident) ? 'escalation' : 'opening';
  return { ...addTells(noted, { kind, channels, mentions, step: index }), remindedAtMs: nowMs };
}

/** Tells everybody again who was told, where it is time. */
export function takeReminder(incident: Incident, context: IncidentContext): Incident {
  const dueMs = nextReminderMs(incident, context);
  if (dueMs === undefined || context.nowMs < dueMs || isPaused(incident, context)) return incident;
  return remind(incident, context);
}

/** Tells everybody again who was told; where nobody could be, everybody who should have been. */
export function remind(incident: Incident, { nowMs }: Pick<IncidentContext, 'nowMs'>): Incident {
  const told = Object.keys(incident.told);
  const channels = told.length > 0 ? told : [...triedChannels(incident)];
  return { ...addTells(incident, { kind: 'reminder', channels }), remindedAtMs: nowMs };
}
