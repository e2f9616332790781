/** Writes moments in one time zone, 24 hours, English names. */
export interface ZonedTime {
  readonly timeZone: string;
  /** `14:23:07`. */
  readonly clock: (atMs: number) => string;
  /** `14:23`. */
  readonly minute: (atMs: number) => string;
  /** `3 Mar`. */
  readonly day: (atMs: number) => string;
  /** `14:23:07` on the day of `nowMs`, else `3 Mar, 14:23:07`. */
  readonly moment: (atMs: number, nowMs: number) => string;
  /** `14:23` on the day of `nowMs`, else `Tue 3 Mar, 14:23`. */
  readonly short: (atMs: number, nowMs: number) => string;
  /** `Tue 3 Mar`. */
  readonly weekday: (atMs: number) => string;
  /** `Tue 3 Mar 2026, 14:23:07 CET`. */
  readonly full: (atMs: number) => string;
}

/** Throws a RangeError for a zone that the runtime does not know. */
export function createZonedTime(timeZone: string): ZonedTime {
  const formatter = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat('en-GB', { timeZone, ...options });
    return (atMs: number) => format.format(atMs);
  };
  const clock = formatter({ hour: '2-digit', minute: '2-digit', second: '2-digit' });
  const minute = formatter({ hour: '2-digit', minute: '2-digit' });
  const day = formatter({ day: 'numeric', month: 'short' });
  const date = formatter({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
  const dayAndMonth = formatter({ weekday: 'short', day: 'numeric', month: 'short' });
  const weekday = (atMs: number) => dayAndMonth(atMs).replace(',', '');
  const zone = new Intl.DateTimeFormat('en-GB', { timeZone, timeZoneName: 'short' });
  const zoneName = (atMs: number) =>
    zone.formatToParts(atMs).find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
  return {
    timeZone,
    clock,
    minute,
    day,
    moment: (atMs, nowMs) => (day(atMs) === day(nowMs) ? clock(atMs) : `${day(atMs)}, ${clock(atMs)}`),
    short: (atMs, nowMs) => (day(atMs) === day(nowMs) ? minute(atMs) : `${weekday(atMs)}, ${minute(atMs)}`),
    weekday,
    full: (atMs) => `${date(atMs).replace(',', '')}, ${clock(atMs)} ${zoneName(atMs)}`,
  };
}
