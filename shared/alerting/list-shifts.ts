import type { OnCallRole, Rotation, Shift } from '../model/rotation.ts';
import { calendarEdges } from './calendar-edges.ts';
import { makeRotationClock, type RotationClock } from './rotation-clock.ts';
import { onCallAt } from './who-is-on-call.ts';

/** Epoch milliseconds, `toMs` exclusive. */
interface Period {
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * Who has a role of a rotation in a period: shifts in order, without gaps between them, cut off at its ends. Where nobody
 * is on call there is a shift without a person. Neighbours differ.
 */
export function listShifts(rotation: Rotation, role: OnCallRole, { fromMs, toMs }: Period): readonly Shift[] {
  const clock = makeRotationClock(rotation);
  const changes = changesOf(clock, { fromMs, toMs }).filter((atMs) => atMs > fromMs && atMs < toMs);
  const begins = fromMs < toMs ? [...new Set([fromMs, ...changes])].sort((a, b) => a - b) : [];
  const shifts: Shift[] = [];
  for (const [index, beginMs] of begins.entries()) {
    const untilMs = begins[index + 1] ?? toMs;
    const shift = { fromMs: beginMs, untilMs, ...onCallAt(clock, role, beginMs) };
    const last = shifts.at(-1);
    const goesOn = last !== undefined && last.person === shift.person && last.isOverride === shift.isOverride;
    if (goesOn) shifts[shifts.length - 1] = { ...last, untilMs };
    else shifts.push(shift);
  }
  return shifts;
}

/** Every moment at which somebody else may be on call. */
function changesOf({ layers, overrides }: RotationClock, period: Period): readonly number[] {
  const ofOverrides = overrides.flatMap(({ fromMs, untilMs }) => [fromMs, untilMs]);
  const ofLayers = layers.flatMap(({ layer, turns }) => {
    const handovers: number[] = [];
    for (let index = turns.indexAt(period.fromMs) ?? 0; turns.handoverMs(index) < period.toMs; index += 1) {
      handovers.push(turns.handoverMs(index));
    }
    return [...handovers, ...(layer.during === undefined ? [] : calendarEdges(layer.during, period))];
  });
  return [...ofOverrides, ...ofLayers];
}
