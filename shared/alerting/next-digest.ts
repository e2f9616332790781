import { Temporal } from 'temporal-polyfill';
import type { DigestSchedule } from '../model/policy.ts';
import { weekdays } from '../model/weekday.ts';
import { zoneOffsets } from './zone-offsets.ts';

const minuteMs = 60_000;
const hourMs = 3_600_000;

/**
 * When the next digest goes out, strictly after a moment (epoch milliseconds), by the clock on the wall. One of a day or a
 * week that a change of time skips goes out as much later as it skips, one that it repeats only the first time; one of an
 * hour goes out whenever the clock shows its minute. Throws a RangeError on an unknown zone.
 */
export function nextDigest(schedule: DigestSchedule, afterMs: number): number {
  return schedule.every === 'hour' ? nextHourly(schedule, afterMs) : nextDaily(schedule, afterMs);
}

function nextHourly({ atMinute, timeZone }: DigestSchedule, afterMs: number): number {
  // Within three hours every clock shows each of its minutes, over any change of time.
  const offsets = zoneOffsets(timeZone, { fromMs: afterMs + 1, toMs: afterMs + 3 * hourMs });
  for (const { fromMs, toMs, offsetMs } of offsets) {
    const shownMs = fromMs + offsetMs - atMinute * minuteMs;
    const atMs = Math.ceil(shownMs / hourMs) * hourMs + atMinute * minuteMs - offsetMs;
    if (atMs < toMs) return atMs;
  }
  throw new RangeError(`Cannot find the next digest of an hour: its minute is "${atMinute}", must be 0 to 59`);
}

function nextDaily({ every, on = 'monday', atMinute, timeZone }: DigestSchedule, afterMs: number): number {
  let date = Temporal.Instant.fromEpochMilliseconds(afterMs).toZonedDateTimeISO(timeZone).toPlainDate();
  for (;;) {
    if (every === 'day' || weekdays[date.dayOfWeek - 1] === on) {
      const moment = date.toPlainDateTime().add({ minutes: atMinute });
      const atMs = moment.toZonedDateTime(timeZone).epochMilliseconds;
      if (atMs > afterMs) return atMs;
    }
    date = date.add({ days: 1 });
  }
}
