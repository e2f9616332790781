import * as z from 'zod/mini';
import type { Calendar } from '../model/kpi.ts';
import { field, patternField, show } from '../schema/fields.ts';

/** Days of the week as the definition writes them, in ISO 8601's order. */
export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

export type Weekday = (typeof weekdays)[number];

const clockField = (example: string) => patternField(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'a time of day', example);

const dateField = field<string>((value) => {
  // Some engines roll 30 February over to March: only a date that comes back as it was is one.
  const timeMs = typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? Date.parse(value) : Number.NaN;
  const isDate = !Number.isNaN(timeMs) && new Date(timeMs).toISOString().startsWith(value as string);
  return isDate ? undefined : { message: `${show(value)} is not a date`, hint: 'write it like "2026-12-25"' };
});

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
  /** Whole days that do not count, holidays for example. */
  except: z.optional(z.array(dateField)),
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

/** A calendar as written, with its defaults. */
export function resolveCalendar({ days, from, to, except, timeZone }: CalendarInput, zone: string): Calendar {
  return {
    days: typeof days === 'string' ? dayLists[days] : days,
    fromMinute: minuteOf(from ?? '00:00'),
    toMinute: minuteOf(to ?? '24:00'),
    except: except ?? [],
    timeZone: timeZone ?? zone,
  };
}
