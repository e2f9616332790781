import { nextDueMs } from '../../shared/alerting/incident/advance.ts';
import type { IncidentContext } from '../../shared/alerting/incident/incident-context.ts';
import type { Incident } from '../../shared/model/incident.ts';
import type { IncidentStore, StoredRecord } from '../../shared/ports/incident-store.ts';
import { formerOf } from './record-names.ts';

/** An incident that is to make room for the next one of its alarm. */
export interface Former {
  readonly alarm: string;
  /** The record of the alarm as it was read. */
  readonly stored: StoredRecord;
  /** The incident in it. */
  readonly former: Incident;
  readonly context: IncidentContext;
}

/** Whether it may make room now, and which record should be looked at when. */
export type Kept =
  | { readonly done: true; readonly alarm: string; readonly dueAtMs: number | undefined }
  /** Somebody else was faster: what was read is old. */
  | { readonly done: false };

/** Gives an incident that is over, but of which somebody must still be told, a record of its own. Rejects where the store fails. */
export async function keepFormer(
  { alarm, stored, former, context }: Former,
  incidents: Pick<IncidentStore, 'read' | 'write'>,
): Promise<Kept> {
  const name = formerOf(alarm, former.id);
  const record = { ...stored.record, alarm: name };
  const kept = await incidents.read(name);
  const isUntold = former.tells.length > 0 || former.summaryDueMs !== undefined;
  if (!isUntold && kept === undefined) return { done: true, alarm: name, dueAtMs: undefined };
  // Whoever was faster may have gone on by now, and what is told of the former one is noted there since.
  const isOld = kept !== undefined && (await incidents.read(alarm))?.version !== stored.version;
  if (isOld) return { done: false };
  const dueAtMs = nextDueMs(record, context);
  const written = await incidents.write(record, {
    after: kept?.version,
    ...(dueAtMs === undefined ? {} : { dueAtMs }),
  });
  return written ? { done: true, alarm: name, dueAtMs } : { done: false };
}
