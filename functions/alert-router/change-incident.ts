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
  change: Change,
  ports: RecordPorts,
  options: Omit<ChangeOptions, 'incident'> = {},
): Promise<Changed> {
  const changed = await changeRecord(alarm, change, ports, { ...options, incident });
  if (changed.after !== undefined) return changed;
  return await changeRecord(formerOf(alarm, incident), change, ports, { ...options, incident });
}
