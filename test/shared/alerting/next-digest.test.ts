import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextDigest } from '../../../shared/alerting/next-digest.ts';
import type { DigestSchedule } from '../../../shared/model/policy.ts';
import { anyMoment, anyZone, at, dayMs, everyDay, minuteMs, show } from './schedule-samples.ts';

const zurich = { timeZone: 'Europe/Zurich' };
const hourly = (atMinute: number, timeZone = 'Europe/Zurich'): DigestSchedule => ({
  every: 'hour',
  atMinute,
  timeZone,
});
const daily = (atMinute: number): DigestSchedule => ({ every: 'day', atMinute, ...zurich });
const weekly: DigestSchedule = { every: 'week', on: 'monday', atMinute: 540, ...zurich };

describe('nextDigest()', () => {
  it.each([
    ['the same day', daily(540), '2026-01-05T08:59:59.999+01:00', '2026-01-05T09:00+01:00'],
    ['strictly after: the next day', daily(540), '2026-01-05T09:00+01:00', '2026-01-06T09:00+01:00'],
    ['an hour less over a change of time', daily(540), '2026-03-28T09:00+01:00', '2026-03-29T09:00+02:00'],
    ['an hour more over the other one', daily(540), '2026-10-24T09:00+02:00', '2026-10-25T09:00+01:00'],
    ['an hour later where it is skipped', daily(150), '2026-03-29T00:00+01:00', '2026-03-29T03:30+02:00'],
    ['the first of two', daily(150), '2026-10-25T00:00+02:00', '2026-10-25T02:30+02:00'],
    ['the next day after the first of two', daily(150), '2026-10-25T02:30+02:00', '2026-10-26T02:30+01:00'],
    ['midnight as 24:00', daily(1_440), '2026-01-05T12:00+01:00', '2026-01-06T00:00+01:00'],
    ['midnight as 24:00, just before', daily(1_440), '2026-01-05T23:59+01:00', '2026-01-06T00:00+01:00'],
    ['the leap day', daily(540), '2028-02-28T10:00+01:00', '2028-02-29T09:00+01:00'],
    ['Friday of the same week', { ...weekly, on: 'friday' }, '2026-01-05T12:00+01:00', '2026-01-09T09:00+01:00'],
    ['the next Monday', weekly, '2026-01-05T09:00+01:00', '2026-01-12T09:00+01:00'],
    ['the Monday after a change of time', weekly, '2026-03-23T09:00+01:00', '2026-03-30T09:00+02:00'],
    ['the first Monday of a year', weekly, '2026-12-28T09:00+01:00', '2027-01-04T09:00+01:00'],
    [
      'Monday as Sunday at 24:00',
      { ...weekly, on: 'sunday', atMinute: 1_440 },
      '2026-01-04T23:59+01:00',
      '2026-01-05T00:00+01:00',
    ],
    ['the same hour', hourly(15), '2026-01-05T08:14:59+01:00', '2026-01-05T08:15+01:00'],
    ['the next hour', hourly(15), '2026-01-05T08:15+01:00', '2026-01-05T09:15+01:00'],
    ['the full hour of a zone of 45 minutes', hourly(0, 'Asia/Kathmandu'), '2026-01-05T00:00Z', '2026-01-05T00:15Z'],
    ['both of the hours that come twice', hourly(15), '2026-10-25T02:15+02:00', '2026-10-25T02:15+01:00'],
    [
      'past the half hour that is skipped',
      hourly(15, 'Australia/Lord_Howe'),
      '2026-10-04T01:15+10:30',
      '2026-10-04T03:15+11:00',
    ],
    [
      'half an hour that comes twice',
      hourly(45, 'Australia/Lord_Howe'),
      '2026-04-05T01:45+11:00',
      '2026-04-05T01:45+10:30',
    ],
  ] as const)('is %s', (_, schedule, after, expected) => {
    expect(show(nextDigest(schedule, at(after)))).toBe(show(at(expected)));
  });

  it('is the next minute at which the clock on the wall shows its time', () => {
    const schedules: fc.Arbitrary<DigestSchedule> = fc.oneof(
      fc.record({ every: fc.constant('hour'), atMinute: fc.integer({ min: 0, max: 59 }), timeZone: anyZone }),
      // Times of day that no change of time skips or repeats.
      fc.record({ every: fc.constant('day'), atMinute: fc.integer({ min: 240, max: 1_379 }), timeZone: anyZone }),
    );
    fc.assert(
      fc.property(schedules, anyMoment, fc.nat({ max: 59_999 }), (schedule, minute, ms) => {
        let stepped = minute + minuteMs;
        while (!shows(schedule, stepped)) stepped += minuteMs;
        expect(show(nextDigest(schedule, minute + ms))).toBe(show(stepped));
      }),
      { numRuns: 150 },
    );
  });

  it('comes at the same time of day on its weekday, a week apart', () => {
    const minute = fc.integer({ min: 240, max: 1_379 });
    fc.assert(
      fc.property(fc.constantFrom(...everyDay), minute, anyZone, anyMoment, (on, atMinute, timeZone, after) => {
        const schedule: DigestSchedule = { every: 'week', on, atMinute, timeZone };
        const first = nextDigest(schedule, after);
        const second = nextDigest(schedule, first);
        expect(first).toBeGreaterThan(after);
        expect(first - after).toBeLessThanOrEqual(7 * dayMs + 60 * minuteMs);
        expect(Math.round((second - first) / dayMs)).toBe(7);
        for (const moment of [first, second]) {
          expect(weekdayIn(timeZone, moment)).toBe(on);
          expect(shows({ every: 'day', atMinute, timeZone }, moment)).toBe(true);
        }
      }),
    );
  });

  it('refuses a minute that is no number', () => {
    expect(() => nextDigest({ every: 'hour', atMinute: Number.NaN, timeZone: 'UTC' }, 0)).toThrow(RangeError);
  });
});

const clocks = new Map<string, Intl.DateTimeFormat>();

/** Whether a clock on the wall shows the time of a schedule, as `Intl` knows it. */
function shows({ every, atMinute, timeZone }: DigestSchedule, moment: number): boolean {
  const clock =
    clocks.get(timeZone) ??
    new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  clocks.set(timeZone, clock);
  const [hours = 0, minutes = 0] = clock.format(moment).split(':').map(Number);
  return (every === 'hour' ? minutes : hours * 60 + minutes) === atMinute;
}

function weekdayIn(timeZone: string, moment: number): string {
  return new Intl.DateTimeFormat('en-US', { timeZone, weekday: 'long' }).format(moment).toLowerCase();
}
