import { describe, expect, it } from 'vitest';
import {
  formatClock,
  formatDate,
  formatDay,
  formatMoment,
  formatWeekday,
} from '../../../shared/alerting/format-moment.ts';

const at = (iso: string): number => Date.parse(iso);

describe('formatMoment()', () => {
  it.each([
    ['2026-01-13T13:03:12Z', 'Europe/Zurich', 'Tuesday 13 January 2026, 14:03:12'],
    ['2026-07-13T13:03:12Z', 'Europe/Zurich', 'Monday 13 July 2026, 15:03:12'],
    ['2026-03-29T00:59:59Z', 'Europe/Zurich', 'Sunday 29 March 2026, 01:59:59'],
    ['2026-03-29T01:00:00Z', 'Europe/Zurich', 'Sunday 29 March 2026, 03:00:00'],
    ['2026-01-01T04:30:00Z', 'America/New_York', 'Wednesday 31 December 2025, 23:30:00'],
    ['2028-02-29T00:00:00Z', 'UTC', 'Tuesday 29 February 2028, 00:00:00'],
  ])('tells %s in %s as "%s"', (iso, timeZone, text) => {
    expect(formatMoment(at(iso), timeZone)).toBe(text);
  });
});

describe('formatClock()', () => {
  it.each([
    ['2026-01-13T23:05:00Z', 'Europe/Zurich', '00:05'],
    ['2026-01-13T13:03:59Z', 'Asia/Kathmandu', '18:48'],
  ])('tells %s in %s as %s', (iso, timeZone, text) => {
    expect(formatClock(at(iso), timeZone)).toBe(text);
  });

  it('refuses a zone that does not exist', () => {
    expect(() => formatClock(0, 'Europe/Atlantis')).toThrow(RangeError);
  });
});

describe('formatDate()', () => {
  it('tells the date of the zone', () => {
    expect(formatDate(at('2026-01-20T23:30:00Z'), 'Europe/Zurich')).toBe('21 January 2026');
  });
});

describe('formatWeekday() and formatDay()', () => {
  it('tell the day of the zone', () => {
    const late = at('2026-01-09T23:30:00Z');
    expect([formatWeekday(late, 'UTC'), formatDay(late, 'UTC')]).toEqual(['Fri', '9 Jan']);
    expect([formatWeekday(late, 'Europe/Zurich'), formatDay(late, 'Europe/Zurich')]).toEqual(['Sat', '10 Jan']);
  });
});
