import type { Calendar } from '../model/calendar.ts';

const dayMs = 86_400_000;
const minuteMs = 60_000;

/** What a clock on the wall shows. */
interface WallClock {
  /** The shown date and time, read as if it were UTC: epoch milliseconds. */
  readonly shownMs: number;
  readonly minuteOfDay: number;
}

/** A day as a calendar looks at it. */
interface CalendarDay {
  readonly weekday: Calendar['days'][number];
  /** YYYY-MM-DD. */
  readonly date: string;
}

/** In the order of `Date.getUTCDay`. */
const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;

/** Formatters are dear to make and never change. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  formatters.set(timeZone, made);
  return made;
}

function readWallClock(atMs: number, timeZone: string): WallClock {
  const parts = formatterOf(timeZone).formatToParts(atMs);
  const part = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.find((one) => one.type === type)?.value);
  const [hour, minute] = [part('hour'), part('minute')];
  const shownMs = Date.UTC(part('year'), part('month') - 1, part('day'), hour, minute);
  return { shownMs, minuteOfDay: hour * 60 + minute };
}

function dayOf(shownMs: number): CalendarDay {
  const shown = new Date(shownMs);
  return { weekday: weekdays[shown.getUTCDay() as 0 | 1 | 2 | 3 | 4 | 5 | 6], date: shown.toISOString().slice(0, 10) };
}

const counts = ({ days, except }: Calendar, { weekday, date }: CalendarDay): boolean =>
  days.includes(weekday) && !except.includes(date) && !except.includes(date.slice('YYYY-'.length));

/**
 * Whether a moment lies inside of a calendar, by the clock on the wall: an hour that a change of time repeats counts twice, one
 * that it skips not at all. What is left of a night after midnight belongs to the day on which it began.
 */
export function isWithin(calendar: Calendar, atMs: number): boolean {
  const { fromMinute, toMinute, timeZone } = calendar;
  const { shownMs, minuteOfDay } = readWallClock(atMs, timeZone);
  const endsNextMorning = toMinute <= fromMinute;
  const begunToday = minuteOfDay >= fromMinute && (endsNextMorning || minuteOfDay < toMinute);
  if (begunToday && counts(calendar, dayOf(shownMs))) return true;
  return endsNextMorning && minuteOfDay < toMinute && counts(calendar, dayOf(shownMs - dayMs));
}

/** The moment a week before at which the clock on the wall showed the same: seven days, an hour more or less over a change of time. */
export function weekBefore(atMs: number, timeZone: string): number {
  const exactMs = atMs - 7 * dayMs;
  const offsetMs = (moment: number): number =>
    readWallClock(moment, timeZone).shownMs - Math.floor(moment / minuteMs) * minuteMs;
  return exactMs + offsetMs(atMs) - offsetMs(exactMs);
}
