import { BlockList, isIP } from 'node:net';

/** A named or written range of addresses, as CIDR texts. */
const namedNetworks = {
  loopback: ['127.0.0.0/8', '::1/128'],
  private: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7'],
} as const;

/** The CIDR ranges that `"loopback"`, `"private"` or a range in text stand for; undefined where it is none. */
export function parseNetwork(text: string): readonly string[] | undefined {
  if (Object.hasOwn(namedNetworks, text)) return namedNetworks[text as keyof typeof namedNetworks];
  const [address = '', bits = '', ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0 || !/^\d{1,3}$/.test(bits)) return undefined;
  return Number(bits) <= (version === 4 ? 32 : 128) ? [text] : undefined;
}

/** A list of ranges to look addresses up in. */
export function listNetworks(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = '', bits = ''] = range.split('/');
    list.addSubnet(address, Number(bits), isIP(address) === 6 ? 'ipv6' : 'ipv4');
  }
  return list;
}
