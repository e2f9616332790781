import { isIP } from 'node:net';

/** Host names in lower case and their addresses, as a hosts file gives them. */
export type Hosts = ReadonlyMap<string, readonly string[]>;

/** Reads a hosts file (`/etc/hosts`): an address, then its names, per line; `#` begins a comment. Other lines are left out. */
export function parseHosts(text: string): Hosts {
  const hosts = new Map<string, string[]>();
  for (const line of text.split('\n')) {
    const [address = '', ...names] = line.replace(/#.*/, '').trim().split(/\s+/);
    if (isIP(address) === 0) continue;
    for (const name of names) {
      const key = name.toLowerCase();
      hosts.set(key, [...(hosts.get(key) ?? []), address]);
    }
  }
  return hosts;
}
