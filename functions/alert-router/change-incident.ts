import type { IncidentContext } from '../../shared/alerting/incident/incident-context.ts';
import type { AlarmRecord } from '../../shared/model/incident.ts';
import { type Change, type Changed, type ChangeOptions, changeRecord, type RecordPorts } from './change-record.ts';
import { formerOf } from './record-names.ts';

/** Which incident is meant, and the record that it was found in. */
export interface MeantIncident {
  readonly alarm: string;
  readonly incident: string;
}

/**
 * Changes the record of an incident, or, where its alarm has gone on to the next one, the record that was kept for it. Nothing is
 * changed where neither has it. Rejects where the store fails.
 */
export async function changeIncident(
  { alarm, incident }: MeantIncident,
  change: (record: AlarmRecord, context: IncidentContext) => AlarmRecord,
  ports: RecordPorts,
  options: Omit<ChangeOptions, 'incident'> = {},
): Promise<Changed> {
  // A record that has the incident is there.
  const changeIt: Change = (record, context) => (record === undefined ? undefined : change(record, context));
  const changed = await changeRecord(alarm, changeIt, ports, { ...options, incident });
  if (changed.after !== undefined) return changed;
  return await changeRecord(formerOf(alarm, incident), changeIt, ports, { ...options, incident });
}
