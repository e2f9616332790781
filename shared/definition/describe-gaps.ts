import { Temporal } from 'temporal-polyfill';
import { formatClock, formatDate, formatWeekday } from '../alerting/format-moment.ts';

/** A time in which nobody is on call; epoch milliseconds, `untilMs` exclusive. */
interface Gap {
  readonly fromMs: number;
  readonly untilMs: number;
}

/** A gap as the wall shows it. */
interface PlacedGap extends Gap {
  readonly weekday: string;
  readonly from: string;
  /** `24:00` where it ends at midnight of its own day. */
  readonly until: string;
  /** How many midnights lie inside. */
  readonly nights: number;
}

/** Gaps at the same hours: those that come back every week, and the rest. */
interface Pattern {
  readonly gaps: readonly PlacedGap[];
  /** Short weekdays on which it begins; empty where it is not every week. */
  readonly weekdays: readonly string[];
}

/** Clauses that a person can read at once; the rest is counted. */
const mostPatterns = 3;

/** Of this share of its weeks on, a gap is one of every week: a holiday or a change of time may take some of them. */
const regularShare = 0.8;

/**
 * Gaps of a period in words, those at the same hours together, the most frequent first: `every day 16:00 to 17:00
 * (Europe/Zurich), 371 times within a year, the first on 5 January 2026`. Throws a RangeError on an unknown zone.
 */
export function describeGaps(
  gaps: readonly Gap[],
  { timeZone, weeks }: { readonly timeZone: string; readonly weeks: number },
): readonly string[] {
  const alike = Map.groupBy(
    gaps.map((gap) => placeGap(gap, timeZone)),
    ({ from, until, nights }) => `${from} ${until} ${nights}`,
  );
  const patterns = [...alike.values()]
    .flatMap((group) => findPatterns(group, weeks))
    .sort((a, b) => b.gaps.length - a.gaps.length);
  const told = patterns.slice(0, mostPatterns).map((pattern) => describePattern(pattern, timeZone));
  const rest = patterns.slice(mostPatterns).reduce((sum, pattern) => sum + pattern.gaps.length, 0);
  return rest === 0
    ? told
    : told.map((text, index) => (index < told.length - 1 ? text : `${text}; and ${rest} more gaps at other hours`));
}

function placeGap({ fromMs, untilMs }: Gap, timeZone: string): PlacedGap {
  const [first, last] = [fromMs, untilMs - 1].map((ms) =>
    Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone).toPlainDate(),
  ) as [Temporal.PlainDate, Temporal.PlainDate];
  const until = formatClock(untilMs, timeZone);
  const nights = first.until(last, { largestUnit: 'day' }).days;
  return {
    ...{ fromMs, untilMs, nights },
    weekday: formatWeekday(fromMs, timeZone),
    from: formatClock(fromMs, timeZone),
    until: until === '00:00' ? '24:00' : until,
  };
}

function findPatterns(gaps: readonly PlacedGap[], weeks: number): readonly Pattern[] {
  const byWeekday = [...Map.groupBy(gaps, ({ weekday }) => weekday)];
  const regular = byWeekday.filter(([, some]) => some.length >= weeks * regularShare);
  const irregular = byWeekday.filter(([, some]) => some.length < weeks * regularShare).flatMap(([, some]) => some);
  // What lasts longer than a day is named by the weekday of its end, too.
  const isLong = gaps.some(({ nights, from, until }) => nights > 1 || (nights === 1 && until > from));
  const every = isLong ? regular.map((one) => [one]) : regular.length === 0 ? [] : [regular];
  return [
    ...every.map((days) => ({ gaps: days.flatMap(([, some]) => some), weekdays: days.map(([day]) => day) })),
    ...(irregular.length === 0 ? [] : [{ gaps: irregular, weekdays: [] }]),
  ];
}

function describePattern({ gaps, weekdays }: Pattern, timeZone: string): string {
  const [first, ...others] = [...gaps].sort((a, b) => a.fromMs - b.fromMs);
  if (first === undefined) return '';
  const { fromMs, untilMs, from, until, nights } = first;
  if (weekdays.length === 0) {
    const at = (atMs: number) =>
      `${formatWeekday(atMs, timeZone)} ${formatDate(atMs, timeZone)}, ${formatClock(atMs, timeZone)}`;
    const times = others.length === 1 ? 'time' : 'times';
    const more = others.length === 0 ? '' : `, and ${others.length} more ${times} at these hours within a year`;
    return `from ${at(fromMs)} to ${at(untilMs)} (${timeZone})${more}`;
  }
  const isLong = nights > 1 || (nights === 1 && until > from);
  const end = isLong ? `${formatWeekday(untilMs - 1, timeZone)} ${until}` : until;
  const date = formatDate(fromMs, timeZone);
  return `every ${nameDays(weekdays)} ${from} to ${end} (${timeZone}), ${gaps.length} times within a year, the first on ${date}`;
}

const week = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

function nameDays(days: readonly string[]): string {
  const sorted = week.filter((day) => days.includes(day));
  if (sorted.length === week.length) return 'day';
  if (sorted.join() === week.slice(0, 5).join()) return 'weekday';
  return sorted.length < 2 ? sorted.join() : `${sorted.slice(0, -1).join(', ')} and ${sorted.at(-1)}`;
}
