import { isWithin } from '../kpi/calendar.ts';
import type { Calendar } from '../model/calendar.ts';
import { calendarEdges } from './calendar-edges.ts';

const dayMs = 86_400_000;

/** How far ahead is looked: more than a year, so that a day of every year is found. */
const horizonMs = 400 * dayMs;

/** Most calendars change within days; those that do not are looked at in stretches of this length. */
const stretchMs = 8 * dayMs;

/** When a calendar is open next: `atMs` itself where it is open, undefined where it does not open within 400 days. */
export function nextOpening(calendar: Calendar, atMs: number): number | undefined {
  return isWithin(calendar, atMs) ? atMs : nextEdge(calendar, atMs);
}

/** When a calendar that is open at `atMs` closes. Undefined where it is closed, and where it stays open for 400 days. */
export function closesAt(calendar: Calendar, atMs: number): number | undefined {
  return isWithin(calendar, atMs) ? nextEdge(calendar, atMs) : undefined;
}

function nextEdge(calendar: Calendar, atMs: number): number | undefined {
  // Each stretch begins a millisecond before the last one's end, because neither of its ends counts.
  const endMs = atMs + horizonMs;
  for (let fromMs = atMs; fromMs < endMs; fromMs += stretchMs - 1) {
    const [edge] = calendarEdges(calendar, { fromMs, toMs: Math.min(fromMs + stretchMs, endMs) });
    if (edge !== undefined) return edge;
  }
  return undefined;
}
