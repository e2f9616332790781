import type { Weekday } from '../model/weekday.ts';

/** A span of time in epoch milliseconds; `toMs` is not part of it. */
export interface ReportPeriod {
  readonly fromMs: number;
  readonly toMs: number;
}

/** What a report covers, and what it is compared with. */
export interface ReportPeriods {
  readonly period: ReportPeriod;
  /** The one before, as the calendar counts: the week before, the month before. */
  readonly before: ReportPeriod;
}

/** How often a report comes; a week begins on `on`. */
export interface ReportRhythm {
  readonly every: 'day' | 'week' | 'month';
  readonly on?: Weekday;
}

/** A date of the calendar, without time and zone. `day` may lie outside of the month: the calendar carries it over. */
interface CalendarDate {
  readonly year: number;
  /** 1-12. */
  readonly month: number;
  readonly day: number;
}

/**
 * The last whole day, week or month that had ended at a moment, and the one before it, between midnights of a time zone: 23 or
 * 25 hours where clocks change. Throws a RangeError on an unknown zone.
 */
export function endedPeriods(rhythm: ReportRhythm, atMs: number, timeZone: string): ReportPeriods {
  const end = beginOf(rhythm, dateAt(atMs, timeZone));
  const [begin, earlier] = [stepBack(rhythm, end, 1), stepBack(rhythm, end, 2)];
  const [earlierMs, beginMs, endMs] = [earlier, begin, end].map((date) => midnightOf(date, timeZone)) as [
    number,
    number,
    number,
  ];
  return { period: { fromMs: beginMs, toMs: endMs }, before: { fromMs: earlierMs, toMs: beginMs } };
}

const spanDays = { day: 1, week: 7, month: 30 } as const;

/** The last 24 hours, 7 or 30 days before a moment, and as many before them: what somebody who asks now wants to see. */
export function periodsUntil({ every }: ReportRhythm, atMs: number): ReportPeriods {
  const spanMs = spanDays[every] * 86_400_000;
  return {
    period: { fromMs: atMs - spanMs, toMs: atMs },
    before: { fromMs: atMs - 2 * spanMs, toMs: atMs - spanMs },
  };
}

const weekdays: readonly Weekday[] = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/** The first date of the day, week or month that a date lies in. */
function beginOf({ every, on = 'monday' }: ReportRhythm, date: CalendarDate): CalendarDate {
  if (every === 'day') return date;
  if (every === 'month') return { ...date, day: 1 };
  const weekday = new Date(Date.UTC(date.year, date.month - 1, date.day)).getUTCDay();
  return { ...date, day: date.day - ((weekday - weekdays.indexOf(on) + 7) % 7) };
}

function stepBack({ every }: ReportRhythm, date: CalendarDate, times: number): CalendarDate {
  if (every === 'month') return { ...date, month: date.month - times };
  return { ...date, day: date.day - times * (every === 'week' ? 7 : 1) };
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** The date that a calendar on the wall of a zone shows at a moment. */
function dateAt(atMs: number, timeZone: string): CalendarDate {
  const known = formats.get(timeZone);
  const format =
    known ?? new Intl.DateTimeFormat('en-US', { timeZone, year: 'numeric', month: 'numeric', day: 'numeric' });
  formats.set(timeZone, format);
  const parts = format.formatToParts(atMs);
  const read = (type: 'year' | 'month' | 'day') => Number(parts.find((part) => part.type === type)?.value);
  return { year: read('year'), month: read('month'), day: read('day') };
}

/** No zone is, or was since 1970, further from UTC than this. */
const furthestMs = 26 * 3_600_000;

/**
 * The first moment of a date in a zone, found by bisection: midnight, or where the clock jumps over midnight (or the calendar
 * over a whole day) the first moment after the jump.
 */
function midnightOf({ year, month, day }: CalendarDate, timeZone: string): number {
  const utcMs = Date.UTC(year, month - 1, day);
  let earlierMs = utcMs - furthestMs;
  let sinceMs = utcMs + furthestMs;
  while (sinceMs - earlierMs > 1) {
    const middleMs = Math.floor((earlierMs + sinceMs) / 2);
    const date = dateAt(middleMs, timeZone);
    if (Date.UTC(date.year, date.month - 1, date.day) >= utcMs) sinceMs = middleMs;
    else earlierMs = middleMs;
  }
  return sinceMs;
}
