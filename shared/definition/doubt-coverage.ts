import { findGaps } from '../alerting/find-gaps.ts';
import { formatClock, formatDate, formatWeekday } from '../alerting/format-moment.ts';
import { makeTurnClock } from '../alerting/turn-clock.ts';
import type { Rotation } from '../model/rotation.ts';
import type { CriticalAlert } from './critical-alerts.ts';
import type { DefinitionInput } from './definition-schema.ts';
import type { Problem } from './explain-issue.ts';
import { isTimeZone } from './is-time-zone.ts';
import { resolveRotations } from './resolve-people.ts';

/** A whole year with both changes of time, and the first week once more. */
const lookAheadMs = 53 * 7 * 86_400_000;

function doubtRotation(rotation: Rotation): readonly Problem[] {
  const { id, layers, timeZone } = rotation;
  const zones = [timeZone, ...layers.flatMap(({ during }) => (during === undefined ? [] : [during.timeZone]))];
  if (layers.length === 0 || !zones.every(isTimeZone)) return [];
  const fromMs = Math.max(...layers.map((layer) => makeTurnClock(layer, timeZone).handoverMs(0)));
  const [first, ...others] = findGaps(rotation, 'primary', { fromMs, toMs: fromMs + lookAheadMs });
  if (first === undefined) return [];
  const at = (atMs: number): string =>
    `${formatWeekday(atMs, timeZone)} ${formatDate(atMs, timeZone)}, ${formatClock(atMs, timeZone)}`;
  const more =
    others.length === 0 ? '' : `, and ${others.length} more ${others.length === 1 ? 'time' : 'times'} within a year`;
  const message = `nobody is on call from ${at(first.fromMs)} to ${at(first.untilMs)} (${timeZone})${more}`;
  return [{ path: `rotations.${id}`, message, hint: 'add a layer for these hours' }];
}

/** Gaps in the primary coverage of the rotations that critical alerts count on, within a year after their start; the first of each is named. */
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
