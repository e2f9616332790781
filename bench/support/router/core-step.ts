import { composeAlert } from '../../../shared/alerting/compose-alert.ts';
import { identifyAlarm } from '../../../shared/alerting/identify-alarm.ts';
import { actOnIncident } from '../../../shared/alerting/incident/act-on-incident.ts';
import { claimTells } from '../../../shared/alerting/incident/add-tells.ts';
import { advance, nextDueMs } from '../../../shared/alerting/incident/advance.ts';
import { type AlarmNews, hearAlarm } from '../../../shared/alerting/incident/hear-alarm.ts';
import type { IncidentContext } from '../../../shared/alerting/incident/incident-context.ts';
import { noteDeliveries } from '../../../shared/alerting/incident/note-delivery.ts';
import type { AlarmRecord } from '../../../shared/model/incident.ts';
import { type AlertRouterConfig, defaultRouting } from '../../../shared/plan/alert-router-config.ts';
import { dependentAlarms, parentAlarm } from './bench-plan.ts';
import type { MixEvent } from './event-mix.ts';
import { type AlarmChange, notificationOf } from './sns-message.ts';

/** How long a writer claims what it tells. */
const claimMs = 60_000;

const dependents = new Set(dependentAlarms);

/** The world of one alarm's incident; its parent, where it has one, is fine. */
export function contextOf(config: AlertRouterConfig, alarm: string, nowMs: number): IncidentContext {
  const { policies, calendars, maintenance, people, teams, rotations, channels, backstop, alarms } = config;
  return {
    ...{ nowMs, policies, calendars, maintenance, backstop },
    routing: alarms[alarm]?.routing ?? defaultRouting('critical'),
    roster: { channels, people, teams, rotations },
    hearsAcknowledgements: (channel) => channels[channel]?.kind === 'slack',
    causes: dependents.has(alarm) ? [{ alarm: parentAlarm, isOn: false, severity: 'critical' }] : [],
  };
}

/** What an alarm's change says, composed as the function does it. */
export function newsOf(config: AlertRouterConfig, change: AlarmChange): AlarmNews {
  const { service, environment, timeZone } = config;
  const { alarm, state, atMs } = change;
  const notification = notificationOf(change);
  const context = identifyAlarm(notification, config);
  const status = state === 'ALARM' ? 'firing' : 'resolved';
  return {
    ...{ alarm, state, changedAtMs: atMs, title: context.title, severity: context.severity, policy: context.severity },
    message: composeAlert({ notification, status, context, service, environment, timeZone }),
  };
}

/** Hears news, and goes through everything that follows as if each message were taken at once. */
export function hearInCore(record: AlarmRecord | undefined, news: AlarmNews, context: IncidentContext): AlarmRecord {
  return tellInCore(advance(hearAlarm(record, news, context.nowMs), context), context);
}

/** One event of the mix through the pure core: from the record before it to the record after it. */
export function stepInCore(
  record: AlarmRecord | undefined,
  event: MixEvent,
  { news, context }: { readonly news: AlarmNews; readonly context: IncidentContext },
): AlarmRecord | undefined {
  const { what } = event.step;
  if ('state' in what)
    return hearInCore(record, { ...news, changedAtMs: event.openedAtMs + what.changedAtMs }, context);
  if (record === undefined) return undefined;
  if ('wake' in what) return tellInCore(advance(record, context), context);
  const act = { incident: record.incident?.id ?? '', by: 'Ada', timeZone: 'Europe/Zurich' };
  const acted = actOnIncident(record, { action: 'acknowledge' }, { act, context });
  return tellInCore(advance(acted.record, context), context);
}

/** Claims what is to be told, notes that it was delivered, and finds when the record is due again. */
function tellInCore(start: AlarmRecord, context: IncidentContext): AlarmRecord {
  const { nowMs } = context;
  let record = start;
  while (record.incident !== undefined) {
    const { incident, claimed } = claimTells(record.incident, { nowMs, untilMs: nowMs + claimMs });
    if (claimed.length === 0) break;
    const ends = claimed.map((tell) => ({ tell, result: 'delivered', attempts: 1, atMs: nowMs }) as const);
    record = advance(noteDeliveries({ ...record, incident }, { incident: incident.id, ends }, context), context);
  }
  nextDueMs(record, context);
  return record;
}
