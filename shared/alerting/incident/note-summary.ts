import type { AlarmRecord, Incident, TimelineEntry } from '../../model/incident.ts';
import type { IncidentContext } from './incident-context.ts';
import { planSummary } from './plan-summary.ts';
import { tellStory } from './timeline.ts';

/** How the delivery of a summary to one channel ended. */
export type SummaryEnd = Pick<
  Extract<TimelineEntry, { readonly what: 'told' }>,
  'channel' | 'result' | 'attempts' | 'problem' | 'atMs'
>;

/** True where an incident is due in a summary at a moment (epoch milliseconds). */
export function isSummaryDue({ incident }: AlarmRecord, nowMs: number): boolean {
  return incident?.summaryDueMs !== undefined && incident.summaryDueMs <= nowMs;
}

/** Whoever sends a summary has until a moment; should nothing come of it, somebody else sends it then. */
export function claimSummary(record: AlarmRecord, untilMs: number): AlarmRecord {
  return record.incident === undefined
    ? record
    : { ...record, incident: { ...record.incident, summaryDueMs: untilMs } };
}

/** What a summary said of an incident, and how telling it ended at each channel. */
export interface SummaryNote {
  /** Whether it was listed as over. */
  readonly asOver: boolean;
  readonly ends: readonly SummaryEnd[];
}

/** Notes who was told of an incident by a summary. One that was listed as open is listed again when it is over. */
export function noteSummary(record: AlarmRecord, note: SummaryNote, context: IncidentContext): AlarmRecord {
  if (record.incident === undefined) return record;
  const { summaryDueMs: _done, ...incident } = record.incident;
  const noted = note.ends.reduce((so, end) => noteOne(so, end, note.asOver), incident);
  // It ended while the summary said that it was open.
  const isEndUntold = incident.phase === 'resolved' && !note.asOver;
  return { ...record, incident: isEndUntold ? planSummary(noted, context) : noted };
}

function noteOne(incident: Incident, end: SummaryEnd, asOver: boolean): Incident {
  const { channel, result, atMs } = end;
  const noted = tellStory(incident, { ...end, what: 'told', tell: 'summary' });
  if (result !== 'delivered' && result !== 'rehearsed') return noted;
  const closed = asOver ? { closedAtMs: atMs } : {};
  return { ...noted, told: { ...noted.told, [channel]: { atMs, ...noted.told[channel], ...closed } } };
}
