import { describe, expect, it } from 'vitest';
import { merge } from '../../../shared/definition/merge.ts';

describe('merge()', () => {
  it.each([
    ['objects merge at any depth', { a: { b: 1, c: 2 } }, { a: { c: 3 } }, { a: { b: 1, c: 3 } }],
    ['lists replace', { a: [1, 2] }, { a: [3] }, { a: [3] }],
    ['null removes', { a: 1, b: 2 }, { a: null }, { b: 2 }],
    ['undefined says nothing', { a: 1 }, { a: undefined }, { a: 1 }],
    ['another kind replaces', { kind: 'http', url: '/' }, { kind: 'tcp', port: 80 }, { kind: 'tcp', port: 80 }],
    [
      'the same kind merges',
      { kind: 'http', url: '/' },
      { kind: 'http', method: 'PUT' },
      { kind: 'http', url: '/', method: 'PUT' },
    ],
    ['a value replaces an object', { a: { b: 1 } }, { a: false }, { a: false }],
  ])('%s', (_, base, change, expected) => {
    expect(merge(base, change)).toEqual(expected);
  });

  it('leaves its arguments alone', () => {
    const base = { a: { b: 1 } };
    merge(base, { a: { b: 2 } });
    expect(base).toEqual({ a: { b: 1 } });
  });
});
