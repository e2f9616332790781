import { describe, expect, it } from 'vitest';
import { spread } from '../../infra/spread.ts';

const items = (count: number) => Array.from({ length: count }, (_, index) => ({ id: `endpoint/e${index}/down` }));
const upTo = (capacity: number) => () => 1 / capacity;

/** Which share each item is in. */
function homes(shares: readonly (readonly { readonly id: string }[])[]): ReadonlyMap<string, number> {
  return new Map(shares.flatMap((share, index) => share.map(({ id }) => [id, index] as const)));
}

/** The items that are in another share than before, as `id: from -> to`. */
function moves(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>): readonly string[] {
  return [...before]
    .filter(([id, home]) => after.get(id) !== home)
    .map(([id, home]) => `${id}: ${home} -> ${after.get(id)}`);
}

describe('spread()', () => {
  it('keeps what fits in one share together', () => {
    expect(spread(items(450), upTo(450))).toEqual([items(450)]);
  });

  it('places nothing in one empty share', () => {
    expect(spread([], upTo(450))).toEqual([[]]);
  });

  it('takes the fewest shares of which none is too full', () => {
    const shares = spread(items(6_000), upTo(450));
    const sizes = shares.map((share) => share.length);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(450);
    expect(sizes.reduce((sum, size) => sum + size)).toBe(6_000);
    expect(shares.length).toBeLessThanOrEqual(Math.ceil((6_000 / 450) * 1.25));
  });

  it('counts what each item fills, not only how many there are', () => {
    const shares = spread(items(100), ({ id }) => (id === 'endpoint/e7/down' ? 0.9 : 0.01));
    const heavy = shares.find((share) => share.some(({ id }) => id === 'endpoint/e7/down'));
    expect(heavy?.length).toBeLessThanOrEqual(11);
  });

  it('does not care about the order of the items', () => {
    const some = items(1_000);
    expect(homes(spread(some.toReversed(), upTo(450)))).toEqual(homes(spread(some, upTo(450))));
  });

  it('moves nothing while the number of shares stays', () => {
    const before = spread(items(1_000), upTo(450));
    const after = spread([...items(1_000), { id: 'endpoint/new/down' }], upTo(450));
    expect(after.length).toBe(before.length);
    expect(moves(homes(before), homes(after))).toEqual([]);
  });

  it.each([1, 2, 5])('moves 1 of n + 1 items, all to the new share, when %i shares become one more', (n) => {
    const { before, after } = growFrom(n);
    const moved = moves(homes(before), homes(after));
    expect(moved.filter((move) => !move.endsWith(`-> ${n}`))).toEqual([]);
    const part = moved.length / before.flat().length;
    expect(part * (n + 1)).toBeGreaterThan(0.8);
    expect(part * (n + 1)).toBeLessThan(1.2);
  });

  it('refuses an item that no share can hold', () => {
    expect(() => spread([{ id: 'endpoint/huge/down' }], () => 1.5)).toThrow(
      'Cannot place "endpoint/huge/down" in a template: it fills 1.50 of one, must be at most 1',
    );
  });
});

/** Items over n shares, and the same with a few more that need one share more. */
function growFrom(n: number) {
  for (let count = 400; ; count += 50) {
    const before = spread(items(count), upTo(450));
    const after = spread(items(count + 50), upTo(450));
    if (before.length === n && after.length === n + 1) return { before, after };
  }
}
