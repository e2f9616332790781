import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { type AlarmRecord, type Incident, isUnresolved } from '../../shared/model/incident.ts';
import { incidentAttributes, incidentKeys } from '../../shared/plan/incident-attributes.ts';
import { decodeState } from '../../shared/state/decode-state.ts';
import { encodeState } from '../../shared/state/encode-state.ts';
import { incidentExpiry, recordExpiry } from '../../shared/state/record-expiry.ts';

/** An item of the incident table. */
export type IncidentItem = Readonly<Record<string, AttributeValue>>;

const { key, value, version, open, openedAt, due, dueAt, month, expiresAt } = incidentAttributes;

/** The partitions of the two indexes that have only one. */
export const soleParts = { open: 'open', due: 'due' } as const;

const text = (S: string): AttributeValue => ({ S });
const number = (N: number): AttributeValue => ({ N: String(N) });
const seconds = (ms: number): AttributeValue => number(Math.ceil(ms / 1_000));

/** The item of an alarm's record. Throws where the record is larger than the store takes. */
export function recordItem(
  record: AlarmRecord,
  { dueAtMs, ...write }: { readonly version: number; readonly dueAtMs: number | undefined; readonly nowMs: number },
): IncidentItem {
  const { alarm, incident } = record;
  const expiryMs = recordExpiry(record, { dueAtMs, nowMs: write.nowMs });
  return {
    [key]: text(incidentKeys.alarm(alarm)),
    [value]: text(encodeState(alarm, record)),
    [version]: number(write.version),
    ...(incident !== undefined && isUnresolved(incident)
      ? { [open]: text(soleParts.open), [openedAt]: number(incident.openedAtMs) }
      : {}),
    ...(dueAtMs === undefined ? {} : { [due]: text(soleParts.due), [dueAt]: number(dueAtMs) }),
    ...(expiryMs === undefined ? {} : { [expiresAt]: seconds(expiryMs) }),
  };
}

/** The item of the log's copy of an incident, taken from a version of its alarm's record. */
export function copyItem(incident: Incident, copied: number): IncidentItem {
  const { id, openedAtMs } = incident;
  return {
    [key]: text(incidentKeys.incident(id)),
    [value]: text(encodeState(id, incident)),
    [version]: number(copied),
    [month]: text(monthOf(openedAtMs)),
    [openedAt]: number(openedAtMs),
    [expiresAt]: seconds(incidentExpiry(incident)),
  };
}

/** The month of UTC that a moment (epoch milliseconds) is in, as `2026-11`. */
export function monthOf(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 7);
}

/** The record in its item. Throws where it is no JSON. */
export function recordIn(item: IncidentItem): AlarmRecord {
  return decodeState(keyIn(item), textIn(item)) as AlarmRecord;
}

/** The incident in its copy's item. Throws where it is no JSON. */
export function incidentIn(item: IncidentItem): Incident {
  return decodeState(keyIn(item), textIn(item)) as Incident;
}

/** Whether two items say the same in the same version. */
export function isSameWrite(left: IncidentItem, right: IncidentItem): boolean {
  return versionIn(left) === versionIn(right) && textIn(left) === textIn(right);
}

export const keyIn = (item: IncidentItem): string => item[key]?.S ?? '';

export const versionIn = (item: IncidentItem): number => Number(item[version]?.N ?? 0);

/** Whether the time to live of an item has passed: the service itself deletes such within days (howitworks-ttl.html). */
export function isExpired(item: IncidentItem, nowMs: number): boolean {
  const expiry = item[expiresAt]?.N;
  return expiry !== undefined && Number(expiry) <= Math.floor(nowMs / 1_000);
}

const textIn = (item: IncidentItem): string => item[value]?.S ?? '';
