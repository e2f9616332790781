import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluateExpression } from '../../../../shared/cloudwatch/metric-math/evaluate-expression.ts';
import { parseExpression } from '../../../../shared/cloudwatch/metric-math/parse-expression.ts';
import type { MathValue, TimeSeries } from '../../../../shared/cloudwatch/metric-math/time-series.ts';

const start = Date.parse('2026-01-05T09:58:00Z'); // A Monday.
type Points = readonly (number | undefined)[];
const _ = undefined;

function series(points: Points): TimeSeries {
  return new Map(
    points.flatMap((value, index) => (value === undefined ? [] : [[start + index * 60_000, value] as const])),
  );
}

interface Given {
  readonly [id: string]: Points;
}

function evaluate(text: string, given: Given, metricIds?: readonly string[]): MathValue {
  const parsed = parseExpression(text);
  if (!parsed.ok) throw new Error(parsed.problem.message);
  const length = Math.max(...Object.values(given).map((points) => points.length));
  const window = {
    periodSeconds: 60,
    timestamps: Array.from({ length }, (_value, index) => start + index * 60_000),
    ...(metricIds === undefined ? {} : { metricIds }),
  };
  const byId = new Map(Object.entries(given).map(([id, points]) => [id, series(points)]));
  return evaluateExpression(parsed.expression, byId, window);
}

/** The result as points again, or as a number. */
function result(text: string, given: Given): Points | number | undefined {
  const value = evaluate(text, given);
  if (value.type === 'scalar') return value.value;
  const length = Math.max(...Object.values(given).map((points) => points.length));
  if (value.type === 'array') throw new Error('An array has no single line of points');
  return Array.from({ length }, (_value, index) => value.series.get(start + index * 60_000));
}

describe('evaluateExpression() on arithmetic', () => {
  it.each([
    ['m1 + 1', [2, 3, _], [3, 4, _]],
    ['10 - m1', [2, 3, _], [8, 7, _]],
    ['m1 * 2 ^ 3', [1, 2, 3], [8, 16, 24]],
    ['-m1', [2, -3, _], [-2, 3, _]],
    ['m1 / 0', [1, 2, 3], [_, _, _]],
    ['0 / m1', [0, 2, _], [_, 0, _]],
    ['(0 - m1) ^ 0.5', [0, 4, 1], [0, _, _]],
    ['m1 > 2', [1, 2, 3], [0, 0, 1]],
    ['m1 >= 2', [1, 2, 3], [0, 1, 1]],
    ['m1 != 2', [1, 2, _], [1, 0, _]],
    ['m1 == 2 OR m1 == 3', [1, 2, 3], [0, 1, 1]],
    ['m1 AND 1', [0, -2, _], [0, 1, _]],
  ])('%s', (text, m1, expected) => {
    expect(result(text, { m1 })).toEqual(expected);
  });

  it.each([
    ['m1 + m2', [3, 10, 5, _]],
    ['m2 - m1', [1, -10, 5, _]],
    ['m1 * m2', [2, 0, 0, _]],
    ['m1 / m2', [0.5, _, 0, _]],
    ['m1 > m2', [0, 1, 0, _]],
    ['m1 OR m2', [1, 1, 1, _]],
    ['m1 AND m2', [1, 0, 0, _]],
  ])('counts a point that only one of two series has as 0 in the other: %s', (text, expected) => {
    expect(result(text, { m1: [1, 10, _, _], m2: [2, _, 5, _] })).toEqual(expected);
  });

  it('is a number where only numbers are', () => {
    expect(result('2 + 3 * 4', { m1: [1] })).toBe(14);
    expect(result('1 / 0', { m1: [1] })).toBeUndefined();
  });

  it('applies to each series of an array', () => {
    const value = evaluate('METRICS() * 10', { m1: [1, _], m2: [_, 2] });
    expect(value).toEqual({ type: 'array', series: [series([10, _]), series([_, 20])] });
  });
});

describe('evaluateExpression() on IF', () => {
  const c = [1, 1, 0, 0, _];
  const a = [30, _, 0, 0, 30];
  const b = [0, 0, 20, _, 20];

  it.each([
    ['IF(c, a, b)', [30, 0, 20, 0, _]],
    ['IF(c, 5, b)', [5, 5, 20, _, _]],
    ['IF(c, a, 5)', [30, 0, 5, 5, _]],
    ['IF(c, 1, 2)', [1, 1, 2, 2, _]],
    ['IF(c, a)', [30, 0, _, _, _]],
    ['IF(c, 5)', [5, 5, _, _, _]],
    ['IF(-c, 1, 2)', [1, 1, 2, 2, _]],
    ['IF(1, a, b)', [30, _, 0, 0, 30]],
    ['IF(0, a, b)', [0, 0, 20, _, 20]],
    ['IF(0, a, 7)', [7, 7, 7, 7, 7]],
    ['IF(0, a)', [_, _, _, _, _]],
  ])('follows the documented tables: %s', (text, expected) => {
    expect(result(text, { c, a, b })).toEqual(expected);
  });

  it('chooses between numbers', () => {
    expect(result('IF(2 > 1, 5, 6)', { c })).toBe(5);
    expect(result('IF(2 < 1, 5, 6)', { c })).toBe(6);
    expect(result('IF(2 < 1, 5)', { c })).toBeUndefined();
  });
});

describe('evaluateExpression() on FILL', () => {
  const m1 = [_, 4, _, _, 10, _];

  it.each([
    ['FILL(m1, 0)', [0, 4, 0, 0, 10, 0]],
    ['FILL(m1, -1)', [-1, 4, -1, -1, 10, -1]],
    ['FILL(m1, REPEAT)', [_, 4, 4, 4, 10, 10]],
    ['FILL(m1, LINEAR)', [_, 4, 6, 8, 10, _]],
    ['FILL(m1, m2)', [1, 4, 3, _, 10, 6]],
    ['FILL(m1, AVG(m1))', [7, 4, 7, 7, 10, 7]],
    ['FILL(m3, 0)', [0, 0, 0, 0, 0, 0]],
    ['FILL(m3, REPEAT)', [_, _, _, _, _, _]],
    ['FILL(m3, LINEAR)', [_, _, _, _, _, _]],
  ])('%s', (text, expected) => {
    expect(result(text, { m1, m2: [1, 2, 3, _, 5, 6], m3: [_] })).toEqual(expected);
  });

  it('fills each series of an array', () => {
    const value = evaluate('FILL(METRICS(), 0)', { m1: [1, _], m2: [_, 2] });
    expect(value).toEqual({ type: 'array', series: [series([1, 0]), series([0, 2])] });
  });
});

describe('evaluateExpression() on reductions', () => {
  const given = { m1: [1, 2, _, _], m2: [3, _, 5, _] };

  it.each([
    ['SUM(METRICS())', [4, 2, 5, _]],
    ['SUM([m1, m2])', [4, 2, 5, _]],
    ['AVG(METRICS())', [2, 1, 2.5, _]],
    ['MIN([m1, m2])', [1, 2, 5, _]],
    ['MAX([m1, m2])', [3, 2, 5, _]],
    ['SUM(METRICS("2"))', [3, _, 5, _]],
    ['SUM(METRICS("nobody"))', [_, _, _, _]],
    ['SUM(m2)', 8],
    ['AVG(m2)', 4],
    ['MIN(m2)', 3],
    ['MAX(m2)', 5],
    ['TIME_SERIES(MAX(m2))', [5, 5, 5, 5]],
  ])('%s', (text, expected) => {
    expect(result(text, given)).toEqual(expected);
  });

  it('has no value over an empty series, and nothing comes of it', () => {
    expect(result('AVG(m1)', { m1: [_, _] })).toBeUndefined();
    expect(result('TIME_SERIES(AVG(m1)) + 1', { m1: [_, _] })).toEqual([_, _]);
    expect(result('IF(AVG(m1) > 1, 1, 2)', { m1: [_, _] })).toBeUndefined();
  });

  it('takes metrics for METRICS(), not the results of other expressions', () => {
    const value = evaluate('SUM(METRICS())', { m1: [1], m2: [2], e1: [100] }, ['m1', 'm2']);
    expect(value).toEqual({ type: 'series', series: series([3]) });
  });
});

describe('evaluateExpression() on functions of time', () => {
  it.each([
    ['RATE(m1)', [60, 120, _, 60], [_, 1, _, -0.5]],
    ['DIFF(m1)', [60, 120, _, 60], [_, 60, _, -60]],
    ['DIFF(m1)', [5], [_]],
    ['PERIOD(m1)', [5], 60],
    ['m1 / PERIOD(m1)', [120, _], [2, _]],
    ['MINUTE(m1)', [_, _, _, 1], [58, 59, 0, 1]],
    ['HOUR(m1)', [_, _, _, 1], [9, 9, 10, 10]],
    ['DAY(m1)', [_, 1], [1, 1]],
    ['IF(DAY(m1) < 6 AND HOUR(m1) >= 10, m1)', [1, 2, 3, 4], [_, _, 3, 4]],
    ['ABS(m1)', [-1.5, 2, _], [1.5, 2, _]],
    ['CEIL(m1)', [-1.5, 2.1, _], [-1, 3, _]],
    ['FLOOR(m1)', [-1.5, 2.1, _], [-2, 2, _]],
    ['ABS(-3)', [1], 3],
    ['TIME_SERIES(5)', [_, _, 1], [5, 5, 5]],
  ])('%s', (text, m1, expected) => {
    expect(result(text, { m1 })).toEqual(expected);
  });

  it('counts the days from Monday', () => {
    const week = Array.from({ length: 7 }, (_value, day) => start + day * 86_400_000);
    const parsed = parseExpression('DAY(m1)');
    if (!parsed.ok) throw new Error(parsed.problem.message);
    const value = evaluateExpression(parsed.expression, new Map([['m1', new Map()]]), {
      periodSeconds: 86_400,
      timestamps: week,
    });
    expect(value.type === 'series' && [...value.series.values()]).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });
});

describe('evaluateExpression() on ids', () => {
  it('names an id that has no series, and those there are', () => {
    expect(() => evaluate('m1 + m9', { m1: [1], m2: [2] })).toThrow(
      'Cannot evaluate expression "m1 + m9": no series has id "m9", must be one of "m1", "m2"',
    );
  });
});

describe('evaluateExpression() on any series', () => {
  const points = fc.array(fc.option(fc.integer({ min: -50, max: 50 }), { nil: undefined }), {
    minLength: 4,
    maxLength: 4,
  });
  /** What two points make, missing ones counted as 0 unless both are. */
  const twin = {
    '+': (a: number, b: number) => a + b,
    '-': (a: number, b: number) => a - b,
    '*': (a: number, b: number) => a * b,
    '/': (a: number, b: number) => (b === 0 ? undefined : a / b),
    '>': (a: number, b: number) => (a > b ? 1 : 0),
    '<=': (a: number, b: number) => (a <= b ? 1 : 0),
  };

  it('combines two series point by point', () => {
    const operators = fc.constantFrom(...(Object.keys(twin) as (keyof typeof twin)[]));
    fc.assert(
      fc.property(points, points, operators, (m1, m2, operator) => {
        const expected = m1.map((a, index) => {
          const b = m2[index];
          return a === undefined && b === undefined ? undefined : twin[operator](a ?? 0, b ?? 0);
        });
        expect(result(`m1 ${operator} m2`, { m1, m2 })).toEqual(
          expected.map((value) => (value === 0 ? expect.closeTo(0) : value)),
        );
      }),
    );
  });

  it('fills every gap with a constant and leaves real points alone', () => {
    fc.assert(
      fc.property(points, fc.integer(), (m1, filler) => {
        expect(result(`FILL(m1, ${filler})`, { m1 })).toEqual(m1.map((value) => value ?? filler));
      }),
    );
  });

  it('adds DIFF up to the last point again', () => {
    fc.assert(
      fc.property(points, (m1) => {
        const real = m1.filter((value) => value !== undefined);
        fc.pre(real.length >= 2);
        expect(result('SUM(DIFF(m1))', { m1 })).toBe((real.at(-1) ?? 0) - (real[0] ?? 0));
      }),
    );
  });
});
