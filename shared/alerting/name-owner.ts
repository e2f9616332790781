import type { Person, Team } from '../model/person.ts';

/** An owner as people call it: a team's title or a person's name; the id itself where there is neither. */
export function nameOwner(
  owner: string,
  { teams, people }: { readonly teams: readonly Team[]; readonly people: readonly Person[] },
): string {
  return teams.find(({ id }) => id === owner)?.title ?? people.find(({ id }) => id === owner)?.name ?? owner;
}
