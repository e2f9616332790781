import { describe, expect, it } from 'vitest';
import { problemsOf } from '../../support/definition.ts';

type Change = Readonly<Record<string, unknown>>;

const people = { ben: { phone: '+12025550102' }, cleo: { email: 'cleo@shop.example' } };
const turns = { people: ['ben', 'cleo'], start: '2026-01-05' };
const rotation = (change: Change): Change => ({ people, rotations: { platform: { ...turns, ...change } } });
const away = { person: 'cleo', from: '2026-03-02T09:00', until: '2026-03-09T09:00' };

const mistakes: readonly (readonly [string, Change, string, string, string])[] = [
  [
    'somebody on call whom nobody knows',
    rotation({ people: ['ben', 'clea'] }),
    'rotations.platform.people.1',
    'no person is called "clea"',
    'did you mean "cleo"?',
  ],
  [
    'somebody on call who can only be mentioned',
    rotation({ people: ['ben', 'ada'] }),
    'rotations.platform.people.1',
    '"ada" is on call, and has neither phone nor email',
    'write people.ada.phone or people.ada.email',
  ],
  [
    'a backup as far ahead as there are people',
    rotation({ backup: 2 }),
    'rotations.platform.backup',
    '2 turns ahead is too far for 2 people',
    'write 1 for whoever is next',
  ],
  [
    'a backup of somebody who is alone',
    rotation({ people: ['ben'], backup: 1 }),
    'rotations.platform.backup',
    '1 turns ahead is too far for 1 person',
    'write 0, or add people',
  ],
  [
    'a weekday for turns of days',
    rotation({ turn: 'day', handover: { on: 'monday' } }),
    'rotations.platform.handover.on',
    'turns of days begin on any day',
    `leave it out, or write turn: 'week'`,
  ],
  [
    'a time zone that is none',
    rotation({ timeZone: 'Europe/Zürich' }),
    'rotations.platform.timeZone',
    '"Europe/Zürich" is not a time zone',
    'write an IANA name like "Europe/Zurich"',
  ],
  [
    'hours of a layer that nobody knows',
    { people, rotations: { platform: { layers: { day: { ...turns, during: 'office' } } } } },
    'rotations.platform.layers.day.during',
    'no calendar is called "office"',
    'there is none yet',
  ],
  [
    'a rotation without layers',
    { rotations: { platform: { layers: {} } } },
    'rotations.platform.layers',
    'there is no layer',
    'write at least one',
  ],
  [
    'an override that ends before it begins',
    rotation({ overrides: [{ ...away, until: '2026-03-02T08:00' }] }),
    'rotations.platform.overrides.0.until',
    '"2026-03-02T08:00" is not after "2026-03-02T09:00"',
    'until comes last',
  ],
  [
    'an override that a later one covers',
    rotation({ overrides: [away, { ...away, from: '2026-03-01T09:00', person: 'ben' }] }),
    'rotations.platform.overrides.0',
    'never counts: "overrides.1" covers all of it, and the last written decides',
    'leave it out, or write it below the other',
  ],
  [
    'an override by somebody whom nobody knows',
    rotation({ overrides: [{ ...away, person: 'dora' }] }),
    'rotations.platform.overrides.0.person',
    'no person is called "dora"',
    'known: "ada", "ben", "cleo"',
  ],
];

describe('checkDefinition() of rotations', () => {
  it.each<readonly [string, Change]>([
    ['turns of a week', rotation({ overrides: [away] })],
    [
      'overrides that overlap in part, in another order, or for another role',
      rotation({
        overrides: [
          { ...away, until: '2026-03-20T09:00' },
          away,
          { ...away, person: 'ben', role: 'backup' },
          { ...away, from: '2026-03-01T09:00', until: '2026-03-05T09:00' },
        ],
      }),
    ],
    ['one person without a backup', rotation({ people: ['ben'] })],
    ['somebody who has two turns of three', rotation({ people: ['ben', 'cleo', 'ben'], backup: 1 })],
    ['turns of days at another time of day', rotation({ turn: 'day', turns: 3, handover: { at: '08:00' } })],
  ])('accepts %s', (_, change) => {
    expect(problemsOf(change)).toEqual([]);
  });

  it.each(mistakes)('reports %s', (_, change, path, message, hint) => {
    expect(problemsOf(change)).toEqual([{ path, message, hint }]);
  });
});
