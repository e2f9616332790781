import { describe, expect, it } from 'vitest';
import { problemsOf } from '../../support/definition.ts';

type Change = Readonly<Record<string, unknown>>;

const mistakes: readonly (readonly [string, Change, string, string, string])[] = [
  ['somebody with no contact', { people: { ben: {} } }, 'people.ben', 'has no contact', 'write email, phone or slack'],
  [
    'a phone number without its country',
    { people: { ben: { phone: '2025550102' } } },
    'people.ben.phone',
    '"2025550102" is not a phone number',
    `write it like "+12025550101", or secret('phones/ada')`,
  ],
  [
    'a contact that two have',
    { people: { ben: { phone: '+12025550102' }, cleo: { phone: '+12025550102' } } },
    'people.cleo.phone',
    'is also the phone of "ben"',
    'write each contact once, or a team',
  ],
  [
    'a secret contact that two have',
    { people: { ben: { phone: { secret: 'phones/duty' } }, cleo: { phone: { secret: 'phones/duty' } } } },
    'people.cleo.phone',
    'is also the phone of "ben"',
    'write each contact once, or a team',
  ],
  [
    'a name with capitals',
    { people: { Ben: { phone: '+12025550102' } } },
    'people.Ben',
    '"Ben" is not a name',
    'write 1 to 40 lower-case letters, digits and hyphens, a letter first',
  ],
  [
    'somebody in a team whom nobody knows',
    { teams: { platform: { people: ['ada', 'adda'] } } },
    'teams.platform.people.1',
    'no person is called "adda"',
    'did you mean "ada"?',
  ],
  [
    'somebody twice in a team',
    { teams: { platform: { people: ['ada', 'ada'] } } },
    'teams.platform.people.1',
    '"ada" stands twice',
    'write it once',
  ],
  [
    'a team of nobody',
    { teams: { platform: { people: [] } } },
    'teams.platform.people',
    'the list is empty',
    'write at least 1',
  ],
  [
    'a team with the name of a person',
    { teams: { ada: { people: ['ada'] } } },
    'teams.ada',
    '"ada" is also a person',
    'an owner is one or the other: rename the team',
  ],
];

describe('checkDefinition() of people and teams', () => {
  it('accepts people with one contact each, and a team of them', () => {
    const people = { ben: { phone: '+12025550102' }, cleo: { email: 'cleo@shop.example' } };
    expect(problemsOf({ people, teams: { platform: { people: ['ada', 'ben', 'cleo'] } }, owner: 'platform' })).toEqual(
      [],
    );
  });

  it.each(mistakes)('reports %s', (_, change, path, message, hint) => {
    expect(problemsOf(change)).toEqual([{ path, message, hint }]);
  });
});
