import type { OnCallRole, Rotation } from '../model/rotation.ts';
import { listShifts } from './list-shifts.ts';

/** When nobody has a role of a rotation within a period (epoch milliseconds, ends exclusive), in order. */
export function findGaps(
  rotation: Rotation,
  role: OnCallRole,
  period: { readonly fromMs: number; readonly toMs: number },
): readonly { readonly fromMs: number; readonly untilMs: number }[] {
  return listShifts(rotation, role, period).flatMap(({ fromMs, untilMs, person }) =>
    person === undefined ? [{ fromMs, untilMs }] : [],
  );
}
