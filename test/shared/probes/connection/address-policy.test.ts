import { isIP } from 'node:net';
import { describe, expect, it } from 'vitest';
import { policyFor, type Refusal } from '../../../../shared/probes/connection/address-policy.ts';

function judge(address: string, allowNetworks: readonly string[] = []): Refusal | undefined {
  return policyFor(allowNetworks)({ address, family: isIP(address) === 6 ? 6 : 4 });
}

/** A definition that allows everything that can be written. */
const everything = ['loopback', 'private', '0.0.0.0/0', '::/0', '169.254.0.0/16', 'fe80::/10', '224.0.0.0/4'];

describe('policyFor()', () => {
  it.each([
    ['an IPv4 address', '8.8.8.8'],
    ['an IPv6 address', '2606:4700::1111'],
    ['the neighbour above a private range', '172.32.0.1'],
    ['the neighbour below a private range', '11.0.0.1'],
    ['an IPv4 address in its mapped form', '::ffff:8.8.8.8'],
    ['an IPv4 address behind NAT64', '64:ff9b::8.8.8.8'],
    ['an IPv4 address behind 6to4', '2002:808:808::1'],
  ])('lets through the public internet: %s', (_, address) => {
    expect(judge(address)).toBeUndefined();
  });

  it.each([
    ['a cloud metadata address', '169.254.169.254'],
    ['a cloud metadata address', '169.254.170.2'],
    ['a cloud metadata address', '169.254.170.23'],
    ['a cloud metadata address', '100.100.100.200'],
    ['a cloud metadata address', '168.63.129.16'],
    ['a cloud metadata address', 'fd00:ec2::254'],
    ['a cloud metadata address', 'fd20:ce::254'],
    ['a cloud metadata address', '::ffff:169.254.169.254'],
    ['a cloud metadata address', '::ffff:a9fe:a9fe'],
    ['a cloud metadata address', '64:ff9b::169.254.169.254'],
    ['a cloud metadata address', '64:ff9b:1::a9fe:a9fe'],
    ['a cloud metadata address', '2002:a9fe:a9fe::1'],
    ['a cloud metadata address', '::a9fe:a9fe'],
    ['a link-local address', '169.254.0.1'],
    ['a link-local address', 'fe80::1'],
    ['a link-local address', 'febf::1'],
    ['a link-local address', '64:ff9b::a9fe:1'],
    ['a multicast address', '224.0.0.1'],
    ['a multicast address', '239.255.255.250'],
    ['a multicast address', 'ff02::1'],
    ['a broadcast address', '255.255.255.255'],
    ['no address of a host', '0.0.0.0'],
    ['no address of a host', '::'],
    ['no address of a host', '::ffff:0.0.0.0'],
  ])('never lets through %s: %s', (what, address) => {
    expect(judge(address)).toEqual({ what, canBeAllowed: false });
    expect(judge(address, everything)).toEqual({ what, canBeAllowed: false });
  });

  it.each([
    ['a loopback address', '127.0.0.1', 'loopback'],
    ['a loopback address', '127.255.0.1', 'loopback'],
    ['a loopback address', '::1', 'loopback'],
    ['a loopback address', '::ffff:127.0.0.1', 'loopback'],
    ['a loopback address', '64:ff9b::7f00:1', 'loopback'],
    ['a private address', '10.0.0.1', 'private'],
    ['a private address', '172.16.0.1', 'private'],
    ['a private address', '172.31.255.255', 'private'],
    ['a private address', '192.168.1.1', 'private'],
    ['a private address', 'fd12::1', 'private'],
    ['a private address', '::ffff:10.0.0.1', 'private'],
    ['a private address', '64:ff9b::10.0.0.1', 'private'],
    ['a private address', '2002:a00:1::1', 'private'],
    ['a private address', '10.20.3.4', '10.20.0.0/16'],
    ['a private address', 'fec0::1', 'fec0::/10'],
    ['a carrier-grade NAT address', '100.64.0.1', 'private'],
    ['an address for documentation', '192.0.2.7', '192.0.2.0/24'],
    ['an address for documentation', '198.51.100.7', '198.51.100.0/24'],
    ['an address for documentation', '203.0.113.7', '203.0.113.0/24'],
    ['an address for documentation', '2001:db8::7', '2001:db8::/32'],
    ['an address for benchmarks', '198.18.0.1', '198.18.0.0/15'],
    ['a tunnel address', '2001::1', '2001::/32'],
    ['an address of a local translator', '64:ff9b:1:ffff::1', '64:ff9b:1::/48'],
    ['a reserved address', '240.0.0.1', '240.0.0.0/4'],
    ['a reserved address', '192.0.0.8', '192.0.0.0/24'],
    ['a reserved address', '::2', '::/96'],
    ['a reserved address', '4000::1', '4000::/3'],
  ])('lets through %s only where it is listed: %s by %s', (what, address, network) => {
    expect(judge(address)).toEqual({ what, canBeAllowed: true });
    expect(judge(address, [network])).toBeUndefined();
  });

  it('allows the range that is listed and not its neighbours', () => {
    expect(judge('10.20.255.255', ['10.20.0.0/16'])).toBeUndefined();
    expect(judge('10.21.0.0', ['10.20.0.0/16'])).toEqual({ what: 'a private address', canBeAllowed: true });
  });

  it('gives the same verdict a second time, and after a thousand other addresses', () => {
    const policy = policyFor(['loopback']);
    const loopback = { address: '127.0.0.1', family: 4 } as const;
    const metadata = { address: '169.254.169.254', family: 4 } as const;
    const judgeBoth = () => [policy(loopback), policy(metadata)?.what];
    expect(judgeBoth()).toEqual([undefined, 'a cloud metadata address']);
    for (let index = 0; index < 1_100; index += 1) policy({ address: `10.1.${index >> 8}.${index & 255}`, family: 4 });
    expect(judgeBoth()).toEqual([undefined, 'a cloud metadata address']);
  });
});
