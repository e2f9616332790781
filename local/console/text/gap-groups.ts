import type { OnCallRole, Shift } from '../../../shared/model/rotation.ts';
import { listMidnights } from './wall-clock.ts';
import type { ZonedTime } from './zoned-time.ts';

/** When nobody has a role. */
export type Gap = Pick<Shift, 'fromMs' | 'untilMs'> & { readonly role: OnCallRole };

/** Gaps of one role that come again at the same times of day. */
export interface GapGroup {
  readonly role: OnCallRole;
  /** The soonest. */
  readonly next: Gap;
  readonly count: number;
  /** `every day 18:00–07:00`, `on Fri 18:00–Mon 09:00`; absent for a gap that comes once. */
  readonly when?: string;
}

/**
 * Gaps (soonest first) that a rotation repeats as one each, by wall-clock times of the rotation's zone; order is kept. One that
 * the end of what is known cuts short (`endMs`, epoch milliseconds) belongs to those that begin like it.
 */
export function groupGaps(
  gaps: readonly Gap[],
  { time, endMs }: { readonly time: ZonedTime; readonly endMs: number },
): readonly GapGroup[] {
  const keyOf = (gap: Gap): string => {
    if (gap.untilMs < endMs) return patternOf(gap, time);
    const whole = gaps.find((other) => other.untilMs < endMs && beginningOf(other, time) === beginningOf(gap, time));
    return patternOf(whole ?? gap, time);
  };
  return [...Map.groupBy(gaps, keyOf).values()].flatMap((alike): readonly GapGroup[] => {
    const [next] = alike;
    if (next === undefined) return [];
    const group = { role: next.role, next, count: alike.length };
    return [alike.length === 1 ? group : { ...group, when: whenOf(next, alike, time) }];
  });
}

const beginningOf = ({ role, fromMs }: Gap, time: ZonedTime): string => `${role} ${time.minute(fromMs)}`;

/** Days by the calendar, not by length: the night of a change of time is a night like any other. */
const midnightsIn = (fromMs: number, untilMs: number, { timeZone }: ZonedTime): number =>
  listMidnights(fromMs, untilMs, timeZone).length;

function patternOf({ role, fromMs, untilMs }: Gap, time: ZonedTime): string {
  return [role, time.minute(fromMs), time.minute(untilMs), midnightsIn(fromMs, untilMs, time)].join(' ');
}

/** From about a day on, the times alone do not say on which day it ends. */
const LONG_MS = 23 * 3_600_000;

function whenOf({ fromMs, untilMs }: Gap, alike: readonly Gap[], time: ZonedTime): string {
  const untilDay = untilMs - fromMs >= LONG_MS && isWeekly(alike, time) ? `${dayName(untilMs, time)} ` : '';
  return `${daysOf(alike, time)} ${time.minute(fromMs)}–${untilDay}${time.minute(untilMs)}`;
}

const dayName = (atMs: number, time: ZonedTime): string => time.weekday(atMs).slice(0, 3);

const isWeekly = (gaps: readonly Gap[], time: ZonedTime): boolean =>
  new Set(gaps.map(({ fromMs }) => dayName(fromMs, time))).size === 1;

const week = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;

/** `every day` where there is none without it from the first to the last, else the names of the days. */
function daysOf(gaps: readonly Gap[], time: ZonedTime): string {
  const days = new Set(gaps.map(({ fromMs }) => dayName(fromMs, time)));
  const [first, last] = [gaps[0], gaps.at(-1)];
  const span = first && last ? midnightsIn(first.fromMs + 1, last.fromMs + 1, time) : 0;
  if (gaps.length > 2 && span === gaps.length - 1) return 'every day';
  return `on ${week.filter((day) => days.has(day)).join(', ')}`;
}
