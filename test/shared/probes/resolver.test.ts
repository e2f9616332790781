import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Failure } from '../../../shared/probes/probe.ts';
import { createResolver, type IpVersion, type Lookup, normalizeHostname } from '../../../shared/probes/resolver.ts';
import { type DnsServer, startDnsServer } from '../../support/servers/dns-server.ts';

let server: DnsServer;
let silentServer: DnsServer;

beforeAll(async () => {
  server = await startDnsServer({
    'shop.example': { A: ['192.0.2.7', '192.0.2.8'], AAAA: ['2001:db8::7'] },
    'old.example': { A: ['192.0.2.9'] },
    'new.example': { AAAA: ['2001:db8::9'] },
    'alias.example': { CNAME: ['old.example'], A: ['192.0.2.9'] },
    'half.example': { A: ['192.0.2.9'], AAAA: 'silent' },
    'half-broken.example': { A: 'servfail', AAAA: [] },
    'empty.example': {},
    'broken.example': 'servfail',
    'refused.example': 'refused',
    'garbage.example': 'garbage',
    'silent.example': 'silent',
    'xn--caf-dma.example': { A: ['192.0.2.10'] },
  });
  silentServer = await startDnsServer({ '': 'silent', 'shop.example': 'silent' });
});

afterAll(async () => {
  await server.close();
  await silentServer.close();
});

interface Asking {
  readonly ipVersion?: IpVersion;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

function ask(
  name: string,
  { ipVersion = 'any', timeoutMs = 3_000, signal = new AbortController().signal }: Asking = {},
) {
  return createResolver({ servers: [server.address] }).lookup(name, { ipVersion, timeoutMs, signal });
}

const addressesOf = (result: Lookup | Failure): readonly string[] | Failure =>
  'addresses' in result ? result.addresses.map(({ address }) => address) : result;

describe('createResolver().lookup()', () => {
  it.each<readonly [string, string, Asking, readonly string[]]>([
    ['asks for both families and puts IPv6 first', 'shop.example', {}, ['2001:db8::7', '192.0.2.7', '192.0.2.8']],
    ['asks for IPv4 only where told', 'shop.example', { ipVersion: '4' }, ['192.0.2.7', '192.0.2.8']],
    ['asks for IPv6 only where told', 'shop.example', { ipVersion: '6' }, ['2001:db8::7']],
    ['is content with one family', 'old.example', {}, ['192.0.2.9']],
    ['is content with the other family', 'new.example', {}, ['2001:db8::9']],
    ['follows an alias', 'alias.example', {}, ['192.0.2.9']],
    ['does not wait long for a family that never comes', 'half.example', {}, ['192.0.2.9']],
    ['takes a name with the dot of the root', 'old.example.', {}, ['192.0.2.9']],
    ['takes a name in capitals', 'OLD.Example', {}, ['192.0.2.9']],
    ['takes an internationalized name', 'café.example', {}, ['192.0.2.10']],
  ])('%s', async (_, name, asking, expected) => {
    const result = await ask(name, asking);
    expect(addressesOf(result)).toEqual(expected);
    expect(result).toMatchObject({ asked: true });
  });

  it.each<readonly [string, string, Asking, Failure]>([
    [
      'says that a name does not exist',
      'nowhere.example',
      {},
      { reason: 'Host name "nowhere.example" does not exist (NXDOMAIN)', blame: 'target', retryable: false },
    ],
    [
      'says that an answer was empty',
      'empty.example',
      {},
      { reason: 'Host name "empty.example" has no address', blame: 'target', retryable: false },
    ],
    [
      'says which family is missing',
      'old.example',
      { ipVersion: '6' },
      { reason: 'Host name "old.example" has no IPv6 address', blame: 'target', retryable: false },
    ],
    [
      'says that a name server failed, and that this may pass',
      'broken.example',
      {},
      { reason: 'The name server cannot resolve "broken.example" (SERVFAIL)', blame: 'target', retryable: true },
    ],
    [
      'prefers the failure of one family to the emptiness of the other',
      'half-broken.example',
      {},
      { reason: 'The name server cannot resolve "half-broken.example" (SERVFAIL)', blame: 'target', retryable: true },
    ],
    [
      'blames itself where its name server refuses to serve it',
      'refused.example',
      {},
      { reason: 'The name server refuses to resolve "refused.example" (REFUSED)', blame: 'probe', retryable: false },
    ],
    [
      'blames itself where its name server talks garbage',
      'garbage.example',
      {},
      {
        reason: 'The name server gave no usable answer for "garbage.example" (EBADRESP)',
        blame: 'probe',
        retryable: true,
      },
    ],
    [
      'says that something cannot be a host name',
      'a..b',
      {},
      { reason: '"a..b" cannot be a host name', blame: 'target', retryable: false },
    ],
    [
      'blames the target where the name server answers, but not for this name',
      'silent.example',
      { timeoutMs: 400 },
      { reason: 'The name server did not resolve "silent.example" within 400ms', blame: 'target', retryable: true },
    ],
  ])('%s', async (_, name, asking, expected) => {
    expect(await ask(name, asking)).toEqual(expected);
  });

  it('blames itself where no name server says anything', async () => {
    const resolver = createResolver({ servers: [silentServer.address] });
    const signal = new AbortController().signal;
    expect(await resolver.lookup('shop.example', { ipVersion: '4', timeoutMs: 150, signal })).toEqual({
      reason: 'No name server answered within 150ms',
      blame: 'probe',
      retryable: true,
    });
    resolver.close();
  });

  it('blames itself where no name server can be reached', async () => {
    const closed = await startDnsServer({});
    await closed.close();
    const resolver = createResolver({ servers: [closed.address] });
    const signal = new AbortController().signal;
    expect(await resolver.lookup('shop.example', { ipVersion: '4', timeoutMs: 3_000, signal })).toEqual({
      reason: 'No name server can be reached from here',
      blame: 'probe',
      retryable: true,
    });
  });

  it('ends with the run', async () => {
    const run = new AbortController();
    const result = ask('silent.example', { signal: run.signal });
    run.abort();
    expect(await result).toMatchObject({ blame: 'probe', reason: expect.stringContaining('out of time') });
  });

  it('asks anew each time', async () => {
    const resolver = createResolver({ servers: [server.address] });
    const options = { ipVersion: '4', timeoutMs: 3_000, signal: new AbortController().signal } as const;
    const countQuestions = () => server.questions.filter(({ name }) => name === 'old.example').length;
    const before = countQuestions();
    await resolver.lookup('old.example', options);
    await resolver.lookup('old.example', options);
    expect(countQuestions() - before).toBe(2);
  });

  it('drops open questions when closed', async () => {
    const resolver = createResolver({ servers: [silentServer.address] });
    const signal = new AbortController().signal;
    const result = resolver.lookup('shop.example', { ipVersion: '4', timeoutMs: 60_000, signal });
    resolver.close();
    expect(await result).toMatchObject({ blame: 'probe' });
  });
});

describe('createResolver().lookup() without a name server', () => {
  const hosts = new Map([['shop.example', ['192.0.2.20', '2001:db8::20']]]);
  const lookup = (name: string, ipVersion: IpVersion = 'any') =>
    createResolver({ servers: [silentServer.address], hosts }).lookup(name, {
      ipVersion,
      timeoutMs: 3_000,
      signal: new AbortController().signal,
    });

  it.each<readonly [string, string, IpVersion, readonly string[]]>([
    ['takes an IPv4 address as it is', '192.0.2.1', 'any', ['192.0.2.1']],
    ['takes an IPv6 address as it is', '2001:db8::1', 'any', ['2001:db8::1']],
    ['knows localhost', 'localhost', 'any', ['::1', '127.0.0.1']],
    ['knows names below localhost', 'shop.LocalHost.', '4', ['127.0.0.1']],
    ['reads the hosts file', 'shop.example', 'any', ['2001:db8::20', '192.0.2.20']],
    ['picks a family from the hosts file', 'shop.example', '4', ['192.0.2.20']],
  ])('%s', async (_, name, ipVersion, expected) => {
    const result = await lookup(name, ipVersion);
    expect(addressesOf(result)).toEqual(expected);
    expect(result).toMatchObject({ asked: false });
  });

  it('says that an address is of the wrong family', async () => {
    expect(await lookup('192.0.2.1', '6')).toEqual({
      reason: '"192.0.2.1" has no IPv6 address, which this probe must use',
      blame: 'probe',
      retryable: false,
    });
  });
});

describe('normalizeHostname()', () => {
  it('makes one name of what is the same name', () => {
    expect(normalizeHostname('Shop.Example.')).toBe('shop.example');
    expect(normalizeHostname('café.example')).toBe('xn--caf-dma.example');
  });

  it('leaves a name as it is that has no ASCII form', () => {
    expect(normalizeHostname('a b.example')).toBe('a b.example');
  });
});
