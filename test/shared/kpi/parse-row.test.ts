import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRow } from '../../../shared/kpi/parse-row.ts';

describe('parseRow()', () => {
  it.each([
    ['a number with all of its digits', '{"n":12345678901234567890.10}', [['n', 'number', '12345678901234567890.10']]],
    ['an exponent', '{"n":-1.5e-07}', [['n', 'number', '-1.5e-07']]],
    ['a text', '{"a \\"b\\"":"c\\u0000\\\\"}', [['a "b"', 'text', 'c\0\\']]],
    ['null', '{"a":null}', [['a', 'null', 'null']]],
    [
      'names that repeat',
      '{"?column?":1,"?column?":2}',
      [
        ['?column?', 'number', '1'],
        ['?column?', 'number', '2'],
      ],
    ],
    ['true', '{"a":true}', [['a', 'other', 'true']]],
    [
      'what is nested',
      '{"a":{"b":["]}",{}]},"c":[ 1 ],"d":1}',
      [
        ['a', 'other', '{"b":["]}",{}]}'],
        ['c', 'other', '[ 1 ]'],
        ['d', 'number', '1'],
      ],
    ],
    ['no column', '{}', []],
  ])('reads %s', (_, json, expected) => {
    expect(parseRow(json)?.map(({ name, cell }) => [name, cell.kind, cell.text])).toEqual(expected);
  });

  it.each(['{"a":"xxx', '{"a":1', '{"a":1,', '{"a":[1', ''])('knows that %j is cut', (json) => {
    expect(parseRow(json)).toBeUndefined();
  });

  it('reads what JSON writes', () => {
    const row = fc.dictionary(
      fc.string(),
      fc.oneof(
        fc.string(),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.constant(null),
        fc.json().map((text) => JSON.parse(text) as unknown),
      ),
    );
    fc.assert(
      fc.property(row, (value) => {
        const json = JSON.stringify(value);
        const columns = parseRow(json) ?? [];
        const parsed = JSON.parse(json) as Record<string, unknown>;
        expect(columns.map(({ name }) => name)).toEqual(Object.keys(parsed));
        const read = columns.map(({ cell }) => (cell.kind === 'text' ? cell.text : JSON.parse(cell.text)));
        expect(read).toEqual(Object.values(parsed));
      }),
    );
  });
});
