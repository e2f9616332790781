import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeStatistic } from '../../../shared/cloudwatch/compute-statistic.ts';

const oneToTen = [7, 1, 10, 4, 2, 9, 3, 8, 6, 5];

describe('computeStatistic()', () => {
  it.each([
    ['SampleCount', 10],
    ['Sum', 55],
    ['Average', 5.5],
    ['Minimum', 1],
    ['Maximum', 10],
    ['p0', 1],
    ['p10', 1],
    ['p50', 5],
    ['p90', 9],
    ['p90.1', 10],
    ['p100', 10],
    ['tm90', 5],
    ['tc90', 9],
    ['ts90', 45],
    ['wm90', 5.4],
    ['TM(10%:90%)', 5.5],
    ['TC(10%:90%)', 8],
    ['WM(10%:90%)', 5.5],
    ['TS(80%:)', 19],
    ['IQM', 5.5],
    ['TM(2:5)', 4],
    ['TC(2:5)', 3],
    ['TS(2:5)', 12],
    ['WM(2:5)', 4.1],
    ['PR(:3)', 30],
    ['PR(2:5)', 30],
    ['PR(9:)', 10],
  ])('%s of 1 to 10 is %d', (stat, expected) => {
    expect(computeStatistic(stat, oneToTen)).toBeCloseTo(expected, 10);
  });

  it.each(['SampleCount', 'Sum', 'Average', 'p99', 'tm90', 'TC(1:2)', 'PR(:3)'])(
    'has no datapoint for %s of nothing',
    (stat) => {
      expect(computeStatistic(stat, [])).toBeUndefined();
    },
  );

  it.each(['p50', 'tm90', 'wm90', 'IQM', 'TM(10%:90%)'])('takes the only value for %s', (stat) => {
    expect(computeStatistic(stat, [42])).toBe(42);
  });

  it('has a count and a sum, but no mean, where a range holds no value', () => {
    expect(computeStatistic('TC(20:30)', oneToTen)).toBe(0);
    expect(computeStatistic('TS(20:30)', oneToTen)).toBe(0);
    expect(computeStatistic('TM(20:30)', oneToTen)).toBeUndefined();
  });

  it('offers no percentiles over negative values, as CloudWatch does not', () => {
    expect(computeStatistic('p50', [-1, 2, 3])).toBeUndefined();
    expect(computeStatistic('Minimum', [-1, 2, 3])).toBe(-1);
  });

  it('refuses an unknown statistic', () => {
    expect(() => computeStatistic('Median', [1])).toThrow('Cannot read statistic "Median"');
  });
});

describe('computeStatistic() over any values', () => {
  const values = fc.array(fc.double({ min: 0, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 60 });
  const percent = fc.integer({ min: 0, max: 1000 }).map((tenths) => tenths / 10);
  const some = (stat: string, of: readonly number[]) => computeStatistic(stat, of) ?? Number.NaN;
  /** What adding up in floating point may be off. */
  const tolerance = (of: readonly number[]) => 1e-9 * Math.max(1, ...of);

  it('keeps percentiles within the values and in order', () => {
    fc.assert(
      fc.property(values, percent, percent, (of, a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)].map((p) => some(`p${p}`, of));
        expect(of).toContain(low);
        expect(low).toBeGreaterThanOrEqual(some('Minimum', of));
        expect(high).toBeLessThanOrEqual(some('Maximum', of));
        expect(low).toBeLessThanOrEqual(high ?? Number.NaN);
      }),
    );
  });

  it('keeps means within the values, and takes them for the average when nothing is trimmed', () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 100 }), (of, p) => {
        for (const stat of [`tm${p}`, `wm${p}`, 'IQM', 'Average']) {
          const mean = computeStatistic(stat, of);
          if (mean === undefined) continue;
          expect(mean).toBeGreaterThanOrEqual(some('Minimum', of) - tolerance(of));
          expect(mean).toBeLessThanOrEqual(some('Maximum', of) + tolerance(of));
        }
        expect(Math.abs(some('TM(0%:100%)', of) - some('Average', of))).toBeLessThanOrEqual(tolerance(of));
      }),
    );
  });

  it('has the trimmed sum for the trimmed mean times the trimmed count', () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 100 }), (of, p) => {
        const count = some(`tc${p}`, of);
        fc.pre(count > 0);
        expect(Math.abs(some(`ts${p}`, of) - some(`tm${p}`, of) * count)).toBeLessThanOrEqual(
          tolerance(of) * of.length,
        );
      }),
    );
  });

  it('splits the values between two percentile ranks', () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 0, max: 1e9 }), (of, at) => {
        expect(some(`PR(:${at})`, of) + some(`PR(${at}:)`, of)).toBeCloseTo(100, 6);
      }),
    );
  });

  it('does not depend on the order of the values', () => {
    fc.assert(
      fc.property(values, fc.constantFrom('p95', 'tm90', 'tc90', 'wm90', 'PR(10:1000)'), (of, stat) => {
        expect(computeStatistic(stat, of.toReversed())).toBe(computeStatistic(stat, of));
      }),
    );
  });
});
