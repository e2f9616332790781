import type { Weekday } from './weekday.ts';

/** Wall-clock hours in which something counts, as plain data. */
export interface Calendar {
  readonly days: readonly Weekday[];
  /** Minutes after midnight, wall-clock time of the zone. */
  readonly fromMinute: number;
  /** At most 1,440; not above `fromMinute` where it ends on the next morning. */
  readonly toMinute: number;
  /** Dates that do not count: YYYY-MM-DD, or MM-DD for every year; a window belongs to the day on which it begins. */
  readonly except: readonly string[];
  readonly timeZone: string;
}
