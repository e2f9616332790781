import { describe, expect, it } from 'vitest';
import { endedPeriods, periodsUntil, type ReportRhythm } from '../../../shared/reports/period-of.ts';

const iso = (ms: number) => new Date(ms).toISOString().slice(0, 16);

/** Beginning of the period before, beginning, end. */
function ended(rhythm: ReportRhythm, at: string, timeZone: string) {
  const { before, period } = endedPeriods(rhythm, Date.parse(at), timeZone);
  expect(before.toMs).toBe(period.fromMs);
  return [before.fromMs, period.fromMs, period.toMs].map(iso);
}

const day: ReportRhythm = { every: 'day' };
const month: ReportRhythm = { every: 'month' };

describe('endedPeriods() finds the last whole period', () => {
  const cases: readonly (readonly [string, ReportRhythm, string, string, readonly string[]])[] = [
    ['a day', day, '2026-01-13T07:00Z', 'Europe/Zurich', ['2026-01-10T23:00', '2026-01-11T23:00', '2026-01-12T23:00']],
    [
      'a day that ends at this moment',
      day,
      '2026-01-12T23:00Z',
      'Europe/Zurich',
      ['2026-01-10T23:00', '2026-01-11T23:00', '2026-01-12T23:00'],
    ],
    [
      'a day just before it ends',
      day,
      '2026-01-12T22:59Z',
      'Europe/Zurich',
      ['2026-01-09T23:00', '2026-01-10T23:00', '2026-01-11T23:00'],
    ],
    [
      'a day of 23 hours',
      day,
      '2026-03-30T07:00Z',
      'Europe/Zurich',
      ['2026-03-27T23:00', '2026-03-28T23:00', '2026-03-29T22:00'],
    ],
    [
      'a day of 25 hours',
      day,
      '2026-10-26T07:00Z',
      'Europe/Zurich',
      ['2026-10-23T22:00', '2026-10-24T22:00', '2026-10-25T23:00'],
    ],
    [
      'a week from Monday to Sunday',
      { every: 'week' },
      '2026-01-12T07:00Z',
      'Europe/Zurich',
      ['2025-12-28T23:00', '2026-01-04T23:00', '2026-01-11T23:00'],
    ],
    [
      'a week that begins on Wednesdays',
      { every: 'week', on: 'wednesday' },
      '2026-01-13T07:00Z',
      'UTC',
      ['2025-12-24T00:00', '2025-12-31T00:00', '2026-01-07T00:00'],
    ],
    [
      'a month, across a new year',
      month,
      '2026-01-01T07:00Z',
      'UTC',
      ['2025-11-01T00:00', '2025-12-01T00:00', '2026-01-01T00:00'],
    ],
    [
      'a February, asked for on the 31st',
      month,
      '2026-03-31T07:00Z',
      'UTC',
      ['2026-01-01T00:00', '2026-02-01T00:00', '2026-03-01T00:00'],
    ],
    [
      'a day of a zone ahead of the date in UTC',
      day,
      '2026-01-12T20:00Z',
      'Pacific/Auckland',
      ['2026-01-10T11:00', '2026-01-11T11:00', '2026-01-12T11:00'],
    ],
    [
      'a day of a zone with an odd offset',
      day,
      '2026-01-13T07:00Z',
      'Asia/Kathmandu',
      ['2026-01-10T18:15', '2026-01-11T18:15', '2026-01-12T18:15'],
    ],
    [
      'a day whose midnight the clock jumps over',
      day,
      '2026-04-25T10:00Z',
      'Africa/Cairo',
      ['2026-04-22T22:00', '2026-04-23T22:00', '2026-04-24T21:00'],
    ],
    [
      'a day that a whole skipped day lies before',
      day,
      '2012-01-01T00:00Z',
      'Pacific/Apia',
      ['2011-12-30T10:00', '2011-12-30T10:00', '2011-12-31T10:00'],
    ],
  ];
  for (const [what, rhythm, at, timeZone, expected] of cases) {
    it(what, () => expect(ended(rhythm, at, timeZone)).toEqual(expected));
  }

  it('with days that meet end to end for years, in every zone that jumps in its own way', () => {
    for (const timeZone of ['Europe/Zurich', 'Australia/Lord_Howe', 'Africa/Cairo']) {
      let at = Date.UTC(2024, 0, 15, 12);
      for (let days = 0; days < 370; days += 1) {
        const { period } = endedPeriods(day, at, timeZone);
        const hours = (period.toMs - period.fromMs) / 3_600_000;
        expect(hours).toBeGreaterThanOrEqual(23);
        expect(hours).toBeLessThanOrEqual(25);
        const next = endedPeriods(day, period.toMs + 86_400_000 + 7_200_000, timeZone).period;
        expect(next.fromMs).toBe(period.toMs);
        at = period.toMs + 86_400_000 + 7_200_000;
      }
    }
  }, 30_000);

  it('refuses a zone that there is not', () => {
    expect(() => endedPeriods(day, 0, 'Europe/Atlantis')).toThrow(RangeError);
  });
});

describe('periodsUntil()', () => {
  it.each([
    ['day', 1],
    ['week', 7],
    ['month', 30],
  ] as const)('covers a %s until now, and as much before', (every, days) => {
    const { before, period } = periodsUntil({ every }, 100 * 86_400_000);
    expect([before.fromMs, period.fromMs, period.toMs].map((ms) => ms / 86_400_000)).toEqual([
      100 - 2 * days,
      100 - days,
      100,
    ]);
  });
});
