import { momentMs } from '../definition/resolve-maintenance.ts';
import type { OnCallRole, Rotation, RotationLayer } from '../model/rotation.ts';
import { makeTurnClock, type TurnClock } from './turn-clock.ts';

/** An override with its moments, epoch milliseconds; `untilMs` exclusive. */
interface PlacedOverride {
  readonly person: string;
  readonly role: OnCallRole;
  readonly fromMs: number;
  readonly untilMs: number;
}

/** A rotation whose wall-clock times are worked out once, for those who look at it more than once. */
export interface RotationClock {
  readonly layers: readonly { readonly layer: RotationLayer; readonly turns: TurnClock }[];
  readonly overrides: readonly PlacedOverride[];
}

/** Places a rotation in time. Throws a RangeError on a zone, a date or a moment that is none. */
export function makeRotationClock({ timeZone, layers, overrides }: Rotation): RotationClock {
  return {
    layers: layers.map((layer) => ({ layer, turns: makeTurnClock(layer, timeZone) })),
    overrides: overrides.map(({ person, role, from, until }) => ({
      ...{ person, role },
      fromMs: momentMs(from, timeZone),
      untilMs: momentMs(until, timeZone),
    })),
  };
}
