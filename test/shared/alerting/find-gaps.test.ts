import { describe, expect, it } from 'vitest';
import { findGaps } from '../../../shared/alerting/find-gaps.ts';
import { at, makeCalendar, makeLayer, makeOffice, makeOverride, makeRotation, show } from './schedule-samples.ts';

const week = { fromMs: at('2026-01-05T00:00+01:00'), toMs: at('2026-01-12T00:00+01:00') };
const during = (fromMinute: number, toMinute: number) =>
  makeLayer({ startDate: '2026-01-01', during: makeCalendar({ fromMinute, toMinute }) });

describe('findGaps()', () => {
  it.each([
    ['none where somebody always is', [makeLayer({ startDate: '2026-01-01' })], []],
    ['the time before the first handover', [makeLayer()], ['2026-01-04T23:00Z - 2026-01-05T08:00Z']],
    ['none where day and night share the day', [during(480, 1_200), during(1_200, 480)], []],
    [
      'one minute of every day',
      [during(480, 1_200), during(1_201, 480)],
      [5, 6, 7, 8, 9, 10, 11].map((day) => {
        const date = `2026-01-${String(day).padStart(2, '0')}`;
        return `${date}T19:00Z - ${date}T19:01Z`;
      }),
    ],
    [
      'the weekend as one',
      [makeLayer({ startDate: '2026-01-01', during: makeOffice({ fromMinute: 0, toMinute: 1_440 }) })],
      ['2026-01-09T23:00Z - 2026-01-11T23:00Z'],
    ],
  ])('finds %s', (_, layers, expected) => {
    const gaps = findGaps(makeRotation({ layers }), 'primary', week);
    expect(gaps.map(({ fromMs, untilMs }) => `${show(fromMs)} - ${show(untilMs)}`)).toEqual(expected);
  });

  it('finds no gap that an override fills, and the backup that it leaves missing', () => {
    const rotation = makeRotation({ overrides: [makeOverride('zed', '2026-01-05T00:00', '2026-01-05T09:00')] });
    expect(findGaps(rotation, 'primary', week)).toEqual([]);
    expect(findGaps(rotation, 'backup', week)).toEqual([
      { fromMs: week.fromMs, untilMs: at('2026-01-05T09:00+01:00') },
    ]);
  });
});
