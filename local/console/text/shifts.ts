import { type OnCallRole, onCallRoles, type Shift } from '../../../shared/model/rotation.ts';
import type { RotationView } from '../../api/types.ts';

/**
 * The shift that a moment falls into. Shifts begin at the watch's own now, which the page's clock reaches a moment later: until
 * then it is the first.
 */
export function shiftAt(shifts: readonly Shift[], atMs: number): Shift | undefined {
  const [first] = shifts;
  if (first !== undefined && atMs < first.fromMs) return first;
  return shifts.find(({ fromMs, untilMs }) => fromMs <= atMs && atMs < untilMs);
}

/** The roles that a rotation fills at all: without anybody ever, it has no backup rather than a gap. */
export function rolesOf({ shifts }: Pick<RotationView, 'shifts'>): readonly OnCallRole[] {
  return onCallRoles.filter((role) => role === 'primary' || shifts[role].some(({ person }) => person !== undefined));
}

/** When nobody is on call though somebody should be, soonest first. */
export function gapsOf(rotation: Pick<RotationView, 'shifts'>): readonly (Shift & { readonly role: OnCallRole })[] {
  return rolesOf(rotation)
    .flatMap((role) => rotation.shifts[role].map((shift) => ({ ...shift, role })))
    .filter(({ person }) => person === undefined)
    .toSorted((a, b) => a.fromMs - b.fromMs);
}

/** How many colours there are; after that they begin again. */
const colours = 8;

/** The number of each person's colour, from 1, by name: the same in every rotation, whoever is on call. */
export function coloursOf(rotations: readonly Pick<RotationView, 'shifts'>[]): ReadonlyMap<string, number> {
  const people = rotations.flatMap(({ shifts }) =>
    onCallRoles.flatMap((role) => shifts[role].flatMap(({ person }) => person ?? [])),
  );
  const names = [...new Set(people)].toSorted((a, b) => a.localeCompare(b, 'en'));
  return new Map(names.map((name, index) => [name, (index % colours) + 1]));
}
