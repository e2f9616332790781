import { Temporal } from 'temporal-polyfill';
import type { RotationLayer } from '../model/rotation.ts';

const dayMs = 86_400_000;

/** The turns of a layer in time; the first has the index 0. */
export interface TurnClock {
  /** When a turn begins, epoch milliseconds. */
  readonly handoverMs: (index: number) => number;
  /** The turn that goes on at a moment; undefined before the first. */
  readonly indexAt: (atMs: number) => number | undefined;
}

/**
 * Turns by the clock on the wall: they change at the same time of day whatever a change of time does. A handover that it
 * skips comes as much later as it skips (02:30 is at 03:30), one that it repeats comes once, at the first time.
 */
export function makeTurnClock(
  { turn, handoverMinute, startDate }: Pick<RotationLayer, 'turn' | 'handoverMinute' | 'startDate'>,
  timeZone: string,
): TurnClock {
  const days = turn.count * (turn.unit === 'week' ? 7 : 1);
  const first = Temporal.PlainDate.from(startDate).toPlainDateTime().add({ minutes: handoverMinute });
  const known = new Map<number, number>();

  const handoverMs = (index: number): number => {
    const found = known.get(index);
    if (found !== undefined) return found;
    const atMs = first.add({ days: index * days }).toZonedDateTime(timeZone).epochMilliseconds;
    known.set(index, atMs);
    return atMs;
  };

  const indexAt = (atMs: number): number | undefined => {
    const firstMs = handoverMs(0);
    if (atMs < firstMs) return undefined;
    // Days of 24 hours are a guess: over a change of time the turn may be the one before or after.
    let index = Math.floor((atMs - firstMs) / (days * dayMs));
    while (handoverMs(index) > atMs) index -= 1;
    while (handoverMs(index + 1) <= atMs) index += 1;
    return index;
  };

  return { handoverMs, indexAt };
}
