import type { AlarmView, IncidentView } from '../../../local/api/types.ts';
import { explainRoute } from '../../../shared/alerting/explain-route.ts';
import type { PlannedAlarm } from '../../../shared/model/alarm.ts';
import { type Incident, statusOf } from '../../../shared/model/incident.ts';
import type { Plan } from '../../../shared/plan/plan.ts';
import { incidentIdOf, messageAbout } from './fixture-deliveries.ts';
import { type IncidentStory, incidentStories } from './fixture-incident-stories.ts';
import { NOW_MS } from './fixture-results.ts';

const MINUTE_MS = 60_000;

/** What is going on in the fixtures, and what is over: an incident in every status, a drill, and one with 40 related alarms. */
export function incidentViews(plan: Plan, alarms: readonly AlarmView[]): readonly IncidentView[] {
  return incidentStories
    .map((story) => viewOf(plan, alarms, story))
    .toSorted((a, b) => Number(a.phase === 'resolved') - Number(b.phase === 'resolved') || b.openedAtMs - a.openedAtMs);
}

function viewOf(plan: Plan, alarms: readonly AlarmView[], story: IncidentStory): IncidentView {
  const found = alarms.find(({ alarm }) => alarm.id === story.alarm);
  if (!found) throw new Error(`Cannot make an incident: the plan has no alarm "${story.alarm}", must have it`);
  const openedAtMs = NOW_MS - Math.round(story.openedMinutesAgo * MINUTE_MS);
  const change = story.goesOn(openedAtMs);
  const [first] = change.timeline ?? [];
  const reason = first?.what === 'opened' ? first.reason : found.stateReason;
  const incident: Incident = { ...beginningOf(plan, found.alarm, { openedAtMs, reason }), ...change };
  const route = explainRoute(story.alarm, { plan, atMs: openedAtMs });
  return { ...incident, status: statusOf(incident, NOW_MS), ownerName: 'Shop team', ...(route && { route }) };
}

function beginningOf(
  plan: Plan,
  alarm: PlannedAlarm,
  { openedAtMs, reason }: { readonly openedAtMs: number; readonly reason: string },
): Incident {
  const { policy = alarm.severity, runbookSteps = [] } = plan.routing[alarm.id] ?? {};
  const change = { atMs: openedAtMs, from: 'OK', to: 'ALARM', reason } as const;
  return {
    id: incidentIdOf(alarm, openedAtMs),
    alarm: alarm.name,
    alarmId: alarm.id,
    title: alarm.title,
    severity: alarm.severity,
    policy,
    owner: 'shop',
    phase: 'open',
    openedAtMs,
    stepsDone: 0,
    flaps: 0,
    news: { opening: { ...messageAbout(plan, alarm, change), reason, runbookSteps } },
    related: [],
    told: {},
    tells: [],
    tellCount: 0,
    timeline: [],
    actions: 0,
  };
}
