import * as z from 'zod/mini';
import type { Calendar } from '../model/calendar.ts';
import { type Weekday, weekdays } from '../model/weekday.ts';
import { field, patternField, show } from '../schema/fields.ts';

/** A time of day such as `08:30`; `24:00` is the end of one. */
const clockField = (example: string) => patternField(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'a time of day', example);

/** A time of day at which something happens once; `24:00` is none. */
export const timeOfDayField = (example: string) => patternField(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day', example);

function isDate(text: string): boolean {
  // Some engines roll 30 February over to March: only a date that comes back as it was is one.
  const timeMs = /^[12]\d{3}-\d\d-\d\d$/.test(text) ? Date.parse(text) : Number.NaN;
  return !Number.isNaN(timeMs) && new Date(timeMs).toISOString().startsWith(text);
}

/** A day, e.g. `2026-12-25`. */
export const dateField = field<string>((value) =>
  typeof value === 'string' && isDate(value)
    ? undefined
    : { message: `${show(value)} is not a date`, hint: 'write it like "2026-12-25"' },
);

/** A day of one year, `2026-12-25`, or of every year, `12-25`. */
const freeDayField = field<string>((value) => {
  // A leap year, so that 29 February is a day of every year.
  const isOne = typeof value === 'string' && (isDate(value) || isDate(`2024-${value}`));
  return isOne
    ? undefined
    : { message: `${show(value)} is not a day`, hint: 'write it like "2026-12-25", or "12-25" for every year' };
});

/** Days on which offices are closed, by name of the day or in a list. */
export const holidaysField = z.array(freeDayField);

/**
 * When something counts: certain days of the week, between two times of day. `to` may be before `from`: then it ends on the
 * next morning.
 */
export const calendarField = z.strictObject({
  days: z.union([
    z.literal('weekdays'),
    z.literal('weekend'),
    z.literal('every-day'),
    z.array(z.enum(weekdays)).check(z.minLength(1)),
  ]),
  from: z.optional(clockField('08:30')),
  to: z.optional(clockField('18:00')),
  /** Whole days that do not count: dates, or `12-25` for every year. */
  except: z.optional(z.array(freeDayField)),
  /** Names of lists of holidays, which do not count either. */
  holidays: z.optional(z.array(z.string())),
  /** Default: the definition's. */
  timeZone: z.optional(z.string()),
});

export type CalendarInput = z.input<typeof calendarField>;

const dayLists = {
  weekdays: weekdays.slice(0, 5),
  weekend: weekdays.slice(5),
  'every-day': weekdays,
} as const satisfies Record<string, readonly Weekday[]>;

/** Minutes after midnight of a time of day such as `08:30`. */
export function minuteOf(clock: string): number {
  const [hours = '0', minutes = '0'] = clock.split(':');
  return Number(hours) * 60 + Number(minutes);
}

/** Every calendar of a definition by name. */
export function resolveCalendars({
  calendars = {},
  holidays = {},
  timeZone,
}: {
  readonly calendars?: Readonly<Record<string, CalendarInput>> | undefined;
  readonly holidays?: Readonly<Record<string, readonly string[]>> | undefined;
  readonly timeZone: string;
}): Readonly<Record<string, Calendar>> {
  return Object.fromEntries(
    Object.entries(calendars).map(([name, input]) => [
      name,
      resolveCalendar(input, { zone: timeZone, lists: holidays }),
    ]),
  );
}

/** A calendar as written, with its defaults. */
export function resolveCalendar(
  { days, from, to, except = [], holidays = [], timeZone }: CalendarInput,
  { zone, lists = {} }: { readonly zone: string; readonly lists?: Readonly<Record<string, readonly string[]>> },
): Calendar {
  return {
    days: typeof days === 'string' ? dayLists[days] : days,
    fromMinute: minuteOf(from ?? '00:00'),
    toMinute: minuteOf(to ?? '24:00'),
    except: [...new Set([...except, ...holidays.flatMap((list) => lists[list] ?? [])])],
    timeZone: timeZone ?? zone,
  };
}
