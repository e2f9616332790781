import { describe, expect, it } from 'vitest';
import { findNearest, suggest } from '../../../shared/definition/did-you-mean.ts';

const fields = ['url', 'method', 'headers', 'timeout'];

describe('findNearest()', () => {
  it.each([
    ['a letter left out', 'metod', 'method'],
    ['a letter too many', 'urll', 'url'],
    ['two letters swapped', 'tiemout', 'timeout'],
    ['another case', 'Headers', 'headers'],
    ['nothing alike', 'certificate', undefined],
    ['a short name that shares nothing', 'abc', undefined],
  ])('finds what was meant by %s', (_, name, nearest) => {
    expect(findNearest(name, fields)).toBe(nearest);
  });
});

describe('suggest()', () => {
  it('lists what there is where nothing is near', () => {
    expect(suggest('certificate', fields)).toBe('known: "url", "method", "headers", "timeout"');
  });

  it('shortens a long list', () => {
    const many = Array.from({ length: 15 }, (_, index) => `endpoint-${index}`);
    expect(suggest('x', many)).toMatch(/"endpoint-11" and 3 more$/);
  });

  it('says so where there is nothing', () => {
    expect(suggest('x', [])).toBe('there is none yet');
  });
});
