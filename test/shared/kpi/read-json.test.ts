import { describe, expect, it } from 'vitest';
import { readJson } from '../../../shared/kpi/read-json.ts';

const options = { measures: 'number' as const, nowMs: Date.parse('2026-01-05T08:30:00Z') };
const document = {
  total: 12.5,
  price: '9007199254740993',
  nothing: null,
  name: 'shop',
  at: '2026-01-05T08:29:00Z',
  tiers: [
    { label: 'free', value: 10 },
    { label: 'premium', value: '2.5' },
  ],
  numbers: [1, 2],
  empty: [],
  unlabelled: [{ value: 1 }],
  halves: [{ label: 'a' }],
  many: Array.from({ length: 101 }, (_, index) => ({ label: index, value: index })),
};

describe('readJson()', () => {
  it.each([
    ['a number', '$.total', { kind: 'number', value: 12.5 }],
    [
      'a number written as a text',
      '$.price',
      { kind: 'number', value: 2 ** 53, note: 'rounded from 9007199254740993' },
    ],
    ['null', '$.nothing', { kind: 'null' }],
    ['a path that finds nothing', '$.missing', { kind: 'no-rows' }],
    ['an empty list', '$.empty', { kind: 'no-rows' }],
    [
      'rows',
      '$.tiers',
      {
        kind: 'rows',
        rows: [
          { label: 'free', value: 10 },
          { label: 'premium', value: 2.5 },
        ],
      },
    ],
    [
      'rows found one by one',
      '$.tiers[*]',
      {
        kind: 'rows',
        rows: [
          { label: 'free', value: 10 },
          { label: 'premium', value: 2.5 },
        ],
      },
    ],
  ])('reads %s', (_, path, expected) => {
    expect(readJson(document, path, options)).toEqual(expected);
  });

  it('reads the age of a moment', () => {
    expect(readJson(document, '$.at', { ...options, measures: 'age' })).toEqual({ kind: 'number', value: 60 });
  });

  it.each([
    ['a text', '$.name', '$.name holds the text "shop", must be a number: cast it, as with ::numeric'],
    [
      'many numbers',
      '$.numbers[*]',
      '$.numbers[*] finds 2 values, must find one, or a list of objects with label and value',
    ],
    ['a list of numbers', '$.numbers', 'Row 1 at $.numbers has no label, must be an object with label and value'],
    ['rows without labels', '$.unlabelled', 'Row 1 at $.unlabelled has no label'],
    ['rows without values', '$.halves', 'The value of row 1 at $.halves holds nothing, must be a number'],
    ['too many rows', '$.many', '$.many finds 101 rows, must find at most 100'],
    ['an object without a label', '$', 'Row 1 at $ has no label'],
  ])('refuses %s', (_, path, reason) => {
    expect(readJson(document, path, options)).toMatchObject({
      kind: 'failed',
      outcome: 'error',
      reason: expect.stringContaining(reason),
    });
  });

  it('throws where the path is none: that is no fault of the answer', () => {
    expect(() => readJson(document, 'total', options)).toThrow(
      'Cannot read a KPI by "total": it is not a JSONPath (RFC 9535)',
    );
  });

  it('refuses a value that is nested too deeply to be shown', () => {
    const value = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);
    expect(readJson({ label: 'a', value }, '$', options)).toMatchObject({
      kind: 'failed',
      isOurs: false,
      reason: 'The value of row 1 at $ holds a deeply nested list, must be a number',
    });
  });
});
