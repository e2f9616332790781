import type { AlertMessage } from '../../model/alert-message.ts';
import { type AlarmRecord, type Incident, isUnresolved } from '../../model/incident.ts';
import type { Severity } from '../../model/severity.ts';
import { incidentId } from './incident-id.ts';
import { tellStory } from './timeline.ts';

/** What an alarm says: its new state, since when, and what there is to say about it. */
export interface AlarmNews {
  /** CloudWatch's name. */
  readonly alarm: string;
  readonly alarmId?: string;
  readonly state: 'OK' | 'ALARM';
  readonly changedAtMs: number;
  /** The first bad datapoint, where known. */
  readonly beganAtMs?: number;
  readonly title: string;
  readonly severity: Severity;
  readonly policy: string;
  readonly owner?: string;
  readonly message: AlertMessage;
  readonly drill?: Incident['drill'];
}

/** True where the record already knows of this or of something newer: the news is late, or told twice. */
export function isOldNews(record: AlarmRecord | undefined, { changedAtMs }: Pick<AlarmNews, 'changedAtMs'>): boolean {
  return record !== undefined && changedAtMs <= record.changedAtMs;
}

/** An unresolved incident of a record. */
export function openIncidentOf(record: AlarmRecord | undefined): Incident | undefined {
  return record?.incident !== undefined && isUnresolved(record.incident) ? record.incident : undefined;
}

/**
 * What a record becomes by an alarm's news. An alarm that goes on opens an incident, or comes back to the one that has not
 * recovered yet; one that is OK begins to recover. Time decides the rest (`advance`).
 */
export function hearAlarm(record: AlarmRecord | undefined, news: AlarmNews, nowMs: number): AlarmRecord {
  if (record !== undefined && isOldNews(record, news)) return record;
  const { alarm, state, changedAtMs } = news;
  const open = openIncidentOf(record);
  const incident = state === 'ALARM' ? goOn(open, news, nowMs) : recover(open ?? record?.incident, news, nowMs);
  return { alarm, state, changedAtMs, ...(incident === undefined ? {} : { incident }) };
}

function goOn(open: Incident | undefined, news: AlarmNews, nowMs: number): Incident {
  if (open === undefined) return openIncident(news);
  const { recoveringSinceMs, ...rest } = open;
  if (recoveringSinceMs === undefined) return open;
  const flaps = open.flaps + 1;
  const { opening } = open.news;
  return tellStory({ ...rest, flaps, news: { opening } }, { atMs: nowMs, what: 'flapped', flaps });
}

function recover(incident: Incident | undefined, { changedAtMs, message }: AlarmNews, nowMs: number) {
  if (incident === undefined || incident.phase === 'resolved' || incident.recoveringSinceMs !== undefined)
    return incident;
  const recovering = { ...incident, recoveringSinceMs: changedAtMs, news: { ...incident.news, closing: message } };
  return tellStory(recovering, { atMs: nowMs, what: 'recovering' });
}

function openIncident(news: AlarmNews): Incident {
  const { alarm, alarmId, title, severity, policy, owner, changedAtMs, beganAtMs, message, drill } = news;
  return {
    id: incidentId(alarm, changedAtMs),
    ...{ alarm, title, severity, policy },
    ...(alarmId === undefined ? {} : { alarmId }),
    ...(owner === undefined ? {} : { owner }),
    ...(drill === undefined ? {} : { drill }),
    phase: 'held',
    openedAtMs: changedAtMs,
    ...(beganAtMs === undefined ? {} : { beganAtMs }),
    ...{ stepsDone: 0, flaps: 0, actions: 0, tellCount: 0 },
    news: { opening: message },
    ...{ related: [], told: {}, tells: [] },
    timeline: [{ atMs: changedAtMs, what: 'opened', reason: message.reason }],
  };
}
