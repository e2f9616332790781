import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarEdges } from '../../../shared/alerting/calendar-edges.ts';
import { isWithin } from '../../../shared/kpi/calendar.ts';
import { anyCalendar, anyMoment, at, dayMs, makeCalendar, makeOffice, minuteMs, show } from './schedule-samples.ts';

describe('calendarEdges()', () => {
  it.each([
    [
      'of a week of office hours',
      makeOffice(),
      '2026-01-09T00:00Z',
      '2026-01-13T00:00Z',
      ['2026-01-09T07:30Z', '2026-01-09T17:30Z', '2026-01-12T07:30Z', '2026-01-12T17:30Z'],
    ],
    ['but not the ends of the period', makeOffice(), '2026-01-09T07:30Z', '2026-01-09T17:30Z', []],
    [
      'of no midnight between two whole days',
      makeOffice({ fromMinute: 0, toMinute: 1_440 }),
      '2026-01-05T12:00Z',
      '2026-01-11T12:00Z',
      ['2026-01-09T23:00Z'],
    ],
    [
      'of hours that a change of time repeats',
      makeCalendar({ fromMinute: 135, toMinute: 165 }),
      '2026-10-25T00:00Z',
      '2026-10-25T03:00Z',
      ['2026-10-25T00:15Z', '2026-10-25T00:45Z', '2026-10-25T01:15Z', '2026-10-25T01:45Z'],
    ],
  ])('finds those %s', (_, calendar, from, to, expected) => {
    expect(calendarEdges(calendar, { fromMs: at(from), toMs: at(to) }).map(show)).toEqual(expected);
  });

  it('finds what stepping minute by minute finds', () => {
    fc.assert(
      fc.property(anyCalendar, anyMoment, (calendar, fromMs) => {
        const toMs = fromMs + dayMs;
        const stepped: number[] = [];
        for (let moment = fromMs + minuteMs; moment < toMs; moment += minuteMs) {
          if (isWithin(calendar, moment) !== isWithin(calendar, moment - minuteMs)) stepped.push(moment);
        }
        expect(calendarEdges(calendar, { fromMs, toMs }).map(show)).toEqual(stepped.map(show));
      }),
    );
  });
});
