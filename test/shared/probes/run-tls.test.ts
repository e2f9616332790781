import { afterEach, describe, expect, it } from 'vitest';
import type { Finding } from '../../../shared/probes/probe.ts';
import { runTls } from '../../../shared/probes/run-tls.ts';
import type { TlsProbeSpec } from '../../../shared/probes/tls.ts';
import { createTestCertificate } from '../../support/certificate.ts';
import { describeProbe } from '../../support/describe-probe.ts';
import { impatient, probeContext } from '../../support/probe-context.ts';
import { type RawServer, startRawServer } from '../../support/servers/raw-server.ts';

const closers: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

async function serve(...start: Parameters<typeof startRawServer>): Promise<RawServer> {
  const server = await startRawServer(...start);
  closers.push(server.close);
  return server;
}

function probe(port: number, differs: Partial<TlsProbeSpec> = {}, context = probeContext()): Promise<Finding> {
  const spec: TlsProbeSpec = {
    kind: 'tls',
    host: '127.0.0.1',
    port,
    serverName: '127.0.0.1',
    ca: [],
    dangerouslySkipTlsVerify: false,
    ...impatient,
    timeoutMs: 5_000,
    connectTimeoutMs: 5_000,
    ...differs,
  };
  return runTls(spec, context);
}

describeProbe('tls', ({ host, port, ...rules }, context) => probe(port, { host, ...rules }, context));

describe('runTls()', () => {
  it('makes a handshake and reads the certificate', async () => {
    const { identity, ca } = await createTestCertificate('valid');
    const ended = Promise.withResolvers<void>();
    const server = await serve((socket) => socket.on('end', ended.resolve), identity);
    const finding = await probe(server.port, { ca: [ca] });
    expect(finding.failure).toBeUndefined();
    expect(finding).toMatchObject({ checks: [], address: '127.0.0.1', certificate: { subject: 'localhost' } });
    expect(Object.keys(finding.phases)).toEqual(['connectMs', 'tlsMs', 'totalMs']);
    await ended.promise; // The goodbye of TLS: no server has to log a broken connection.
    expect(server.received).toEqual(['']);
  });

  it('asks for and verifies another name than the one it connects to', async () => {
    const { identity, ca } = await createTestCertificate('valid', { hosts: ['mail.shop.example'] });
    const asked = Promise.withResolvers<unknown>();
    const server = await serve((socket) => asked.resolve(Reflect.get(socket, 'servername')), identity);
    const finding = await probe(server.port, { ca: [ca], serverName: 'mail.shop.example' });
    expect(finding.failure).toBeUndefined();
    expect(await asked.promise).toBe('mail.shop.example');
  });

  it('counts the days by the clock of its context', async () => {
    const { identity, ca } = await createTestCertificate('valid');
    const { port } = await serve(() => undefined, identity);
    const tomorrow = probeContext({ now: () => Date.now() + 86_400_000 });
    expect((await probe(port, { ca: [ca] }, tomorrow)).certificate?.daysLeft).toBeCloseTo(29, 1);
  });

  it('reports a certificate that is wrong, with its days', async () => {
    const { identity, ca } = await createTestCertificate('expired');
    const { port } = await serve(() => undefined, identity);
    const finding = await probe(port, { ca: [ca] });
    expect(finding.failure).toEqual({ reason: 'Certificate expired 2 days ago', blame: 'target', retryable: false });
    expect(finding.certificate?.daysLeft).toBeCloseTo(-2, 1);
  });

  it('offers no protocol that the service might not know', async () => {
    const { identity, ca } = await createTestCertificate('valid');
    const { port } = await serve(() => undefined, { ...identity, ALPNProtocols: ['smtp'] });
    expect((await probe(port, { ca: [ca] })).failure).toBeUndefined();
  });
});
