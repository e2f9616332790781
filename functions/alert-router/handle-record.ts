import { openIncidentOf } from '../../shared/alerting/incident/hear-alarm.ts';
import { relateAlarm } from '../../shared/alerting/incident/relate-alarms.ts';
import type { DeliveryRecord } from '../../shared/model/delivery.ts';
import type { AlarmRecord, Incident, RelatedAlarm } from '../../shared/model/incident.ts';
import type { Severity } from '../../shared/model/severity.ts';
import { type Change, type Changed, changeRecord } from './change-record.ts';
import { publishNumbers } from './publish-numbers.ts';
import type { RouterPorts } from './router-ports.ts';
import { tellClaimed } from './tell-incident.ts';

/** What is kept of an invocation's time for writing dead letters and records after the last attempt to deliver. */
export const reserveMs = 10_000;

/** A change of an alarm's record, and how long there is for it. */
export interface RecordWork {
  readonly alarm: string;
  /** Without one, the record is only looked at: time may have made something due. */
  readonly change?: Change;
  /** Epoch milliseconds after which no delivery is begun. */
  readonly deadlineMs: number;
  /** What an alarm is worth that neither the plan nor its record knows. */
  readonly severity?: Severity;
  /** True where it is looked at because it was due. */
  readonly isDue?: boolean;
}

const lookAt: Change = (record) => record;

/** What came of it. */
export interface Handled {
  readonly before?: AlarmRecord;
  readonly after?: AlarmRecord;
  readonly deliveries: readonly DeliveryRecord[];
}

/**
 * Changes an alarm's record, tells whoever must be told, and lets the incidents know that hang on this one: the cause lists
 * what it explains, and what waited for a cause is looked at when that is over. Rejects where the record could not be kept.
 */
export async function handleRecord(work: RecordWork, ports: RouterPorts): Promise<Handled> {
  const { alarm, change = lookAt, deadlineMs, severity, isDue = false } = work;
  const claimUntilMs = deadlineMs + reserveMs;
  const options = { claimUntilMs, isDue, ...(severity === undefined ? {} : { severity }) };
  const changed = await changeRecord(alarm, change, ports, options);
  const { changes, deliveries } = await tellClaimed(changed, { alarm, deadlineMs, claimUntilMs }, ports);
  const { before } = changed;
  const after = changes.findLast((one) => one.after !== undefined)?.after ?? changed.after;
  await publishNumbers({ changes: [changed, ...changes], deliveries }, ports);
  await tellCause(after?.incident, ports);
  const woken = await wakeRelated({ ...changed, ...(after === undefined ? {} : { after }) }, deadlineMs, ports);
  return {
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
    deliveries: [...deliveries, ...woken],
  };
}

/** The incident that explains this one lists it, and notes when it is over. */
async function tellCause(incident: Incident | undefined, ports: RouterPorts): Promise<void> {
  const cause = incident && causeOf(incident);
  if (incident === undefined || cause === undefined) return;
  const { alarm, title, openedAtMs, recoveringSinceMs, resolved } = incident;
  const overMs = resolved?.okSinceMs ?? recoveringSinceMs;
  const related: RelatedAlarm = { alarm, title, sinceMs: openedAtMs, ...(overMs === undefined ? {} : { overMs }) };
  const nowMs = ports.clock.now();
  await changeRecord(
    cause,
    (record) => (record === undefined ? undefined : relateAlarm(record, related, nowMs)),
    ports,
  );
}

function causeOf({ hold, suppressedBy }: Incident): string | undefined {
  return hold?.reason.kind === 'dependency' ? hold.reason.alarm : suppressedBy;
}

/** What an incident explained is looked at when it is over: whatever still burns is announced then. */
async function wakeRelated(
  { before, after }: Changed,
  deadlineMs: number,
  ports: RouterPorts,
): Promise<readonly DeliveryRecord[]> {
  const isOver = openIncidentOf(before) !== undefined && after?.incident?.phase === 'resolved';
  if (!isOver) return [];
  const waiting = after.incident.related.filter(({ overMs }) => overMs === undefined);
  const looked = await Promise.all(waiting.map(({ alarm }) => handleRecord({ alarm, deadlineMs }, ports)));
  return looked.flatMap(({ deliveries }) => deliveries);
}
