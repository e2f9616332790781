import { Temporal } from 'temporal-polyfill';

/** A stretch of time in which a zone keeps its distance from UTC; `toMs` exclusive. */
export interface ZoneOffset {
  readonly fromMs: number;
  readonly toMs: number;
  /** Wall-clock time minus UTC. */
  readonly offsetMs: number;
}

/**
 * The distances from UTC that a zone has in a period, in order and without gaps. With them wall-clock time is plain
 * arithmetic: what a change of time skips falls into none of them, what it repeats into two. Throws a RangeError on an unknown zone.
 */
export function zoneOffsets(
  timeZone: string,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
): readonly ZoneOffset[] {
  const offsets: ZoneOffset[] = [];
  let at = Temporal.Instant.fromEpochMilliseconds(fromMs).toZonedDateTimeISO(timeZone);
  while (at.epochMilliseconds < toMs) {
    const next = at.getTimeZoneTransition('next');
    const endMs = next === null ? toMs : Math.min(toMs, next.epochMilliseconds);
    offsets.push({ fromMs: at.epochMilliseconds, toMs: endMs, offsetMs: at.offsetNanoseconds / 1_000_000 });
    if (next === null) break;
    at = next;
  }
  return offsets;
}
