import type { BlockList } from 'node:net';
import { listNetworks, parseNetwork } from '../networks.ts';
import type { ResolvedAddress } from '../resolver.ts';
import { neverAllowed, publicNetworks, specialNetworks } from './special-networks.ts';

/** Why an address must not be connected to: what it is, and whether `allowNetworks` could change that. */
export interface Refusal {
  /** E.g. `a private address`. */
  readonly what: string;
  readonly canBeAllowed: boolean;
}

/** Judges addresses; undefined where an address may be connected to. */
export type AddressPolicy = (address: ResolvedAddress) => Refusal | undefined;

/** Verdicts are remembered: each look into a `BlockList` leaves an object behind that the garbage collector finds costly. */
const maxVerdicts = 1_000;

const policies = new WeakMap<readonly string[], AddressPolicy>();

/** The policy of an endpoint: the public internet and what its `allowNetworks` lists. Made once per list. */
export function policyFor(allowNetworks: readonly string[]): AddressPolicy {
  const made = policies.get(allowNetworks);
  if (made !== undefined) return made;
  const policy = createPolicy(allowNetworks);
  policies.set(allowNetworks, policy);
  return policy;
}

function createPolicy(allowNetworks: readonly string[]): AddressPolicy {
  const allowed = listEmbedded(allowNetworks.flatMap((network) => parseNetwork(network) ?? []));
  const verdicts = new Map<string, Refusal | undefined>();

  function judge({ address, family }: ResolvedAddress): Refusal | undefined {
    const type = family === 4 ? 'ipv4' : 'ipv6';
    if (never().check(address, type)) return { what: describe(address, type), canBeAllowed: false };
    if (allowed.check(address, type)) return undefined;
    if (ordinary().check(address, type) && !special().check(address, type)) return undefined;
    return { what: describe(address, type), canBeAllowed: true };
  }

  return (address) => {
    if (verdicts.has(address.address)) return verdicts.get(address.address);
    if (verdicts.size >= maxVerdicts) verdicts.clear();
    const verdict = judge(address);
    verdicts.set(address.address, verdict);
    return verdict;
  };
}

const never = once(() => listEmbedded(neverAllowed.flatMap(({ ranges }) => ranges)));
const special = once(() => listEmbedded(specialNetworks.flatMap(({ ranges }) => ranges)));
const ordinary = once(() => listNetworks(publicNetworks));

const namedLists = once(() =>
  [...neverAllowed, ...specialNetworks].map(({ name, ranges }) => ({ name, list: listEmbedded(ranges) })),
);

function describe(address: string, type: 'ipv4' | 'ipv6'): string {
  return namedLists().find(({ list }) => list.check(address, type))?.name ?? 'a reserved address';
}

/** Ranges, and for each IPv4 range the IPv6 addresses that lead to it through a translator or a tunnel. */
function listEmbedded(ranges: readonly string[]): BlockList {
  return listNetworks(ranges.flatMap((range) => (range.includes(':') ? [range] : [range, ...embed(range)])));
}

/**
 * The IPv6 forms of an IPv4 range, beside the mapped one (`::ffff:0:0/96`), which `BlockList` knows itself: NAT64 (RFC 6052
 * and its local prefix, RFC 8215), 6to4 (RFC 3056) and the old IPv4-compatible form (RFC 4291, section 2.5.5.1).
 */
function embed(range: string): readonly string[] {
  const [address = '', bits = ''] = range.split('/');
  const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number);
  const high = ((a << 8) | b).toString(16);
  const low = ((c << 8) | d).toString(16);
  const length = 96 + Number(bits);
  return [
    `64:ff9b::${high}:${low}/${length}`,
    `64:ff9b:1::${high}:${low}/${length}`,
    `2002:${high}:${low}::/${16 + Number(bits)}`,
    ...(range === '0.0.0.0/8' ? [] : [`::${high}:${low}/${length}`]),
  ];
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
