import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BinaryOperator, ExpressionNode } from '../../../../shared/cloudwatch/metric-math/expression.ts';
import { functions } from '../../../../shared/cloudwatch/metric-math/functions.ts';
import { parseExpression } from '../../../../shared/cloudwatch/metric-math/parse-expression.ts';

/** Writes an expression with every bracket there can be. */
function write(node: ExpressionNode): string {
  switch (node.kind) {
    case 'number':
      return String(node.value);
    case 'id':
      return node.id;
    case 'negate':
      return `(-${write(node.operand)})`;
    case 'binary':
      return `(${write(node.left)} ${node.operator} ${write(node.right)})`;
    case 'array':
      return `[${node.items.map(write).join(', ')}]`;
    case 'metrics':
      return `METRICS("${node.contains}")`;
    case 'fillMode':
      return node.mode;
    case 'call':
      return `${node.name}(${node.args.map(write).join(', ')})`;
  }
}

function read(text: string): string {
  const parsed = parseExpression(text);
  return parsed.ok ? write(parsed.expression.root) : parsed.problem.message;
}

describe('parseExpression()', () => {
  it.each([
    ['m1 + m2 * m3', '(m1 + (m2 * m3))'],
    ['m1 - m2 - m3', '((m1 - m2) - m3)'],
    ['m1 / m2 / m3', '((m1 / m2) / m3)'],
    ['2 ^ 3 ^ m1', '(2 ^ (3 ^ m1))'],
    ['2 * m1 ^ 2', '(2 * (m1 ^ 2))'],
    ['-m1 ^ 2', '(-(m1 ^ 2))'],
    ['m1 ^ -2', '(m1 ^ (-2))'],
    ['-m1 * m2', '((-m1) * m2)'],
    ['m1 > 5 AND m2 < 3 OR m3 == 0', '(((m1 > 5) AND (m2 < 3)) OR (m3 == 0))'],
    ['m1 || m2 && m3', '(m1 OR (m2 AND m3))'],
    ['m1 + 1 >= m2 - 1', '((m1 + 1) >= (m2 - 1))'],
    ['(m1 + m2) * m3', '((m1 + m2) * m3)'],
    ['SUM(METRICS())', 'SUM(METRICS(""))'],
    ["AVG(METRICS('err'))", 'AVG(METRICS("err"))'],
    ['IF(DAY(m1)<6 AND HOUR(m1)>=9, m1)', 'IF(((DAY(m1) < 6) AND (HOUR(m1) >= 9)), m1)'],
    ['MAX([m1, m2, m1+m2])', 'MAX([m1, m2, (m1 + m2)])'],
    ['FILL(m1, REPEAT) + FILL(m2, LINEAR)', '(FILL(m1, REPEAT) + FILL(m2, LINEAR))'],
    ['1e3 * .5', '(1000 * 0.5)'],
  ])('reads %s as %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it.each([
    ['1 + 2', 'scalar'],
    ['m1', 'series'],
    ['m1 / PERIOD(m1)', 'series'],
    ['AVG(m1)', 'scalar'],
    ['AVG(METRICS())', 'series'],
    ['METRICS() * 2', 'array'],
    ['FILL(METRICS(), 0)', 'array'],
    ['IF(1, 2, 3)', 'scalar'],
    ['IF(m1, 2, 3)', 'series'],
    ['TIME_SERIES(5)', 'series'],
    ['-[m1, m2]', 'array'],
  ])('knows that %s yields a %s', (text, type) => {
    const parsed = parseExpression(text);
    expect(parsed.ok && parsed.expression.type).toBe(type);
  });

  const names =
    'ABS, AVG, CEIL, DAY, DIFF, FILL, FLOOR, HOUR, IF, MAX, METRICS, MIN, MINUTE, PERIOD, RATE, SUM, TIME_SERIES';

  it.each([
    ['', 1, 'it ends, must be a metric id, a number, a function or "("'],
    ['m1 +', 5, 'it ends, must be a metric id, a number, a function or "("'],
    ['m1 m2', 4, 'it has "m2", must be an operator or the end'],
    ['m1)', 3, 'it has ")", must be an operator or the end'],
    ['(m1', 4, 'it ends, must be ")"'],
    ['SUM m1', 5, 'it has "m1", must be "("'],
    ['SUM([m1, m2)', 12, 'it has ")", must be "]"'],
    ['SUM([])', 5, 'the array is empty, must have a series'],
    ['* m1', 1, 'it has "*", must be a metric id, a number, a function or "("'],
    ['sum(m1)', 1, 'it has "sum", must be "SUM"'],
    ['metrics()', 1, 'it has "metrics", must be "METRICS"'],
    ['median(m1)', 1, 'it has "median", must be a function'],
    [
      'MEDIAN(m1)',
      1,
      `it has "MEDIAN", must be one of ${names}, or a metric id, which starts with a lower-case letter`,
    ],
    ['M1 + 1', 1, `it has "M1", must be one of ${names}, or a metric id, which starts with a lower-case letter`],
    [
      'STDDEV(m1)',
      1,
      `it has "STDDEV", CloudWatch has this function, but it cannot be evaluated here, must be one of ${names}`,
    ],
    ['m1 + RATE(5)', 6, 'RATE is given a number, must be RATE(series or array)'],
    ['RATE()', 1, 'RATE is given nothing, must be RATE(series or array)'],
    ['MAX(m1, m2)', 1, 'MAX is given one series, one series, must be MAX(series) or MAX([series, series])'],
    ['SUM(5)', 1, 'SUM is given a number, must be SUM(series) or SUM([series, series])'],
    [
      'FILL(m1)',
      1,
      'FILL is given one series, must be FILL(series or array, filler) with a number, one series, REPEAT or LINEAR as filler',
    ],
    [
      'IF(METRICS(), 1, 0)',
      1,
      'IF is given an array of series, a number, a number, must be IF(condition, value when true, value when false) of numbers and single series',
    ],
    ['METRICS() / METRICS()', 11, 'both sides of "/" are arrays, one must be a number or one series'],
    ['SUM([m1, 5])', 10, 'the array has a number in it, must be series only'],
    ['m1 + REPEAT', 6, 'REPEAT and LINEAR have a meaning in FILL only, must be a number or a series'],
    ['LINEAR', 1, 'REPEAT and LINEAR have a meaning in FILL only'],
  ])('refuses "%s" at character %d', (text, position, what) => {
    expect(parseExpression(text)).toEqual({
      ok: false,
      problem: { position, message: `Cannot read expression "${text}" at character ${position}: ${what}` },
    });
  });

  it('refuses an expression that is too long for CloudWatch, without quoting all of it', () => {
    const parsed = parseExpression(`m1${' + m1'.repeat(500)}`);
    expect(parsed.ok ? '' : parsed.problem.message).toMatch(
      /^Cannot read expression "m1 .{77}\.\.\." at character 2049: it has 2502 characters, must have at most 2048$/,
    );
  });

  it('reads the deepest nesting that fits', () => {
    expect(parseExpression(`${'('.repeat(1023)}m1${')'.repeat(1023)}`).ok).toBe(true);
    expect(parseExpression('-'.repeat(2047).concat('1')).ok).toBe(true);
  });
});

const at = 0;
const operators = [
  '+',
  '-',
  '*',
  '/',
  '^',
  '==',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  'AND',
  'OR',
] as const satisfies BinaryOperator[];

/** Expressions whose types fit: a number or a series at will, arrays where functions take them. */
const expressions = fc.letrec<{ scalar: ExpressionNode; series: ExpressionNode; array: ExpressionNode }>((tie) => ({
  scalar: fc.oneof(
    { maxDepth: 4 },
    fc
      .double({ min: 0, max: 1e6, noNaN: true })
      .map((value): ExpressionNode => ({ kind: 'number', value: Math.abs(value), at })),
    tie('series').map((series): ExpressionNode => ({ kind: 'call', name: 'AVG', args: [series], at })),
    tie('scalar').map((operand): ExpressionNode => ({ kind: 'negate', operand, at })),
  ),
  series: fc.oneof(
    { maxDepth: 4 },
    fc.stringMatching(/^[a-z][A-Za-z0-9_]{0,5}$/).map((id): ExpressionNode => ({ kind: 'id', id, at })),
    fc
      .tuple(fc.constantFrom(...operators), tie('series'), fc.oneof(tie('scalar'), tie('series')))
      .map(([operator, left, right]): ExpressionNode => ({ kind: 'binary', operator, left, right, at })),
    tie('array').map((array): ExpressionNode => ({ kind: 'call', name: 'SUM', args: [array], at })),
    fc.tuple(tie('series'), fc.constantFrom<'REPEAT' | 'LINEAR'>('REPEAT', 'LINEAR')).map(
      ([series, mode]): ExpressionNode => ({
        kind: 'call',
        name: 'FILL',
        args: [series, { kind: 'fillMode', mode, at }],
        at,
      }),
    ),
    fc
      .tuple(tie('series'), tie('scalar'), tie('series'))
      .map((args): ExpressionNode => ({ kind: 'call', name: 'IF', args, at })),
  ),
  array: fc.oneof(
    { maxDepth: 4 },
    fc.stringMatching(/^[a-z ]{0,4}$/).map((contains): ExpressionNode => ({ kind: 'metrics', contains, at })),
    fc
      .array(tie('series'), { minLength: 1, maxLength: 3 })
      .map((items): ExpressionNode => ({ kind: 'array', items, at })),
  ),
}));

describe('parseExpression() on any expression', () => {
  const written = fc.oneof(expressions.scalar, expressions.series, expressions.array).map(write);

  it('reads back what was written', () => {
    fc.assert(
      fc.property(written, (text) => {
        fc.pre(text.length <= 2048);
        expect(read(text)).toBe(text);
      }),
    );
  });

  it('does not mind spaces', () => {
    fc.assert(
      fc.property(expressions.series.map(write), (text) => {
        fc.pre(text.length <= 900);
        expect(read(text.replaceAll(/([[\](),])/g, ' $1\n'))).toBe(read(text));
      }),
    );
  });

  it('never throws, and points into the text when it refuses', () => {
    const fragments = fc.constantFrom(
      'm1',
      '1',
      '(',
      ')',
      '[',
      ']',
      ',',
      '-',
      '^',
      'AND',
      '"',
      'METRICS',
      ...Object.keys(functions),
    );
    const texts = fc.oneof(
      fc.string(),
      fc.array(fragments, { maxLength: 12 }).map((parts) => parts.join(' ')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const parsed = parseExpression(text);
        if (parsed.ok) return;
        expect(parsed.problem.position).toBeGreaterThanOrEqual(1);
        expect(parsed.problem.position).toBeLessThanOrEqual(text.length + 1);
      }),
      { numRuns: 1000 },
    );
  });
});
