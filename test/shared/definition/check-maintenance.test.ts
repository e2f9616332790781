import { describe, expect, it } from 'vitest';
import { problemsOf } from '../../support/definition.ts';

type Change = Readonly<Record<string, unknown>>;

const move = { of: ['web'], reason: 'a new rack', from: '2026-07-01T22:00', until: '2026-07-02T02:00' };
const once = (change: Change): Change => ({ maintenance: { move: { ...move, ...change } } });

const mistakes: readonly (readonly [string, Change, string, string, string])[] = [
  [
    'work on what nobody knows',
    once({ of: ['web', 'wbe'] }),
    'maintenance.move.of.1',
    'nothing that is monitored is called "wbe"',
    'did you mean "web"?',
  ],
  [
    'work on one thing twice',
    once({ of: ['web', 'web'] }),
    'maintenance.move.of.1',
    '"web" stands twice',
    'write it once',
  ],
  [
    'work on everything, written as a list',
    once({ of: ['everything'] }),
    'maintenance.move.of.0',
    'nothing that is monitored is called "everything"',
    `write of: 'everything' without the list`,
  ],
  [
    'an end that is the beginning',
    once({ until: '2026-07-01T22:00' }),
    'maintenance.move.until',
    '"2026-07-01T22:00" is not after "2026-07-01T22:00"',
    'until comes last',
  ],
  [
    'a time zone that is none',
    once({ timeZone: 'CH' }),
    'maintenance.move.timeZone',
    '"CH" is not a time zone',
    'write an IANA name like "Europe/Zurich"',
  ],
  [
    'hours that nobody knows',
    { maintenance: { backups: { of: 'everything', reason: 'backups', during: 'night' } } },
    'maintenance.backups.during',
    'no calendar is called "night"',
    'there is none yet',
  ],
  [
    'no reason',
    once({ reason: '' }),
    'maintenance.move.reason',
    '"" is not a reason',
    'write a text that is not empty',
  ],
  [
    'holidays that nobody knows',
    { calendars: { office: { days: 'weekdays', holidays: ['zurich'] } } },
    'calendars.office.holidays.0',
    'no list of holidays is called "zurich"',
    'there is none yet',
  ],
];

describe('checkDefinition() of maintenance and calendars', () => {
  it.each<readonly [string, Change]>([
    ['a window of everything', once({ of: 'everything', backstop: 'muted' })],
    [
      'a group by its name, every night',
      {
        groups: { api: { endpoints: { health: { kind: 'tcp', host: 'shop.example', port: 80 } } } },
        calendars: { night: { days: 'every-day', from: '01:00', to: '03:00', holidays: ['zurich'] } },
        holidays: { zurich: ['12-25', '02-29', '2026-04-06'] },
        maintenance: { backups: { of: ['api'], reason: 'backups', during: 'night' } },
      },
    ],
  ])('accepts %s', (_, change) => {
    expect(problemsOf(change)).toEqual([]);
  });

  it.each(mistakes)('reports %s', (_, change, path, message, hint) => {
    expect(problemsOf(change)).toEqual([{ path, message, hint }]);
  });
});
