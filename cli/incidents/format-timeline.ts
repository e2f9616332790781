import { formatDay, formatSecond, formatWeekday } from '../../shared/alerting/format-moment.ts';
import type { Incident, TimelineEntry } from '../../shared/model/incident.ts';
import { describeAfter, describeEntry } from './describe-entry.ts';

/** Lines of an incident's story: clock, how long after the opening, what. A day of its own has a line of its own. */
export function formatTimeline({ timeline, openedAtMs }: Incident, timeZone: string): readonly string[] {
  const afters = timeline.map(({ atMs }) => describeAfter(atMs, openedAtMs));
  const width = Math.max(0, ...afters.map((text) => text.length));
  const days = timeline.map(({ atMs }) => `${formatWeekday(atMs, timeZone)} ${formatDay(atMs, timeZone)}`);
  return timeline.flatMap((entry, index) => {
    const day = days[index] ?? '';
    const after = (afters[index] ?? '').padEnd(width);
    const line = `  ${formatSecond(entry.atMs, timeZone)}  ${after}  ${describeEntry(entry, timeZone)}`;
    return day === days[index - 1] ? [line] : [day, line];
  });
}

/** One line of a story as it comes, e.g. `14:03:12  opened: status 503`. */
export function formatStoryLine(entry: TimelineEntry, timeZone: string): string {
  return `${formatSecond(entry.atMs, timeZone)}  ${describeEntry(entry, timeZone)}`;
}
