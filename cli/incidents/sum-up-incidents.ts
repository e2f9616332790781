import { type Incident, isUnresolved } from '../../shared/model/incident.ts';
import { timeToAcknowledgeMs } from '../../shared/model/incident-times.ts';

/** How a number of incidents went. Lengths in milliseconds. Drills, and what nobody was told of, are counted and not measured. */
export interface IncidentSummary {
  readonly incidents: number;
  readonly open: number;
  readonly drills: number;
  /** Real ones that were over before they were announced, such as those of planned work. */
  readonly unannounced: number;
  /** Real ones that were announced and are over: what the rest is measured on. */
  readonly over: number;
  /** How many of those somebody had acknowledged. */
  readonly acknowledged: number;
  readonly medianAcknowledgeMs?: number;
  readonly medianResolveMs?: number;
  /** Share of those that were called a false alarm, 0-100. */
  readonly falseAlarmPercent?: number;
}

/** Measures incidents: how soon somebody took care, how long they lasted, how many were none. */
export function sumUpIncidents(incidents: readonly Incident[]): IncidentSummary {
  const real = incidents.filter(({ drill }) => drill === undefined);
  const ended = real.filter(({ resolved }) => resolved !== undefined);
  const over = ended.filter(({ announcedAtMs }) => announcedAtMs !== undefined);
  const acknowledgements = over.flatMap((incident) => timeToAcknowledgeMs(incident) ?? []);
  const lengths = over.flatMap(({ resolved, openedAtMs }) => (resolved ? [resolved.okSinceMs - openedAtMs] : []));
  const medianAcknowledgeMs = median(acknowledgements);
  const medianResolveMs = median(lengths);
  const falseAlarms = over.filter(({ resolved }) => resolved?.falseAlarm === true).length;
  return {
    incidents: incidents.length,
    open: incidents.filter(isUnresolved).length,
    drills: incidents.length - real.length,
    unannounced: ended.length - over.length,
    over: over.length,
    acknowledged: acknowledgements.length,
    ...(medianAcknowledgeMs === undefined ? {} : { medianAcknowledgeMs }),
    ...(medianResolveMs === undefined ? {} : { medianResolveMs }),
    ...(over.length === 0 ? {} : { falseAlarmPercent: (falseAlarms / over.length) * 100 }),
  };
}

function median(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle];
  if (upper === undefined) return undefined;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}
