import { describe, expect, it } from 'vitest';
import { type Gap, groupGaps } from '../../../../local/console/text/gap-groups.ts';
import { readWallClock } from '../../../../local/console/text/wall-clock.ts';
import { createZonedTime } from '../../../../local/console/text/zoned-time.ts';

const time = createZonedTime('Europe/Zurich');
const at = (text: string): number => readWallClock(text, time.timeZone) ?? Number.NaN;

const gap = (from: string, until: string, role: Gap['role'] = 'primary'): Gap => ({
  role,
  fromMs: at(from),
  untilMs: at(until),
});

const march = (day: number): string => `2026-03-${String(day).padStart(2, '0')}`;
const night = (day: number): Gap => gap(`${march(day)}T18:00`, `${march(day + 1)}T07:00`);

const groups = (gaps: readonly Gap[], end = '2027-01-01T00:00') =>
  groupGaps(gaps, { time, endMs: at(end) }).map(({ role, count, when }) => [role, count, when]);

describe('groupGaps()', () => {
  it.each<[string, readonly Gap[], readonly unknown[]]>([
    ['one gap as itself', [night(3)], ['primary', 1, undefined]],
    ['nights, also across the change of time', [27, 28, 29].map(night), ['primary', 3, 'every day 18:00–07:00']],
    ['two nights, which are not every day', [3, 4].map(night), ['primary', 2, 'on Tue, Wed 18:00–07:00']],
    ['nights with one left out', [2, 3, 5, 9].map(night), ['primary', 4, 'on Mon, Tue, Thu 18:00–07:00']],
    [
      'weekends',
      [gap('2026-03-06T18:00', '2026-03-09T09:00'), gap('2026-03-13T18:00', '2026-03-16T09:00')],
      ['primary', 2, 'on Fri 18:00–Mon 09:00'],
    ],
  ])('tells %s', (_, gaps, expected) => {
    expect(groups(gaps)).toEqual([expected]);
  });

  it('counts what the end of the known shifts cuts short with those that begin like it', () => {
    const cut = gap('2026-03-06T18:00', '2026-03-06T20:00');
    expect(groups([night(3), night(4), night(5), cut], '2026-03-06T20:00')).toEqual([
      ['primary', 4, 'every day 18:00–07:00'],
    ]);
    expect(groups([night(3), cut], '2026-03-07T00:00')).toHaveLength(2);
  });

  it('keeps the roles apart, and what is on now first', () => {
    const now = gap('2026-03-03T03:00', '2026-03-03T07:00');
    const backup = gap('2026-03-03T18:00', '2026-03-04T07:00', 'backup');
    expect(groups([now, backup, night(3), night(4)])).toEqual([
      ['primary', 1, undefined],
      ['backup', 1, undefined],
      ['primary', 2, 'on Tue, Wed 18:00–07:00'],
    ]);
  });
});
