import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closesAt, nextOpening } from '../../../shared/alerting/calendar-windows.ts';
import { isWithin } from '../../../shared/kpi/calendar.ts';
import { anyCalendar, anyMoment, at, dayMs, makeCalendar, makeOffice, minuteMs, show } from './schedule-samples.ts';

const office = makeOffice();
const hours = (fromMinute: number, toMinute: number, timeZone = 'Europe/Zurich') =>
  makeCalendar({ fromMinute, toMinute, timeZone });
const fridayNight = makeCalendar({ days: ['friday'], fromMinute: 1_320, toMinute: 360 });

/** Every date for two years and a half. */
const allDays = Array.from({ length: 910 }, (_, day) =>
  new Date(at('2026-01-01T00:00Z') + day * dayMs).toISOString().slice(0, 10),
);

describe('nextOpening()', () => {
  it.each([
    ['the moment itself where it is open', office, '2026-01-05T12:34:56+01:00', '2026-01-05T12:34:56+01:00'],
    ['the morning of the same day', office, '2026-01-05T03:00+01:00', '2026-01-05T08:30+01:00'],
    ['the next morning from the last minute on', office, '2026-01-05T18:30+01:00', '2026-01-06T08:30+01:00'],
    ['Monday after a weekend', office, '2026-01-09T18:30+01:00', '2026-01-12T08:30+01:00'],
    ['Monday after the weekend of a change of time', office, '2026-10-23T18:30+02:00', '2026-10-26T08:30+01:00'],
    [
      'Tuesday after the weekend of a change of time where Monday is a holiday',
      makeOffice({ except: ['2026-10-26'] }),
      '2026-10-23T18:30+02:00',
      '2026-10-27T08:30+01:00',
    ],
    [
      'the day after a holiday of every year',
      makeOffice({ except: ['12-25', '01-01'] }),
      '2026-12-24T18:30+01:00',
      '2026-12-28T08:30+01:00',
    ],
    [
      'the first day of the next year that counts',
      makeOffice({ except: ['12-31', '01-01'] }),
      '2026-12-30T18:30+01:00',
      '2027-01-04T08:30+01:00',
    ],
    ['29 February', makeCalendar({ days: ['tuesday'] }), '2028-02-28T12:00+01:00', '2028-02-29T00:00+01:00'],
    [
      'the week after 29 February, a holiday of every year',
      makeCalendar({ days: ['tuesday'], except: ['02-29'] }),
      '2028-02-28T12:00+01:00',
      '2028-03-07T00:00+01:00',
    ],
    ['the evening that a night begins', fridayNight, '2026-01-05T12:00+01:00', '2026-01-09T22:00+01:00'],
    ['the moment itself after midnight of a night', fridayNight, '2026-01-10T05:59+01:00', '2026-01-10T05:59+01:00'],
    ['the end of the hour that is skipped', hours(150, 240), '2026-03-29T00:00+01:00', '2026-03-29T03:00+02:00'],
    ['the first of the hours that come twice', hours(150, 180), '2026-10-25T00:00+02:00', '2026-10-25T02:30+02:00'],
    ['the second of them', hours(150, 165), '2026-10-25T02:45+02:00', '2026-10-25T02:30+01:00'],
    [
      'the next day where the hours are skipped whole',
      hours(130, 170),
      '2026-03-29T00:00+01:00',
      '2026-03-30T02:10+02:00',
    ],
    [
      'the end of half an hour that is skipped',
      hours(135, 240, 'Australia/Lord_Howe'),
      '2026-10-04T00:00+10:30',
      '2026-10-04T02:30+11:00',
    ],
  ])('is %s', (_, calendar, moment, expected) => {
    expect(show(nextOpening(calendar, at(moment)))).toBe(show(at(expected)));
  });

  it('finds a day that comes once a year', () => {
    const others = allDays.map((day) => day.slice('YYYY-'.length)).filter((day) => day !== '12-25');
    const christmas = makeCalendar({ except: [...new Set(others)] });
    expect(show(nextOpening(christmas, at('2026-12-26T12:00+01:00')))).toBe('2027-12-24T23:00Z');
  });

  it.each([
    ['has no days', makeCalendar({ days: [] })],
    ['counts no day but one that is past', makeCalendar({ except: allDays.filter((day) => day !== '2026-01-04') })],
  ])('finds nothing where a calendar %s', (_, calendar) => {
    expect(nextOpening(calendar, at('2026-01-05T12:00+01:00'))).toBeUndefined();
  });
});

describe('closesAt()', () => {
  it.each([
    ['the evening', office, '2026-01-05T12:00+01:00', '2026-01-05T18:30+01:00'],
    ['midnight', makeCalendar({ days: ['monday'] }), '2026-01-05T12:00+01:00', '2026-01-06T00:00+01:00'],
    [
      'Friday at midnight of days in a row',
      makeOffice({ fromMinute: 0, toMinute: 1_440 }),
      '2026-01-05T12:00+01:00',
      '2026-01-10T00:00+01:00',
    ],
    ['the morning after a night', fridayNight, '2026-01-09T23:00+01:00', '2026-01-10T06:00+01:00'],
    ['the same morning after midnight', fridayNight, '2026-01-10T03:00+01:00', '2026-01-10T06:00+01:00'],
    ['the eve of a holiday', makeCalendar({ except: ['08-01'] }), '2026-07-20T12:00+02:00', '2026-08-01T00:00+02:00'],
    // That far ahead is looked at a time.
    [
      'a moment exactly 8 days later',
      makeCalendar({ except: ['08-01'] }),
      '2026-07-24T00:00+02:00',
      '2026-08-01T00:00+02:00',
    ],
    ['the skipped hour', hours(60, 150), '2026-03-29T01:30+01:00', '2026-03-29T03:00+02:00'],
    ['the end of the second of two hours', hours(60, 180), '2026-10-25T01:00+02:00', '2026-10-25T03:00+01:00'],
    ['the first 02:30 of two', hours(60, 150), '2026-10-25T01:00+02:00', '2026-10-25T02:30+02:00'],
    [
      'where the clock goes back to before it opens',
      hours(125, 200),
      '2026-10-25T02:30+02:00',
      '2026-10-25T02:00+01:00',
    ],
  ])('is %s', (_, calendar, moment, expected) => {
    expect(show(closesAt(calendar, at(moment)))).toBe(show(at(expected)));
  });

  it.each([
    ['a closed calendar', office, '2026-01-05T18:30+01:00'],
    ['one that never closes', makeCalendar(), '2026-01-05T12:00+01:00'],
    ['one of whole days from the evening on', hours(1_200, 1_200), '2026-01-05T12:00+01:00'],
  ])('knows no end of %s', (_, calendar, moment) => {
    expect(closesAt(calendar, at(moment))).toBeUndefined();
  });
});

describe('nextOpening() and closesAt()', () => {
  const anyInstant = fc.tuple(anyMoment, fc.nat({ max: 59_999 })).map(([moment, ms]) => moment + ms);

  it('are edges of isWithin(), and nothing changes before them', () => {
    fc.assert(
      fc.property(anyCalendar, anyInstant, fc.float({ min: 0, max: 1, noNaN: true }), (calendar, moment, part) => {
        const isOpen = isWithin(calendar, moment);
        const edge = isOpen ? closesAt(calendar, moment) : nextOpening(calendar, moment);
        fc.pre(edge !== undefined);
        expect(edge).toBeGreaterThan(moment);
        expect(isWithin(calendar, edge)).toBe(!isOpen);
        expect(isWithin(calendar, Math.max(moment, edge - minuteMs))).toBe(isOpen);
        expect(isWithin(calendar, edge - 1)).toBe(isOpen);
        expect(isWithin(calendar, moment + Math.floor((edge - 1 - moment) * part))).toBe(isOpen);
      }),
      { numRuns: 500 },
    );
  });

  it('are the first change that stepping minute by minute meets', () => {
    fc.assert(
      fc.property(anyCalendar, anyMoment, (calendar, moment) => {
        const isOpen = isWithin(calendar, moment);
        const limit = moment + 2 * dayMs;
        let stepped = moment + minuteMs;
        while (stepped < limit && isWithin(calendar, stepped) === isOpen) stepped += minuteMs;
        const edge = (isOpen ? closesAt(calendar, moment) : nextOpening(calendar, moment)) ?? Number.POSITIVE_INFINITY;
        if (stepped < limit) expect(show(edge)).toBe(show(stepped));
        else expect(edge).toBeGreaterThanOrEqual(limit);
      }),
      { numRuns: 150 },
    );
  });
});
