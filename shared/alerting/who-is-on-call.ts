import { isWithin } from '../kpi/calendar.ts';
import type { OnCallRole, Rotation, RotationLayer } from '../model/rotation.ts';
import { makeRotationClock, type RotationClock } from './rotation-clock.ts';

/** Who is on call; `person` is absent where nobody is. */
export interface OnCall {
  readonly person?: string;
  /** True where an override names the person. */
  readonly isOverride: boolean;
}

/**
 * Who has a role of a rotation at a moment (epoch milliseconds). Overrides come first, the last one written where two
 * overlap; then the first layer that has begun and is within its hours. The backup is never the primary: see `backupOf`.
 */
export function whoIsOnCall(rotation: Rotation, role: OnCallRole, atMs: number): OnCall {
  return onCallAt(clockOf(rotation), role, atMs);
}

/** Placing a rotation in time costs more than asking it, and a plan's rotations never change. */
const clocks = new WeakMap<Rotation, RotationClock>();

function clockOf(rotation: Rotation): RotationClock {
  const known = clocks.get(rotation) ?? makeRotationClock(rotation);
  clocks.set(rotation, known);
  return known;
}

/** `whoIsOnCall` for a rotation that is placed in time already. */
export function onCallAt(clock: RotationClock, role: OnCallRole, atMs: number): OnCall {
  const turn = turnAt(clock, atMs);
  const standIn = overrideAt(clock, 'primary', atMs);
  const primary = standIn ?? turn?.order[0];
  if (role === 'primary') return onCall(primary, standIn !== undefined);
  const named = overrideAt(clock, 'backup', atMs);
  if (named !== undefined && named !== primary) return onCall(named, true);
  return onCall(turn && backupOf(turn, primary), false);
}

const onCall = (person: string | undefined, isOverride: boolean): OnCall => ({
  ...(person === undefined ? {} : { person }),
  isOverride,
});

function overrideAt({ overrides }: RotationClock, role: OnCallRole, atMs: number): string | undefined {
  return overrides.findLast((one) => one.role === role && one.fromMs <= atMs && atMs < one.untilMs)?.person;
}

/** A turn of the layer that decides. */
interface Turn {
  readonly layer: RotationLayer;
  /** Everybody in the order of their turns, beginning with the one who has it. */
  readonly order: readonly string[];
}

function turnAt({ layers }: RotationClock, atMs: number): Turn | undefined {
  for (const { layer, turns } of layers) {
    const { people, during } = layer;
    // A layer that has not begun leaves the moment to the next one: so a new order can be written ahead of the old one.
    const index = turns.indexAt(atMs);
    if (index === undefined || people.length === 0) continue;
    if (during === undefined || isWithin(during, atMs)) return { layer, order: startingAt(people, index) };
  }
  return undefined;
}

/**
 * The one who is the offset ahead, or the next in order who is not the primary. Where an override has made somebody else
 * the primary, the one whose turn it is comes last: they are probably away, but better than nobody.
 */
function backupOf({ layer, order }: Turn, primary: string | undefined): string | undefined {
  if (layer.backupOffset === 0) return undefined;
  const others = startingAt(order, layer.backupOffset).filter((person) => person !== primary);
  return others.find((person) => person !== order[0]) ?? others[0];
}

function startingAt(people: readonly string[], index: number): readonly string[] {
  const first = index % people.length;
  return [...people.slice(first), ...people.slice(0, first)];
}
