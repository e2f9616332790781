import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DnsSpec } from '../../../shared/probes/dns.ts';
import type { ProbeContext } from '../../../shared/probes/probe.ts';
import { createResolver } from '../../../shared/probes/resolver.ts';
import { runDns } from '../../../shared/probes/run-dns.ts';
import { createTurnClock } from '../../../shared/probes/turn-clock.ts';
import { type DnsServer, startDnsServer } from '../../support/servers/dns-server.ts';

let server: DnsServer;

beforeAll(async () => {
  server = await startDnsServer({
    'shop.example': {
      A: ['192.0.2.7', '192.0.2.8'],
      AAAA: ['2001:db8::7'],
      MX: ['10 mail.shop.example', '20 backup.shop.example'],
      NS: ['ns1.shop.example'],
      TXT: ['v=spf1 -all'],
      CAA: ['0 issue ca.example'],
    },
    '_sip._tcp.shop.example': { SRV: ['10 5 5060 sip.shop.example'] },
    'www.shop.example': { CNAME: ['shop.example'], A: ['192.0.2.7'] },
    'empty.example': {},
    'broken.example': 'servfail',
    'refused.example': 'refused',
    'silent.example': 'silent',
    'garbage.example': 'garbage',
  });
});

afterAll(() => server.close());

function context(signal = new AbortController().signal): ProbeContext {
  return {
    resolver: createResolver(),
    secrets: { get: async () => '' },
    clock: createTurnClock(),
    now: Date.now,
    signal,
  };
}

/** A question to the test server for the A records of `shop.example`, with what differs. */
const spec = (differs: Partial<DnsSpec> = {}): DnsSpec => ({
  kind: 'dns',
  name: 'shop.example',
  type: 'A',
  server: server.address,
  expect: {},
  timeoutMs: 5_000,
  connectTimeoutMs: 5_000,
  retry: { times: 0, delayMs: 0, backoff: 'fixed' },
  allowNetworks: ['loopback'],
  ipVersion: 'any',
  latency: {},
  ...differs,
});

type Row = readonly [sentence: string, differs: Partial<DnsSpec>, level: string, expected: string, actual: string];

const rows: readonly Row[] = [
  ['finds that there are records', {}, 'passed', 'at least one A record for shop.example', '192.0.2.7, 192.0.2.8'],
  [
    'finds a wanted address',
    { expect: { contains: '192.0.2.8' } },
    'passed',
    'A record 192.0.2.8',
    '192.0.2.7, 192.0.2.8',
  ],
  [
    'misses a wanted address',
    { expect: { contains: ['192.0.2.9'] } },
    'failed',
    'A record 192.0.2.9',
    '192.0.2.7, 192.0.2.8',
  ],
  [
    'compares all values in any order',
    { expect: { values: ['192.0.2.8', '192.0.2.7'] } },
    'passed',
    'exactly the A records 192.0.2.8, 192.0.2.7',
    '192.0.2.7, 192.0.2.8',
  ],
  [
    'sees a value too many',
    { expect: { values: ['192.0.2.7'] } },
    'failed',
    'exactly the A records 192.0.2.7',
    '192.0.2.7, 192.0.2.8',
  ],
  [
    'compares IPv6 addresses by value',
    { type: 'AAAA', expect: { values: ['2001:0DB8:0:0::0007'] } },
    'passed',
    'exactly the AAAA records 2001:0DB8:0:0::0007',
    '2001:db8::7',
  ],
  [
    'compares names without case and final dot',
    { type: 'MX', expect: { contains: '10 Mail.Shop.Example.' } },
    'passed',
    'MX record 10 Mail.Shop.Example.',
    '10 mail.shop.example, 20 backup.shop.example',
  ],
  [
    'reads NS',
    { type: 'NS', expect: { values: ['ns1.shop.example'] } },
    'passed',
    'exactly the NS records ns1.shop.example',
    'ns1.shop.example',
  ],
  [
    'reads TXT',
    { type: 'TXT', expect: { contains: 'v=spf1 -all' } },
    'passed',
    'TXT record v=spf1 -all',
    'v=spf1 -all',
  ],
  [
    'compares TXT with its case',
    { type: 'TXT', expect: { contains: 'V=SPF1 -all' } },
    'failed',
    'TXT record V=SPF1 -all',
    'v=spf1 -all',
  ],
  [
    'reads CAA',
    { type: 'CAA', expect: { contains: '0 issue "ca.example"' } },
    'passed',
    'CAA record 0 issue "ca.example"',
    '0 issue "ca.example"',
  ],
  [
    'reads SRV',
    { name: '_sip._tcp.shop.example', type: 'SRV', expect: { contains: '10 5 5060 sip.shop.example' } },
    'passed',
    'SRV record 10 5 5060 sip.shop.example',
    '10 5 5060 sip.shop.example',
  ],
  [
    'reads CNAME',
    { name: 'www.shop.example', type: 'CNAME' },
    'passed',
    'at least one CNAME record for www.shop.example',
    'shop.example',
  ],
  [
    'follows an alias',
    { name: 'www.shop.example' },
    'passed',
    'at least one A record for www.shop.example',
    '192.0.2.7',
  ],
  [
    'fails on an empty answer',
    { name: 'empty.example' },
    'failed',
    'at least one A record for empty.example',
    'no A record',
  ],
  [
    'fails on NXDOMAIN',
    { name: 'nobody.example' },
    'failed',
    'at least one A record for nobody.example',
    'no such name (NXDOMAIN)',
  ],
  [
    'can want that there is nothing',
    { name: 'nobody.example', expect: { values: [] } },
    'passed',
    'no A record',
    'no such name (NXDOMAIN)',
  ],
];

describe('runDns()', () => {
  it.each(rows)('%s', async (_sentence, differs, level, expected, actual) => {
    const finding = await runDns(spec(differs), context());
    expect(finding.failure).toBeUndefined();
    expect(finding.checks).toEqual([{ check: 'records', level, expected, actual }]);
  });

  it.each<readonly [sentence: string, name: string, reason: string, retryable: boolean]>([
    ['SERVFAIL', 'broken.example', 'cannot resolve "broken.example" (SERVFAIL)', true],
    ['REFUSED', 'refused.example', 'refuses to resolve "refused.example" (REFUSED)', false],
    ['silence', 'silent.example', 'gave no answer for "silent.example" within 150ms', true],
    [
      'bytes that are no DNS message',
      'garbage.example',
      'gave no usable answer for "garbage.example" (EBADRESP)',
      true,
    ],
  ])('blames a named server for %s', async (_sentence, name, reason, retryable) => {
    const { failure, checks } = await runDns(spec({ name, timeoutMs: 150 }), context());
    expect(failure).toEqual({ reason: `Name server ${server.address} ${reason}`, blame: 'target', retryable });
    expect(checks).toEqual([]);
  });

  it('measures the time from the question to the answer', async () => {
    const { phases, errorBoundMs, address } = await runDns(spec(), context());
    expect(phases.totalMs).toBeGreaterThan(0);
    expect(phases.dnsMs).toBe(phases.totalMs);
    expect(errorBoundMs).toBeGreaterThanOrEqual(0);
    expect(address).toBe(server.address);
  });

  it('asks exactly what the definition says', async () => {
    await runDns(spec({ name: 'Shop.Example', type: 'MX' }), context());
    expect(server.questions.at(-1)).toMatchObject({ type: 'MX' });
    expect(server.questions.at(-1)?.name.toLowerCase()).toBe('shop.example');
  });

  it('answers at once when the run is over', async () => {
    const over = new AbortController();
    const finding = runDns(spec({ name: 'silent.example' }), context(over.signal));
    over.abort();
    expect((await finding).failure).toMatchObject({ blame: 'probe', retryable: false });
  });

  it.each([
    [
      'that no definition may allow',
      '169.254.169.253:53',
      ['loopback'],
      'Not asked: 169.254.169.253 is a link-local address, which no probe may connect to',
    ],
    [
      'that the definition does not allow',
      '10.0.0.2',
      [],
      'Not asked: 10.0.0.2 is a private address, which allowNetworks does not list',
    ],
    [
      'that the definition does not allow, over IPv6',
      '[::1]:53',
      [],
      'Not asked: ::1 is a loopback address, which allowNetworks does not list',
    ],
  ])('asks no server %s', async (_sentence, address, allowNetworks, reason) => {
    const { failure } = await runDns(spec({ server: address, allowNetworks }), context());
    expect(failure).toEqual({ reason, blame: 'target', retryable: false });
  });

  it('reports a named server where nothing listens', async () => {
    const gone = await startDnsServer({});
    await gone.close();
    const { failure } = await runDns(spec({ server: gone.address, timeoutMs: 500 }), context());
    expect(failure).toMatchObject({ blame: 'target', retryable: true });
    expect(failure?.reason).toMatch(/^Name server 127\.0\.0\.1:\d+ (cannot be reached|gave no answer)/);
  });
});
