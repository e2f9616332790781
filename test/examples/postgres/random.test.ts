import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../examples/postgres/random.ts';

const draw = (seed: number) => {
  const random = createRandom(seed);
  return Array.from({ length: 2_000 }, () => random.next());
};

describe('createRandom()', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
  });

  it('is spread evenly from 0 to 1', () => {
    const drawn = draw(3);
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...drawn)).toBeLessThan(1);
    const mean = drawn.reduce((sum, value) => sum + value, 0) / drawn.length;
    expect(mean).toBeGreaterThan(0.48);
    expect(mean).toBeLessThan(0.52);
  });

  it('draws whole numbers, both ends included, and members of a list', () => {
    const random = createRandom(4);
    expect(new Set(Array.from({ length: 200 }, () => random.between(2, 4)))).toEqual(new Set([2, 3, 4]));
    expect(new Set(Array.from({ length: 200 }, () => random.pick(['a', 'b'])))).toEqual(new Set(['a', 'b']));
  });
});
