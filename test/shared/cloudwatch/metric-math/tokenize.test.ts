import { describe, expect, it } from 'vitest';
import { tokenize } from '../../../../shared/cloudwatch/metric-math/tokenize.ts';

const words = (text: string) => tokenize(text).tokens.map((token) => `${token.kind} ${token.text}`.trim());

describe('tokenize()', () => {
  it('cuts an expression into words with their places', () => {
    expect(tokenize(' m1>= 2.5').tokens).toEqual([
      { kind: 'id', text: 'm1', at: 1 },
      { kind: 'symbol', text: '>=', at: 3 },
      { kind: 'number', text: '2.5', at: 6 },
      { kind: 'end', text: '', at: 9 },
    ]);
  });

  it('tells numbers, ids, names, texts and symbols apart', () => {
    expect(words('SUM(METRICS("er r"))/.5e-1^errors_2 AND 1')).toEqual([
      ...['name SUM', 'symbol (', 'name METRICS', 'symbol (', 'string er r', 'symbol )', 'symbol )'],
      ...['symbol /', 'number .5e-1', 'symbol ^', 'id errors_2', 'name AND', 'number 1', 'end'],
    ]);
  });

  it('goes on after a text in either kind of quotes', () => {
    expect(words(`METRICS('a') + m1`).at(-2)).toBe('id m1');
  });

  it.each([
    ['m1 = 2', 4, 'it has "=", must be "==" to compare'],
    ['m1 & m2', 4, 'it has "&", must be "AND" or "&&"'],
    ['m1 | m2', 4, 'it has "|", must be "OR" or "||"'],
    ['!m1', 1, 'it has "!", must be "!=" to compare; to negate, compare with 0'],
    ['m1 % 2', 4, 'it has "%", must be a division such as "100 * m1 / m2"'],
    ['METRICS("a', 9, 'it has """, the text has no end, must close with the same quote'],
    ['m1 + 😀', 6, 'it has "😀", must be an operator, a number, a metric id or a function'],
  ])('refuses %s', (text, position, what) => {
    expect(tokenize(text).problem).toEqual({
      position,
      message: `Cannot read expression "${text}" at character ${position}: ${what}`,
    });
  });
});
