import { afterEach, describe, expect, it } from 'vitest';
import type { Finding, ProbeContext } from '../../shared/probes/probe.ts';
import type { ConnectionSpec } from '../../shared/probes/probe-settings.ts';
import { createResolver } from '../../shared/probes/resolver.ts';
import { impatient, probeContext } from './probe-context.ts';
import { startDnsServer } from './servers/dns-server.ts';
import { startRawServer } from './servers/raw-server.ts';

/** Where a probe of the kind under test is pointed, and the settings that it connects with. */
export interface ProbeTarget extends ConnectionSpec {
  readonly host: string;
  readonly port: number;
}

const patient = { ...impatient, timeoutMs: 5_000, connectTimeoutMs: 5_000 };

/** What every kind of probe that connects to a target must do, whatever it does then. */
export function describeProbe(
  kind: string,
  run: (target: ProbeTarget, context: ProbeContext) => Promise<Finding>,
): void {
  const closers: (() => Promise<unknown>)[] = [];

  afterEach(async () => {
    await Promise.all(closers.splice(0).map((close) => close()));
  });

  async function namesServedBy(answers: Parameters<typeof startDnsServer>[0]): Promise<ProbeContext> {
    const dns = await startDnsServer(answers);
    closers.push(dns.close);
    return probeContext({ resolver: createResolver({ servers: [dns.address] }) });
  }

  describe(`a probe of kind ${kind}`, () => {
    it('blames the target when nobody listens, and may be tried again', async () => {
      const server = await startRawServer(() => undefined);
      await server.close();
      const finding = await run({ ...patient, host: '127.0.0.1', port: server.port }, probeContext());
      expect(finding.failure).toEqual({
        reason: `Connection refused by 127.0.0.1:${server.port}`,
        blame: 'target',
        retryable: true,
      });
      expect(finding.checks).toEqual([]);
      expect(finding.phases.totalMs).toBeGreaterThan(0);
    });

    it('blames the target when its name does not exist, and is not tried again', async () => {
      const context = await namesServedBy({});
      const finding = await run({ ...patient, host: 'shop.example', port: 443 }, context);
      expect(finding.failure).toEqual({
        reason: 'Host name "shop.example" does not exist (NXDOMAIN)',
        blame: 'target',
        retryable: false,
      });
      expect(finding.phases.dnsMs).toBeGreaterThan(0);
    });

    it.each([
      ['loopback', '127.0.0.1', 'a loopback address, which allowNetworks does not list'],
      ['private', '10.0.0.1', 'a private address, which allowNetworks does not list'],
      ['link-local', '169.254.0.1', 'a link-local address, which no probe may connect to'],
      ['metadata', '169.254.169.254', 'a cloud metadata address, which no probe may connect to'],
    ])('connects to no %s address that is not allowed', async (_, address, what) => {
      const direct = await run({ ...patient, allowNetworks: [], host: address, port: 443 }, probeContext());
      expect(direct.failure?.reason).toBe(`Not connected: ${address} is ${what}`);
      const context = await namesServedBy({ 'shop.example': { A: [address] } });
      const named = await run({ ...patient, allowNetworks: [], host: 'shop.example', port: 443 }, context);
      expect(named.failure?.reason).toBe(`Not connected: "shop.example" leads to ${address}, ${what}`);
      expect(named.address).toBeUndefined();
    });

    it('answers at once when the run is over already, and blames itself', async () => {
      const server = await startRawServer(() => undefined);
      closers.push(server.close);
      const target = { ...patient, timeoutMs: 60_000, host: '127.0.0.1', port: server.port };
      const finding = await run(target, probeContext({ signal: AbortSignal.abort() }));
      expect(finding.failure).toEqual({
        reason: 'The run was out of time before this probe was done',
        blame: 'probe',
        retryable: false,
      });
    });
  });
}
