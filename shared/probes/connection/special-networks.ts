/** Ranges of addresses with a meaning of their own. */
export interface SpecialNetwork {
  /** With its article, e.g. `a private address`. */
  readonly name: string;
  readonly ranges: readonly string[];
}

/** Addresses that no definition can allow: they lead to whoever runs the probe, or to nobody. */
export const neverAllowed: readonly SpecialNetwork[] = [
  {
    // The metadata services of clouds hand out credentials: AWS (EC2, ECS, EKS), Azure, Google, Alibaba, Oracle, Scaleway.
    name: 'a cloud metadata address',
    ranges: [
      '169.254.169.254/32',
      '169.254.170.2/32',
      '169.254.170.23/32',
      '169.254.42.42/32',
      '168.63.129.16/32',
      '100.100.100.200/32',
      '192.0.0.192/32',
      'fd00:ec2::/64',
      'fd20:ce::254/128',
      'fd00:42::42/128',
    ],
  },
  { name: 'a link-local address', ranges: ['169.254.0.0/16', 'fe80::/10'] },
  { name: 'a broadcast address', ranges: ['255.255.255.255/32'] },
  { name: 'a multicast address', ranges: ['224.0.0.0/4', 'ff00::/8'] },
  { name: 'no address of a host', ranges: ['0.0.0.0/8', '::/128'] },
];

/**
 * Addresses outside the public internet (IANA special-purpose registries, RFC 6890 and its successors), for which a
 * definition must say that it means them.
 */
export const specialNetworks: readonly SpecialNetwork[] = [
  { name: 'a loopback address', ranges: ['127.0.0.0/8', '::1/128'] },
  { name: 'a private address', ranges: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7', 'fec0::/10'] },
  { name: 'a carrier-grade NAT address', ranges: ['100.64.0.0/10'] },
  {
    name: 'an address for documentation',
    ranges: ['192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24', '2001:db8::/32', '3fff::/20'],
  },
  { name: 'an address for benchmarks', ranges: ['198.18.0.0/15', '2001:2::/48'] },
  { name: 'a tunnel address', ranges: ['192.88.99.0/24', '2001::/32'] },
  { name: 'an address of a local translator', ranges: ['64:ff9b:1::/48'] },
  { name: 'a reserved address', ranges: ['192.0.0.0/24', '240.0.0.0/4', '2001:10::/28', '2001:20::/27'] },
];

/** Where the public internet lies; what is special inside of it is listed above. RFC 4291, section 2.4, and RFC 6052. */
export const publicNetworks: readonly string[] = ['0.0.0.0/0', '2000::/3', '64:ff9b::/96'];
