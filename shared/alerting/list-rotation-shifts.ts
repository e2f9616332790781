import type { Person } from '../model/person.ts';
import type { OnCallRole, Rotation, RotationShifts, Shift } from '../model/rotation.ts';
import { listShifts } from './list-shifts.ts';
import { whoIsOnCall } from './who-is-on-call.ts';

/** Who has a rotation at `fromMs`, and its shifts until `toMs` (epoch milliseconds), by the names that others call people by. */
export function listRotationShifts(
  rotation: Rotation,
  people: readonly Person[],
  period: { readonly fromMs: number; readonly toMs: number },
): RotationShifts {
  const { id, title, timeZone } = rotation;
  const nameOf = (person: string): string => people.find((one) => one.id === person)?.name ?? person;
  const nowHeldBy = (role: OnCallRole): { readonly [Role in OnCallRole]?: string } => {
    const { person } = whoIsOnCall(rotation, role, period.fromMs);
    return person === undefined ? {} : { [role]: nameOf(person) };
  };
  const shiftsOf = (role: OnCallRole): readonly Shift[] =>
    listShifts(rotation, role, period).map(({ person, ...shift }) =>
      person === undefined ? shift : { ...shift, person: nameOf(person) },
    );
  return {
    ...{ id, title, timeZone },
    ...nowHeldBy('primary'),
    ...nowHeldBy('backup'),
    shifts: { primary: shiftsOf('primary'), backup: shiftsOf('backup') },
  };
}
