import { describeDuration } from '../../shared/alerting/describe-duration.ts';
import { formatClock } from '../../shared/alerting/format-moment.ts';
import { formatShortMoment } from '../../shared/reports/format-values.ts';

/** The moment of a request, and the zone (IANA) in which its page tells times. */
export interface Here {
  readonly nowMs: number;
  readonly timeZone: string;
}

/** Beyond this a time of day could be taken for today's. */
const sameDayMs = 18 * 3_600_000;

/** A time of day, with its date where that is not plain: `14:03`, `12 Jan, 14:03`. */
export function tellTime(atMs: number, { nowMs, timeZone }: Here): string {
  return Math.abs(nowMs - atMs) < sameDayMs ? formatClock(atMs, timeZone) : formatShortMoment(atMs, timeZone);
}

/** A past moment and how long ago it is: `14:03, 12 minutes ago`. */
export function tellMoment(atMs: number, here: Here): string {
  const agoMs = here.nowMs - atMs;
  return `${tellTime(atMs, here)}, ${agoMs < 10_000 ? 'just now' : `${describeDuration(agoMs)} ago`}`;
}
