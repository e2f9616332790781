import { checkReference } from './check-reference.ts';
import { checkRepeats } from './check-repeats.ts';
import type { DefinitionInput } from './definition-schema.ts';
import type { Problem } from './explain-issue.ts';
import type { PersonInput } from './people-settings.ts';
import type { KnownNames } from './sound-part.ts';

const contacts = ['email', 'phone', 'slack'] as const satisfies readonly (keyof PersonInput)[];

function checkContact(name: string, person: PersonInput): readonly Problem[] {
  if (contacts.some((contact) => person[contact] !== undefined)) return [];
  return [{ path: `people.${name}`, message: 'has no contact', hint: 'write email, phone or slack' }];
}

/** Two names for one contact would be told twice. */
function checkShared(people: readonly (readonly [string, PersonInput])[]): readonly Problem[] {
  return people.flatMap(([name, person], index) =>
    contacts.flatMap((contact) => {
      const value = JSON.stringify(person[contact]);
      const earlier = people
        .slice(0, index)
        .find(([, other]) => value !== undefined && JSON.stringify(other[contact]) === value);
      if (earlier === undefined) return [];
      const message = `is also the ${contact} of "${earlier[0]}"`;
      return [{ path: `people.${name}.${contact}`, message, hint: 'write each contact once, or a team' }];
    }),
  );
}

function checkTeams({ teams = {} }: DefinitionInput, known: KnownNames): readonly Problem[] {
  return Object.entries(teams).flatMap(([name, { people }]) => {
    const path = `teams.${name}`;
    const isPerson = known.people.includes(name);
    return [
      ...(isPerson
        ? [{ path, message: `"${name}" is also a person`, hint: 'an owner is one or the other: rename the team' }]
        : []),
      ...people.flatMap((person, index) =>
        checkReference(person, { path: `${path}.people.${index}`, section: 'people', known }),
      ),
      ...checkRepeats(`${path}.people`, people),
    ];
  });
}

/** What contradicts itself in the people and teams of a definition. */
export function checkPeople(definition: DefinitionInput, known: KnownNames): readonly Problem[] {
  const people = Object.entries(definition.people ?? {});
  return [
    ...people.flatMap(([name, person]) => checkContact(name, person)),
    ...checkShared(people),
    ...checkTeams(definition, known),
  ];
}
