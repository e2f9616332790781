import { describe, expect, it } from 'vitest';
import { createZonedTime } from '../../../../local/console/text/zoned-time.ts';

const noonUtcMs = Date.UTC(2026, 2, 3, 12, 5, 9);

describe('createZonedTime()', () => {
  it.each([
    ['Europe/Zurich', '13:05:09', 'Tue 3 Mar 2026, 13:05:09 CET'],
    ['America/New_York', '07:05:09', 'Tue 3 Mar 2026, 07:05:09 GMT-5'],
    ['UTC', '12:05:09', 'Tue 3 Mar 2026, 12:05:09 UTC'],
  ])('writes times of %s', (timeZone, clock, full) => {
    const time = createZonedTime(timeZone);
    expect(time.clock(noonUtcMs)).toBe(clock);
    expect(time.full(noonUtcMs)).toBe(full);
  });

  it('leaves the day out where it is the same', () => {
    const time = createZonedTime('Europe/Zurich');
    const nowMs = Date.UTC(2026, 2, 3, 13, 20);
    expect([time.short(nowMs + 60_000, nowMs), time.short(nowMs + 86_400_000, nowMs)]).toEqual([
      '14:21',
      'Wed 4 Mar, 14:20',
    ]);
    expect(time.weekday(nowMs)).toBe('Tue 3 Mar');
  });

  it('writes midnight as 00, not 24', () => {
    expect(createZonedTime('UTC').minute(Date.UTC(2026, 2, 3))).toBe('00:00');
  });

  it('names the day of a moment that is not today', () => {
    const time = createZonedTime('Europe/Zurich');
    expect(time.moment(noonUtcMs, noonUtcMs + 60_000)).toBe('13:05:09');
    expect(time.moment(noonUtcMs, noonUtcMs + 86_400_000)).toBe('3 Mar, 13:05:09');
  });

  it('refuses a zone that does not exist', () => {
    expect(() => createZonedTime('Mars/Olympus')).toThrow(RangeError);
  });
});
