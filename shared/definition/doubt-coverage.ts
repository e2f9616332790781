import { findGaps } from '../alerting/find-gaps.ts';
import { makeTurnClock } from '../alerting/turn-clock.ts';
import type { Rotation } from '../model/rotation.ts';
import type { CriticalAlert } from './critical-alerts.ts';
import type { DefinitionInput } from './definition-schema.ts';
import { describeGaps } from './describe-gaps.ts';
import type { Problem } from './explain-issue.ts';
import { isTimeZone } from './is-time-zone.ts';
import { resolveRotations } from './resolve-people.ts';

/** A whole year with both changes of time, and the first week once more. */
const lookAheadWeeks = 53;
const weekMs = 7 * 86_400_000;

function doubtRotation(rotation: Rotation): readonly Problem[] {
  const { id, layers, timeZone } = rotation;
  const zones = [timeZone, ...layers.flatMap(({ during }) => (during === undefined ? [] : [during.timeZone]))];
  if (layers.length === 0 || !zones.every(isTimeZone)) return [];
  const fromMs = Math.max(...layers.map((layer) => makeTurnClock(layer, timeZone).handoverMs(0)));
  const toMs = fromMs + lookAheadWeeks * weekMs;
  const gaps = findGaps(rotation, 'primary', { fromMs, toMs });
  // Those that the ends of the year cut off have other hours than the rest of their kind.
  const whole = gaps.filter((gap) => gap.fromMs > fromMs && gap.untilMs < toMs);
  const told = describeGaps(whole.length === 0 ? gaps : whole, { timeZone, weeks: lookAheadWeeks });
  return told.map((text) => ({
    path: `rotations.${id}`,
    message: `nobody is on call ${text}`,
    hint: 'add a layer for these hours',
  }));
}

/** Gaps in the primary coverage of the rotations that critical alerts count on, within a year after their start; those at the same hours are one problem. */
export function doubtCoverage(definition: DefinitionInput, alerts: readonly CriticalAlert[]): readonly Problem[] {
  const receivers = alerts.flatMap(({ routing, policy }) => [
    ...routing.alsoNotify,
    ...(policy?.steps ?? []).flatMap(({ notify }) => notify),
  ]);
  const used = new Set(receivers.flatMap((receiver) => (receiver.kind === 'on-call' ? [receiver.rotation] : [])));
  return resolveRotations(definition)
    .filter(({ id }) => used.has(id))
    .flatMap(doubtRotation);
}
