import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { zoneOffsets } from '../../../shared/alerting/zone-offsets.ts';
import { anyMoment, anyZone, at, dayMs, minuteMs, show } from './schedule-samples.ts';

describe('zoneOffsets()', () => {
  it.each([
    ['UTC', ['2026-01-01T00:00Z +0']],
    ['Asia/Kathmandu', ['2026-01-01T00:00Z +345']],
    ['Europe/Zurich', ['2026-01-01T00:00Z +60', '2026-03-29T01:00Z +120', '2026-10-25T01:00Z +60']],
    ['America/New_York', ['2026-01-01T00:00Z +-300', '2026-03-08T07:00Z +-240', '2026-11-01T06:00Z +-300']],
    ['Australia/Lord_Howe', ['2026-01-01T00:00Z +660', '2026-04-04T15:00Z +630', '2026-10-03T15:30Z +660']],
  ])('knows the year of %s', (timeZone, expected) => {
    const offsets = zoneOffsets(timeZone, { fromMs: at('2026-01-01T00:00Z'), toMs: at('2027-01-01T00:00Z') });
    expect(offsets.map(({ fromMs, offsetMs }) => `${show(fromMs)} +${offsetMs / minuteMs}`)).toEqual(expected);
    expect(show(offsets.at(-1)?.toMs)).toBe('2027-01-01T00:00Z');
  });

  it('covers its period without a gap', () => {
    fc.assert(
      fc.property(anyZone, anyMoment, fc.integer({ min: 1, max: 500 }), (timeZone, fromMs, days) => {
        const toMs = fromMs + days * dayMs;
        const offsets = zoneOffsets(timeZone, { fromMs, toMs });
        expect([...offsets.map((offset) => offset.fromMs), toMs]).toEqual([
          fromMs,
          ...offsets.map((offset) => offset.toMs),
        ]);
      }),
    );
  });

  it('refuses a zone that does not exist', () => {
    expect(() => zoneOffsets('Europe/Atlantis', { fromMs: 0, toMs: 1 })).toThrow(RangeError);
  });
});
