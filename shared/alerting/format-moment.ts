/** The time of day in a zone, e.g. `14:03`. Throws a RangeError on an unknown zone or an invalid time. */
export function formatClock(timeMs: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
    timeMs,
  );
}

/** The date in a zone, e.g. `13 January 2026`. Throws a RangeError like `formatClock`. */
export function formatDate(timeMs: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'long' }).format(timeMs);
}

/** Weekday, date and time in a zone, e.g. `Tuesday 13 January 2026, 14:03:12`. Throws a RangeError like `formatClock`. */
export function formatMoment(timeMs: number, timeZone: string): string {
  const weekday = new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'long' }).format(timeMs);
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'medium', hourCycle: 'h23' }).format(timeMs);
  return `${weekday} ${formatDate(timeMs, timeZone)}, ${time}`;
}
