import { describe, expect, it } from 'vitest';
import { keepWithin } from '../../../shared/jobs/keep-within.ts';

describe('keepWithin()', () => {
  it.each([
    [100, ['aa', 'bb', 'cc']],
    [15, ['aa', 'bb', 'cc']],
    [14, ['aa', 'bb']],
    [4, []],
  ])('keeps what fits into %i bytes, with a comma each', (bytes, kept) => {
    expect(keepWithin(bytes, ['aa', 'bb', 'cc'])).toEqual(kept);
  });

  it('counts bytes, not characters', () => {
    expect(keepWithin(6, ['é', 'é'])).toEqual(['é']);
  });
});
