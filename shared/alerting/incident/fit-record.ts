import type { AlarmRecord } from '../../model/incident.ts';

/** UTF-8 bytes of a record; the store takes 350 KB. */
const mostBytes = 300 * 1024;

/** What is kept of a record that would be too large: entries of its story, and alarms that it lists. */
const portions = [100, 40, 10, 2] as const;

/**
 * A record that the store takes: of one that is too large, the middle of its story and the last alarms that it lists are left
 * out, as much as it needs. Who must be told of it is never left out.
 */
export function fitRecord(record: AlarmRecord): AlarmRecord {
  if (isSmall(record)) return record;
  const cuts = portions.map((most) => cutTo(record, most));
  return cuts.find(isSmall) ?? cuts.at(-1) ?? record;
}

function isSmall(record: AlarmRecord): boolean {
  return Buffer.byteLength(JSON.stringify(record)) <= mostBytes;
}

function cutTo(record: AlarmRecord, most: number): AlarmRecord {
  const { incident } = record;
  if (incident === undefined) return record;
  const { timeline, related } = incident;
  const half = most / 2;
  const story = timeline.length <= most ? timeline : [...timeline.slice(0, half), ...timeline.slice(-half)];
  return { ...record, incident: { ...incident, timeline: story, related: related.slice(0, most) } };
}
