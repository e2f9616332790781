import type { AlarmRecord, RelatedAlarm } from '../../model/incident.ts';
import { openIncidentOf } from './hear-alarm.ts';
import { tellStory } from './timeline.ts';

/** Alarms that one incident lists; the others are in the log. */
const mostRelated = 100;

/** Lists an alarm on the incident that explains it, or notes that it is over. Nothing changes where that is known. */
export function relateAlarm(record: AlarmRecord, related: RelatedAlarm, nowMs: number): AlarmRecord {
  const incident = openIncidentOf(record);
  if (incident === undefined) return record;
  const known = incident.related.find(({ alarm }) => alarm === related.alarm);
  if (known !== undefined) {
    if (known.overMs === related.overMs) return record;
    const list = incident.related.map((one) => (one.alarm === related.alarm ? related : one));
    return { ...record, incident: { ...incident, related: list } };
  }
  if (related.overMs !== undefined || incident.related.length >= mostRelated) return record;
  const { alarm, title } = related;
  const joined = tellStory(incident, { atMs: nowMs, what: 'joined', alarm, title });
  return { ...record, incident: { ...joined, related: [...incident.related, related] } };
}
