import type { Incident, TimelineEntry } from '../../model/incident.ts';

/** Entries that an incident keeps: those of its beginning and its newest ones tell the story. */
const mostEntries = 300;

/** An incident with further entries in its story. */
export function tellStory(incident: Incident, ...entries: readonly TimelineEntry[]): Incident {
  const timeline = [...incident.timeline, ...entries];
  if (timeline.length <= mostEntries) return { ...incident, timeline };
  const half = mostEntries / 2;
  return { ...incident, timeline: [...timeline.slice(0, half), ...timeline.slice(-half)] };
}
