import { isWithin } from '../kpi/calendar.ts';
import type { Calendar } from '../model/calendar.ts';
import { type ZoneOffset, zoneOffsets } from './zone-offsets.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;

/**
 * The moments after `fromMs` and before `toMs` at which a calendar opens or closes, in order (epoch milliseconds). Where a
 * change of time skips the opening, it opens with the change.
 */
export function calendarEdges(
  calendar: Calendar,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
): readonly number[] {
  const edges: number[] = [];
  let isOpen = isWithin(calendar, fromMs);
  for (const offset of zoneOffsets(calendar.timeZone, { fromMs, toMs })) {
    for (const atMs of momentsToLookAt(calendar, offset)) {
      // `isWithin` alone decides: here is only where it can change its mind.
      if (isWithin(calendar, atMs) === isOpen) continue;
      isOpen = !isOpen;
      edges.push(atMs);
    }
  }
  return edges;
}

/** Where the clock on the wall jumps, and where it shows the begin or the end of the hours. */
function momentsToLookAt({ fromMinute, toMinute }: Calendar, { fromMs, toMs, offsetMs }: ZoneOffset): number[] {
  const minutes = [...new Set([fromMinute % 1_440, toMinute % 1_440])].sort((a, b) => a - b);
  const moments = [fromMs];
  const firstDayMs = Math.floor((fromMs + offsetMs) / dayMs) * dayMs;
  for (let shownMs = firstDayMs; shownMs < toMs + offsetMs; shownMs += dayMs) {
    for (const minute of minutes) {
      const atMs = shownMs + minute * minuteMs - offsetMs;
      if (atMs > fromMs && atMs < toMs) moments.push(atMs);
    }
  }
  return moments;
}
