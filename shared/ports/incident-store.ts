import type { AlarmRecord, Incident } from '../model/incident.ts';

/** A remembered record with the version that a conditional write names. */
export interface StoredRecord {
  readonly record: AlarmRecord;
  readonly version: number;
}

/** Remembers alarms and their incidents: DynamoDB on AWS, memory on one machine. */
export interface IncidentStore {
  /** The record of an alarm by its name, as the last write left it. */
  read(alarm: string): Promise<StoredRecord | undefined>;
  /**
   * Writes if the stored version is still `after` (undefined: nothing is stored). False, with nothing written, where somebody
   * else was first. `dueAtMs` is when the record should be looked at again (epoch); absent where nothing is to be done.
   * The incident's entry in the log is written along and kept for 400 days. A write that rejected may be repeated as it is.
   */
  write(
    record: AlarmRecord,
    options: { readonly after: number | undefined; readonly dueAtMs?: number },
  ): Promise<boolean>;
  /** Names of alarms whose record was due at or before a moment, soonest first, at most `mostIncidents`. May lag a moment behind writes. */
  due(atMs: number): Promise<readonly string[]>;
  /** Incidents that are not resolved, newest first, at most `mostIncidents`. May lag a moment behind writes. */
  open(): Promise<readonly Incident[]>;
  /** An incident by its id, from the log; undefined where it never was, or is forgotten. */
  find(id: string): Promise<Incident | undefined>;
  /** The log: incidents opened in a period (epoch milliseconds, `toMs` exclusive), newest first, at most `limit`. */
  list(period: {
    readonly fromMs: number;
    readonly toMs: number;
    readonly limit: number;
  }): Promise<readonly Incident[]>;
}

/** How long the log keeps an incident. */
export const incidentRetentionMs = 400 * 86_400_000;

/** How many `due` and `open` answer with at most. */
export const mostIncidents = 1_000;
