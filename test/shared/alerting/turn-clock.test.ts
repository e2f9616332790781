import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeTurnClock } from '../../../shared/alerting/turn-clock.ts';
import { anyMoment, anyZone, makeLayer, show } from './schedule-samples.ts';

describe('makeTurnClock()', () => {
  it.each([
    [
      'days over a change of time that skips the handover',
      makeLayer({ turn: { unit: 'day', count: 1 }, handoverMinute: 150, startDate: '2026-03-28' }),
      ['2026-03-28T01:30Z', '2026-03-29T01:30Z', '2026-03-30T00:30Z'],
    ],
    [
      'days over one that repeats it',
      makeLayer({ turn: { unit: 'day', count: 1 }, handoverMinute: 150, startDate: '2026-10-24' }),
      ['2026-10-24T00:30Z', '2026-10-25T00:30Z', '2026-10-26T01:30Z'],
    ],
    [
      'weeks over the end of a year',
      makeLayer({ startDate: '2026-12-21' }),
      ['2026-12-21T08:00Z', '2026-12-28T08:00Z', '2027-01-04T08:00Z'],
    ],
    [
      'days over 29 February',
      makeLayer({ turn: { unit: 'day', count: 2 }, startDate: '2028-02-27' }),
      ['2028-02-27T08:00Z', '2028-02-29T08:00Z', '2028-03-02T08:00Z'],
    ],
  ])('counts %s', (_, layer, expected) => {
    const { handoverMs } = makeTurnClock(layer, 'Europe/Zurich');
    expect([0, 1, 2].map((index) => show(handoverMs(index)))).toEqual(expected);
  });

  it('finds the turn that has begun and not ended, whatever is asked before', () => {
    const anyTurn = fc.record({ unit: fc.constantFrom('day', 'week'), count: fc.integer({ min: 1, max: 4 }) });
    const minute = fc.integer({ min: 0, max: 1_440 });
    fc.assert(
      fc.property(anyTurn, minute, anyZone, fc.array(anyMoment), (turn, handoverMinute, timeZone, moments) => {
        const { indexAt, handoverMs } = makeTurnClock(makeLayer({ turn, handoverMinute }), timeZone);
        for (const moment of moments) {
          const index = indexAt(moment);
          if (index === undefined) expect(moment).toBeLessThan(handoverMs(0));
          else {
            expect(handoverMs(index)).toBeLessThanOrEqual(moment);
            expect(handoverMs(index + 1)).toBeGreaterThan(moment);
          }
        }
      }),
    );
  });
});
