/** Attributes of an item in the incident table: infra makes the table by them, the adapter reads and writes them. */
export const incidentAttributes = {
  /** Partition key, a text made by `incidentKeys`. */
  key: 'Key',
  /** JSON text: the record of an alarm, or the log's copy of an incident. */
  value: 'Value',
  /** Number, 1 for the first. A copy has the version of the record that it was taken from. */
  version: 'Version',
  /** `open` on the record of an alarm whose incident is not resolved; absent otherwise. */
  open: 'Open',
  /** Epoch milliseconds, on unresolved records and on copies. */
  openedAt: 'OpenedAt',
  /** `due` on a record that must be looked at again; absent otherwise. */
  due: 'Due',
  /** When, in epoch milliseconds. */
  dueAt: 'DueAt',
  /** Month of UTC in which the incident opened, as `2026-11`; on copies only. */
  month: 'Month',
  /** Epoch seconds, as the time-to-live of DynamoDB wants them; absent on records that wait for something. */
  expiresAt: 'ExpiresAt',
} as const;

/** One global secondary index of the incident table. */
export interface IncidentIndex {
  readonly name: string;
  /** Attribute of type S. */
  readonly partitionKey: string;
  /** Attribute of type N. */
  readonly sortKey: string;
}

/**
 * Indexes of the incident table, all of them with keys only: what is found is then read from the table, so that a write of a
 * record pays for an index only where it moves in it, and nobody reads an old state out of one.
 */
export const incidentIndexes = {
  due: { name: 'Due', partitionKey: incidentAttributes.due, sortKey: incidentAttributes.dueAt },
  open: { name: 'Open', partitionKey: incidentAttributes.open, sortKey: incidentAttributes.openedAt },
  log: { name: 'Log', partitionKey: incidentAttributes.month, sortKey: incidentAttributes.openedAt },
} as const satisfies Readonly<Record<string, IncidentIndex>>;

const alarmPrefix = 'alarm/';

/** Keys of the items, and the name of the alarm in one. */
export const incidentKeys = {
  alarm: (name: string) => `${alarmPrefix}${name}`,
  incident: (id: string) => `incident/${id}`,
  alarmIn: (key: string) => key.slice(alarmPrefix.length),
} as const;
