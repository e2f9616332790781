import { hash } from 'node:crypto';

/** How strongly an item is drawn to a share: a number from 0 to 2^48 that depends on nothing but the two. */
function attraction(id: string, share: number): number {
  return hash('sha256', `${share} ${id}`, 'buffer').readUIntBE(0, 6);
}

/** The sum of many small loads may miss 1 by a rounding error; nothing that is weighed here is this small. */
const full = 1 + 1e-9;

interface Placed<T> {
  readonly item: T;
  readonly load: number;
  share: number;
  attraction: number;
}

function fullest(placed: readonly Placed<unknown>[], shares: number): number {
  const loads = new Array<number>(shares).fill(0);
  for (const { share, load } of placed) loads[share] = (loads[share] ?? 0) + load;
  return Math.max(...loads);
}

/**
 * Spreads items over as few shares as hold them, by rendezvous hashing: each item goes to the share that attracts it most.
 * Where it goes depends on its own id and the number of shares only, so an item that comes or goes moves no other, and one
 * more share draws 1/(n+1) of the items out of the old ones without any moving between those.
 * `loadOf` says which part of a share (0-1) an item fills. Throws where one item alone is more than a share.
 */
export function spread<T extends { readonly id: string }>(
  items: readonly T[],
  loadOf: (item: T) => number,
): readonly (readonly T[])[] {
  const placed = items.map((item): Placed<T> => {
    const load = loadOf(item);
    if (load > 1) {
      throw new Error(`Cannot place "${item.id}" in a template: it fills ${load.toFixed(2)} of one, must be at most 1`);
    }
    return { item, load, share: 0, attraction: attraction(item.id, 0) };
  });
  let shares = 1;
  while (fullest(placed, shares) > full) {
    for (const place of placed) {
      const drawn = attraction(place.item.id, shares);
      if (drawn > place.attraction) Object.assign(place, { share: shares, attraction: drawn });
    }
    shares += 1;
  }
  return Array.from({ length: shares }, (_, share) =>
    placed.filter((place) => place.share === share).map(({ item }) => item),
  );
}
