import { describe, expect, it } from 'vitest';
import { findGaps } from '../../../shared/alerting/find-gaps.ts';
import { describeGaps } from '../../../shared/definition/describe-gaps.ts';
import type { Calendar } from '../../../shared/model/calendar.ts';
import { at, makeCalendar, makeLayer, makeOffice, makeRotation } from '../alerting/schedule-samples.ts';

const weeks = 53;
const timeZone = 'Europe/Zurich';
const fromMs = at('2026-01-05T00:00+01:00');
const period = { fromMs, toMs: fromMs + weeks * 7 * 86_400_000 };
const onCallDuring = (...calendars: readonly Calendar[]) =>
  makeRotation({ layers: calendars.map((during) => makeLayer({ startDate: '2026-01-01', during })) });
/** The gaps that the period does not cut off. */
const describeOf = (...calendars: readonly Calendar[]) => {
  const gaps = findGaps(onCallDuring(...calendars), 'primary', period);
  const whole = gaps.filter((gap) => gap.fromMs > period.fromMs && gap.untilMs < period.toMs);
  return describeGaps(whole, { timeZone, weeks });
};

describe('describeGaps()', () => {
  it.each<readonly [string, readonly Calendar[], readonly string[]]>([
    ['nothing where there is no gap', [makeCalendar()], []],
    [
      'one hour of every day, over both changes of time',
      [makeCalendar({ fromMinute: 480, toMinute: 960 }), makeCalendar({ fromMinute: 1_020, toMinute: 480 })],
      ['every day 16:00 to 17:00 (Europe/Zurich), 371 times within a year, the first on 5 January 2026'],
    ],
    [
      'the nights of a week apart from its weekend',
      [makeOffice({ fromMinute: 540, toMinute: 1_020 })],
      [
        'every Mon, Tue, Wed and Thu 17:00 to 09:00 (Europe/Zurich), 212 times within a year, the first on 5 January 2026',
        'every Fri 17:00 to Mon 09:00 (Europe/Zurich), 52 times within a year, the first on 9 January 2026',
      ],
    ],
    [
      'days that come once a year by their dates',
      [makeCalendar({ except: ['07-04', '08-01'] })],
      [
        'from Sat 4 July 2026, 00:00 to Sun 5 July 2026, 00:00 (Europe/Zurich), and 1 more time at these hours within a year',
      ],
    ],
  ])('says %s', (_, calendars, expected) => {
    expect(describeOf(...calendars)).toEqual(expected);
  });

  it('counts the gaps at other hours that it does not name', () => {
    const hours = [0, 1, 2, 3, 4].map((hour) => {
      const beginMs = at(`2026-03-0${hour + 1}T0${hour}:00+01:00`);
      return { fromMs: beginMs, untilMs: beginMs + 60_000 };
    });
    const texts = describeGaps(hours, { timeZone, weeks });
    expect(texts).toHaveLength(3);
    expect(texts.at(-1)).toBe(
      'from Tue 3 March 2026, 02:00 to Tue 3 March 2026, 02:01 (Europe/Zurich); and 2 more gaps at other hours',
    );
  });
});
