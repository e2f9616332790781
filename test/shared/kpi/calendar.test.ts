import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWithin, weekBefore } from '../../../shared/kpi/calendar.ts';
import type { Calendar } from '../../../shared/model/calendar.ts';

const everyDay: Calendar['days'] = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

function calendar(differs: Partial<Calendar> = {}): Calendar {
  return { days: everyDay, fromMinute: 0, toMinute: 1_440, except: [], timeZone: 'Europe/Zurich', ...differs };
}

const hours = (from: number, to: number) => ({ fromMinute: from * 60, toMinute: to * 60 });
const office = calendar({ days: everyDay.slice(0, 5), ...hours(8, 18) });
const fridayNight = calendar({ days: ['friday'], ...hours(22, 6) });
const whole = (differs: Partial<Calendar>) => calendar({ ...differs });

/** 2026-01-05 is a Monday. */
const cases: readonly (readonly [what: string, calendar: Calendar, at: string, expected: boolean])[] = [
  ['the first minute', office, '2026-01-05T08:00:00+01:00', true],
  ['the moment before', office, '2026-01-05T07:59:59.999+01:00', false],
  ['the last moment', office, '2026-01-05T17:59:59.999+01:00', true],
  ['the end, which does not count', office, '2026-01-05T18:00:00+01:00', false],
  ['the weekend', office, '2026-01-04T12:00:00+01:00', false],
  ['the day of the zone, not of UTC', whole({ days: ['monday'] }), '2026-01-04T23:30:00Z', true],
  ['a zone of 45 minutes', calendar({ ...hours(0, 1), timeZone: 'Asia/Kathmandu' }), '2026-01-04T18:30:00Z', true],
  ['a night on the evening that it begins', fridayNight, '2026-01-09T23:00:00+01:00', true],
  ['a night on the morning after', fridayNight, '2026-01-10T05:59:59+01:00', true],
  ['the end of a night', fridayNight, '2026-01-10T06:00:00+01:00', false],
  ['the morning of a day whose night comes', fridayNight, '2026-01-09T05:00:00+01:00', false],
  ['the evening after', fridayNight, '2026-01-10T23:00:00+01:00', false],
  ['midnight in a night', fridayNight, '2026-01-10T00:00:00+01:00', true],
  ['a day that does not count', { ...office, except: ['2026-01-05'] }, '2026-01-05T12:00:00+01:00', false],
  [
    'a night that begins on a day that does not count',
    { ...fridayNight, except: ['2026-01-09'] },
    '2026-01-10T02:00:00+01:00',
    false,
  ],
  [
    'a night that ends on a day that does not count',
    { ...fridayNight, except: ['2026-01-10'] },
    '2026-01-10T02:00:00+01:00',
    true,
  ],
  [
    'a night over the end of the year',
    calendar({ days: ['thursday'], ...hours(22, 6) }),
    '2027-01-01T03:00:00+01:00',
    true,
  ],
  [
    'a night of the first day of the year',
    calendar({ days: ['thursday'], ...hours(22, 6) }),
    '2026-01-02T03:00:00+01:00',
    true,
  ],
  ['a leap day', whole({ days: ['tuesday'] }), '2028-02-29T12:00:00+01:00', true],
  ['a leap day that does not count', whole({ except: ['2028-02-29'] }), '2028-02-29T23:59:59+01:00', false],
  [
    'the morning after a leap night',
    calendar({ days: ['tuesday'], ...hours(22, 6) }),
    '2028-03-01T01:00:00+01:00',
    true,
  ],
  [
    'a window of 24 hours from the evening on',
    calendar({ days: ['friday'], ...hours(20, 20) }),
    '2026-01-10T19:59:00+01:00',
    true,
  ],
  ['no day at all', whole({ days: [] }), '2026-01-05T12:00:00+01:00', false],
];

describe('isWithin()', () => {
  it.each(cases)('decides %s', (_, inside, at, expected) => {
    expect(isWithin(inside, Date.parse(at))).toBe(expected);
  });

  /** The clock goes from 02:00 to 03:00 and back, from 02:00 to 01:00 and back, and from 02:00 to 02:30 and back. */
  const changes: readonly (readonly [
    zone: string,
    what: string,
    from: number,
    to: number,
    dayBeginsAt: string,
    minutes: number,
  ])[] = [
    ['Europe/Zurich', 'in spring', 1, 4, '2026-03-29T00:00:00+01:00', 120],
    ['Europe/Zurich', 'in autumn', 1, 4, '2026-10-25T00:00:00+02:00', 240],
    ['America/New_York', 'in spring', 1, 4, '2026-03-08T00:00:00-05:00', 120],
    ['America/New_York', 'in autumn', 1, 4, '2026-11-01T00:00:00-04:00', 240],
    ['Australia/Lord_Howe', 'in spring', 1, 4, '2026-10-04T00:00:00+10:30', 150],
    ['Australia/Lord_Howe', 'in autumn', 1, 4, '2026-04-05T00:00:00+11:00', 210],
    ['Europe/Zurich', 'in spring, within the hour that is skipped', 2, 3, '2026-03-29T00:00:00+01:00', 0],
    ['Europe/Zurich', 'in autumn, within the hour that is repeated', 2, 3, '2026-10-25T00:00:00+02:00', 120],
  ];

  it.each(changes)(
    'follows the clock on the wall over the change of time of %s %s',
    (zone, _, from, to, begin, minutes) => {
      const inside = calendar({ ...hours(from, to), timeZone: zone });
      const beginMs = Date.parse(begin);
      const counted = Array.from({ length: 23 * 60 }, (_, minute) => beginMs + minute * 60_000);
      expect(counted.filter((atMs) => isWithin(inside, atMs))).toHaveLength(minutes);
    },
  );

  it('covers every moment by a calendar and the rest of the day, exactly once', () => {
    const zone = fc.constantFrom('UTC', 'Europe/Zurich', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe');
    const minute = fc.integer({ min: 0, max: 1_439 });
    fc.assert(
      fc.property(
        zone,
        minute,
        minute,
        fc.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }),
        (timeZone, a, b, at) => {
          fc.pre(a !== b);
          const one = isWithin(calendar({ timeZone, fromMinute: a, toMinute: b }), at.getTime());
          const rest = isWithin(calendar({ timeZone, fromMinute: b, toMinute: a }), at.getTime());
          expect([one, rest].sort()).toEqual([false, true]);
        },
      ),
    );
  });

  it('counts a moment for exactly one of the days that a night may belong to', () => {
    const at = fc.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(at, fc.integer({ min: 0, max: 1_439 }), (date, minute) => {
        const nights = everyDay.filter((day) =>
          isWithin(calendar({ days: [day], fromMinute: minute, toMinute: minute }), date.getTime()),
        );
        expect(nights).toHaveLength(1);
      }),
    );
  });
});

describe('weekBefore()', () => {
  it.each([
    ['seven days before', '2026-06-15T12:00:00Z', '2026-06-08T12:00:00.000Z'],
    ['an hour later where the clock went forward since', '2026-03-30T10:00:00Z', '2026-03-23T11:00:00.000Z'],
    ['an hour earlier where it went back', '2026-10-26T11:00:00Z', '2026-10-19T10:00:00.000Z'],
  ])('is %s', (_, at, expected) => {
    expect(new Date(weekBefore(Date.parse(at), 'Europe/Zurich')).toISOString()).toBe(expected);
  });
});
