const forms = {
  clock: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  time: { timeStyle: 'medium', hourCycle: 'h23' },
  date: { dateStyle: 'long' },
  day: { day: 'numeric', month: 'short' },
  weekday: { weekday: 'short' },
  longWeekday: { weekday: 'long' },
} as const satisfies Readonly<Record<string, Intl.DateTimeFormatOptions>>;

/** Formatters are dear to make and never change: one per form and zone. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function format(form: keyof typeof forms, timeMs: number, timeZone: string): string {
  const key = `${form} ${timeZone}`;
  const known = formatters.get(key) ?? new Intl.DateTimeFormat('en-GB', { timeZone, ...forms[form] });
  formatters.set(key, known);
  return known.format(timeMs);
}

/** The time of day in a zone, e.g. `14:03`. Throws a RangeError on an unknown zone or an invalid time. */
export function formatClock(timeMs: number, timeZone: string): string {
  return format('clock', timeMs, timeZone);
}

/** The time of day to the second in a zone, e.g. `14:03:12`. Throws a RangeError like `formatClock`. */
export function formatSecond(timeMs: number, timeZone: string): string {
  return format('time', timeMs, timeZone);
}

/** The date in a zone, e.g. `13 January 2026`. Throws a RangeError like `formatClock`. */
export function formatDate(timeMs: number, timeZone: string): string {
  return format('date', timeMs, timeZone);
}

/** The short weekday in a zone, e.g. `Fri`. Throws a RangeError like `formatClock`. */
export function formatWeekday(timeMs: number, timeZone: string): string {
  return format('weekday', timeMs, timeZone);
}

/** Day and month in a zone, e.g. `9 Jan`. Throws a RangeError like `formatClock`. */
export function formatDay(timeMs: number, timeZone: string): string {
  return format('day', timeMs, timeZone);
}

/** Weekday, date and time in a zone, e.g. `Tuesday 13 January 2026, 14:03:12`. Throws a RangeError like `formatClock`. */
export function formatMoment(timeMs: number, timeZone: string): string {
  const weekday = format('longWeekday', timeMs, timeZone);
  return `${weekday} ${formatDate(timeMs, timeZone)}, ${formatSecond(timeMs, timeZone)}`;
}
