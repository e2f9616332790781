import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import type { Finding } from '../../../shared/probes/probe.ts';
import { createResolver } from '../../../shared/probes/resolver.ts';
import { runHttp } from '../../../shared/probes/run-http.ts';
import { createTestCertificate, type TestCertificateKind } from '../../support/certificate.ts';
import { httpSpec } from '../../support/http-spec.ts';
import { probeContext } from '../../support/probe-context.ts';
import { startDnsServer } from '../../support/servers/dns-server.ts';
import { type RawServer, sayAndEnd, sayAndStay, startRawServer } from '../../support/servers/raw-server.ts';

const ok = 'HTTP/1.1 200 OK\r\n';
const closers: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

async function serve(...start: Parameters<typeof startRawServer>): Promise<RawServer> {
  const server = await startRawServer(...start);
  closers.push(server.close);
  return server;
}

/** Says one thing, then another again and again, as fast as it is taken. */
function flood(start: string, more: string | Buffer): (socket: Socket) => void {
  return (socket) =>
    socket.once('data', () => {
      socket.write(start);
      const write = (): void => {
        while (!socket.destroyed && socket.write(more));
      };
      socket.on('drain', write);
      write();
    });
}

/** Says one thing, then another at intervals. */
function drip(start: string, more: string, everyMs = 10): (socket: Socket) => void {
  return (socket) => {
    socket.write(start);
    const timer = setInterval(() => socket.write(more), everyMs);
    socket.on('close', () => clearInterval(timer));
  };
}

const probe = (port: number, differs: Parameters<typeof httpSpec>[1] = {}): Promise<Finding> =>
  runHttp(httpSpec(`http://127.0.0.1:${port}/`, differs), probeContext());

const lost = (reason: string) => ({ reason, blame: 'target', retryable: true });
const bad = (reason: string) => ({ reason, blame: 'target', retryable: false });

/** `PORT` stands for the port of the server. */
const named = (failure: { readonly reason: string }, port: number) => ({
  ...failure,
  reason: failure.reason.replace('PORT', String(port)),
});

type Hostile = readonly [sentence: string, answer: (socket: Socket) => void, failure: { readonly reason: string }];

describe('runHttp() and a server that never comes to an end', () => {
  it.each<Hostile>([
    ['says nothing', () => undefined, lost('No answer from 127.0.0.1:PORT within 300ms')],
    [
      'sends its header slowly',
      drip(`${ok}x: `, 'y'),
      lost('No complete answer (only a part of the header) within 300ms'),
    ],
    [
      'sends its body slowly',
      drip(`${ok}content-length: 1000000\r\n\r\n`, ''),
      lost('No complete answer (only 0 bytes of the body) within 300ms'),
    ],
    [
      'stops in the middle of its body',
      sayAndStay(`${ok}content-length: 10\r\n\r\nhello`),
      lost('No complete answer (only 5 bytes of the body) within 300ms'),
    ],
    [
      'stops in the middle of a chunk',
      sayAndStay(`${ok}transfer-encoding: chunked\r\n\r\nff\r\nhello`),
      lost('No complete answer (only 5 bytes of the body) within 300ms'),
    ],
    [
      'keeps the connection of an endless body open',
      sayAndStay(`${ok}\r\nhello`),
      lost('No complete answer (only 5 bytes of the body) within 300ms'),
    ],
    [
      'sends interim answers slowly',
      drip('', 'HTTP/1.1 102 Processing\r\n\r\n', 30),
      lost('No complete answer (only a part of the header) within 300ms'),
    ],
  ])('gives up on one that %s', async (_, answer, failure) => {
    const { port } = await serve(answer);
    const finding = await probe(port);
    expect(finding.failure).toEqual(named(failure, port));
    expect(finding.phases.totalMs).toBeGreaterThanOrEqual(290);
  });

  it('keeps the status of an answer that broke off', async () => {
    const { port } = await serve(sayAndStay('HTTP/1.1 503 Sorry\r\ncontent-length: 10\r\n\r\nhello'));
    expect(await probe(port)).toMatchObject({ statusCode: 503, bodyBytes: 5, checks: [] });
  });

  it.each<readonly [string, string]>([
    ['of no length', `${ok}\r\n`],
    ['of an immense length', `${ok}content-length: 999999999999\r\n\r\n`],
  ])('reads only the beginning of a body %s', async (_, start) => {
    const server = await serve(flood(start, Buffer.alloc(65_536, 'x')));
    const finding = await probe(server.port, { timeoutMs: 10_000, connectTimeoutMs: 5_000 });
    expect(finding.failure).toBeUndefined();
    expect(finding).toMatchObject({ bodyBytes: 1024 * 1024, bodyTruncated: true, statusCode: 200 });
    expect(server.sentBytes()).toBeLessThan(32 * 1024 * 1024); // what the buffers between the two hold
  });

  it('reads only the beginning of a body in endless chunks', async () => {
    const { port } = await serve(flood(`${ok}transfer-encoding: chunked\r\n\r\n`, `1000\r\n${'x'.repeat(4_096)}\r\n`));
    const finding = await probe(port, { maxBodyBytes: 10_000, timeoutMs: 10_000, connectTimeoutMs: 5_000 });
    expect(finding).toMatchObject({ bodyBytes: 10_000, bodyTruncated: true });
  });

  it.each<readonly [string, string, string, string]>([
    ['header fields', ok, 'x: y\r\n', 'Answer has more than 200 header fields'],
    ['one header field', `${ok}x: `, 'y'.repeat(1_000), 'Answer has more than 64 KiB of header fields'],
    ['interim answers', '', 'HTTP/1.1 100 Continue\r\n\r\n', 'Server sends more than 16 interim answers (1xx)'],
    [
      'chunk extensions',
      `${ok}transfer-encoding: chunked\r\n\r\n1;`,
      'x'.repeat(1_000),
      'Answer has chunk extensions without end',
    ],
    [
      'trailer fields',
      `${ok}transfer-encoding: chunked\r\n\r\n0\r\n`,
      'x: y\r\n',
      'Answer has trailer fields without end',
    ],
  ])('takes no flood of %s', async (_, start, more, reason) => {
    const { port } = await serve(flood(start, more.repeat(10)));
    expect((await probe(port, { timeoutMs: 10_000, connectTimeoutMs: 5_000 })).failure).toEqual(bad(reason));
  });

  it('unpacks only the beginning of a bomb', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024));
    const head = Buffer.from(`${ok}content-encoding: gzip\r\ncontent-length: ${bomb.length}\r\n\r\n`);
    const { port } = await serve(sayAndEnd(Buffer.concat([head, bomb])));
    const before = process.memoryUsage().rss;
    const finding = await probe(port, {
      timeoutMs: 10_000,
      connectTimeoutMs: 5_000,
      expect: { body: { contains: 'x' } },
    });
    expect(finding).toMatchObject({ bodyBytes: 1024 * 1024, bodyTruncated: true });
    expect(process.memoryUsage().rss - before).toBeLessThan(32 * 1024 * 1024);
  });

  it('ends when the run does, and then blames itself', async () => {
    const run = new AbortController();
    const { port } = await serve((socket) => socket.once('data', () => run.abort()));
    const spec = httpSpec(`http://127.0.0.1:${port}/`, { timeoutMs: 60_000, connectTimeoutMs: 5_000 });
    const finding = await runHttp(spec, probeContext({ signal: run.signal }));
    expect(finding.failure).toEqual({
      reason: 'The run was out of time before this probe was done',
      blame: 'probe',
      retryable: false,
    });
  });
});

describe('runHttp() and a server that breaks off', () => {
  it.each<Hostile>([
    ['without an answer', (socket) => socket.end(), lost('Connection closed by 127.0.0.1:PORT without an answer')],
    ['in the middle of the header', sayAndEnd(`${ok}x: y`), lost('Connection was closed in the middle of the header')],
    [
      'in the middle of the body',
      sayAndEnd(`${ok}content-length: 10\r\n\r\nhello`),
      lost('Connection was closed in the middle of the body, after 5 bytes of 10 bytes'),
    ],
    [
      'in the middle of a chunk',
      sayAndEnd(`${ok}transfer-encoding: chunked\r\n\r\n5\r\nhe`),
      lost('Connection was closed in the middle of the body, after 2 bytes'),
    ],
    [
      'by a reset before the answer',
      (socket) => socket.once('data', () => socket.resetAndDestroy()),
      lost('Connection reset by 127.0.0.1:PORT before the answer was there'),
    ],
  ])('says so when it is %s', async (_, answer, failure) => {
    const { port } = await serve(answer);
    expect((await probe(port, { timeoutMs: 5_000 })).failure).toEqual(named(failure, port));
  });

  it('says so when it is by a reset in the middle of the body', async () => {
    const { port } = await serve((socket) =>
      socket.once('data', () => {
        socket.write(`${ok}content-length: 10\r\n\r\nhello`);
        setTimeout(() => socket.resetAndDestroy(), 20);
      }),
    );
    const { failure } = await probe(port, { timeoutMs: 5_000 });
    expect(failure).toEqual(lost(`Connection reset by 127.0.0.1:${port} in the middle of the body, after 5 bytes`));
  });
});

describe('runHttp() and a server that talks nonsense', () => {
  it.each<readonly [string, string | Buffer, string]>([
    ['another protocol', 'SSH-2.0-Server_9.9\r\n', 'Answer is not HTTP/1.1: it begins with "SSH-2.0-Server_9.9"'],
    ['binary noise', Buffer.alloc(5_000, 0x81), 'Answer is not HTTP/1.1: it begins with unreadable bytes'],
    [
      'HTTP/2 frames',
      Buffer.from('\0\0\x12\x04\0\0\0\0\0'.repeat(10), 'latin1'),
      'Answer is not HTTP/1.1: it begins with unreadable bytes',
    ],
    ['an HTTP/0.9 page', '<html>\r\n<body>hello</body></html>', 'Answer is not HTTP/1.1: it begins with "<html>"'],
    [
      'two lengths',
      `${ok}content-length: 1\r\ncontent-length: 2\r\n\r\nab`,
      'Answer has conflicting lengths: content-length "1, 2"',
    ],
    [
      'a chunk size beyond all numbers',
      `${ok}transfer-encoding: chunked\r\n\r\n${'f'.repeat(17)}\r\n`,
      `Answer has a chunk of size "${'f'.repeat(17)}", which is too large`,
    ],
    [
      'a body that is not packed as it says',
      `${ok}content-encoding: gzip\r\ncontent-length: 5\r\n\r\nhello`,
      'Body is not what its content-encoding "gzip" says',
    ],
  ])('says so when it is %s', async (_, answer, reason) => {
    const { port } = await serve(sayAndEnd(answer));
    expect((await probe(port, { timeoutMs: 5_000 })).failure).toEqual(bad(reason));
  });

  it('recognises a server that speaks TLS where plain HTTP was asked for', async () => {
    const alert = Buffer.from([0x15, 3, 1, 0, 2, 2, 0x46]);
    const { port } = await serve(sayAndEnd(alert));
    expect((await probe(port, { timeoutMs: 5_000 })).failure).toEqual(
      bad('Answer is not HTTP/1.1: the server speaks TLS on this port'),
    );
  });
});

describe('runHttp() and names', () => {
  it.each<readonly [string, Record<string, 'nxdomain' | { A?: readonly string[]; AAAA?: readonly string[] }>, string]>([
    ['has no address', { 'shop.example': {} }, 'Host name "shop.example" has no address'],
    ['does not exist', { 'shop.example': 'nxdomain' }, 'Host name "shop.example" does not exist (NXDOMAIN)'],
    [
      'leads to the metadata service',
      { 'shop.example': { A: ['169.254.169.254'] } },
      'Not connected: "shop.example" leads to 169.254.169.254, a cloud metadata address, which no probe may connect to',
    ],
    [
      'leads to the metadata service through NAT64',
      { 'shop.example': { AAAA: ['64:ff9b::a9fe:a9fe'] } },
      'Not connected: "shop.example" leads to 64:ff9b::a9fe:a9fe, a cloud metadata address, which no probe may connect to',
    ],
  ])('connects nowhere when a name %s', async (_, answers, reason) => {
    const dns = await startDnsServer(answers);
    closers.push(dns.close);
    const context = probeContext({ resolver: createResolver({ servers: [dns.address] }) });
    const finding = await runHttp(
      httpSpec('http://shop.example/', { timeoutMs: 5_000, connectTimeoutMs: 5_000 }),
      context,
    );
    expect(finding.failure).toEqual(bad(reason));
    expect(finding.address).toBeUndefined();
  });

  it('connects to the very address that was judged: it asks once', async () => {
    const dns = await startDnsServer({ 'shop.example': { A: ['127.0.0.1'] } });
    closers.push(dns.close);
    const { port } = await serve(sayAndEnd('HTTP/1.1 204 No Content\r\n\r\n'));
    const context = probeContext({ resolver: createResolver({ servers: [dns.address] }) });
    const spec = httpSpec(`http://shop.example:${port}/`, {
      timeoutMs: 5_000,
      connectTimeoutMs: 5_000,
      ipVersion: '4',
    });
    expect(await runHttp(spec, context)).toMatchObject({ statusCode: 204, address: '127.0.0.1' });
    expect(dns.questions).toHaveLength(1);
  });
});

describe('runHttp() and a server whose TLS is wrong', () => {
  const https = (port: number, differs: Parameters<typeof httpSpec>[1] = {}): Promise<Finding> =>
    runHttp(
      httpSpec(`https://localhost:${port}/`, { timeoutMs: 5_000, connectTimeoutMs: 5_000, ipVersion: '4', ...differs }),
      probeContext(),
    );

  it.each<readonly [TestCertificateKind, string, number]>([
    ['expired', 'Certificate expired 2 days ago', -2],
    ['not-yet-valid', 'Certificate is not yet valid, only in 1 day', 30],
    ['wrong-host', 'Certificate is for other.example, not for localhost', 30],
    ['self-signed', 'Certificate is self-signed', 30],
    [
      'unknown-authority',
      'Certificate is issued by an authority that is not trusted, Test authority, or the server leaves out an intermediate certificate',
      30,
    ],
    [
      'incomplete-chain',
      'Certificate is issued by an authority that is not trusted, Test intermediate, or the server leaves out an intermediate certificate',
      30,
    ],
  ])(
    'says what is wrong with a certificate that is %s, and measures its days all the same',
    async (kind, reason, daysLeft) => {
      const { identity, ca } = await createTestCertificate(kind);
      const { port } = await serve(sayAndEnd('HTTP/1.1 204 No Content\r\n\r\n'), identity);
      const finding = await https(port, { ca: [ca] });
      expect(finding.failure).toEqual(bad(reason));
      expect(finding.certificate?.daysLeft).toBeCloseTo(daysLeft, 1);

      const skipped = await https(port, { ca: [ca], dangerouslySkipTlsVerify: true });
      expect(skipped).toMatchObject({
        statusCode: 204,
        certificate: finding.certificate && { subject: finding.certificate.subject },
      });
      expect(skipped.failure).toBeUndefined();
    },
  );

  it('accepts a whole chain', async () => {
    const { identity, ca } = await createTestCertificate('chain');
    const { port } = await serve(sayAndEnd('HTTP/1.1 204 No Content\r\n\r\n'), identity);
    expect(await https(port, { ca: [ca] })).toMatchObject({ statusCode: 204 });
  });

  it.each<Hostile>([
    [
      'speaks plain HTTP',
      sayAndEnd(`${ok}\r\n`),
      bad('TLS handshake with 127.0.0.1:PORT failed: the server does not speak TLS on this port'),
    ],
    [
      'talks nonsense',
      sayAndEnd(Buffer.alloc(100, 0x81)),
      bad('TLS handshake with 127.0.0.1:PORT failed: the server does not speak TLS on this port'),
    ],
    [
      'closes the connection',
      (socket) => socket.end(),
      lost('127.0.0.1:PORT closed the connection during the TLS handshake'),
    ],
    [
      'resets the connection',
      (socket) => socket.once('data', () => socket.resetAndDestroy()),
      lost('127.0.0.1:PORT closed the connection during the TLS handshake'),
    ],
  ])('says so when it %s', async (_, answer, failure) => {
    const { port } = await serve(answer);
    expect((await https(port)).failure).toEqual(named(failure, port));
  });

  it('gives up on a handshake that never ends', async () => {
    const { port } = await serve(() => undefined);
    const finding = await https(port, { connectTimeoutMs: 150 });
    expect(finding.failure).toEqual(lost(`No complete TLS handshake with 127.0.0.1:${port} within 150ms`));
  });

  it('says that a client certificate is demanded', async () => {
    const { identity, ca } = await createTestCertificate('valid');
    const { port } = await serve(sayAndEnd(`${ok}\r\n`), {
      ...identity,
      requestCert: true,
      rejectUnauthorized: true,
      ca,
    });
    const { failure } = await https(port, { ca: [ca] });
    expect(failure).toEqual(
      bad(`TLS handshake with 127.0.0.1:${port} failed: the server demands a client certificate`),
    );
  });

  it('says that a server is too old', async () => {
    const { identity, ca } = await createTestCertificate('valid');
    const old = { ...identity, minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
    const { port } = await serve(sayAndEnd(`${ok}\r\n`), old);
    const { failure } = await https(port, { ca: [ca] });
    expect(failure).toEqual(
      bad(`TLS handshake with 127.0.0.1:${port} failed: the server offers no TLS version of today (1.2 or newer)`),
    );
  });

  it('says that a server speaks only HTTP/2', async () => {
    const { identity, ca } = await createTestCertificate('valid');
    const { port } = await serve(sayAndEnd(`${ok}\r\n`), { ...identity, ALPNProtocols: ['h2'] });
    const { failure } = await https(port, { ca: [ca] });
    expect(failure).toEqual(bad(`TLS handshake with 127.0.0.1:${port} failed: the server does not offer HTTP/1.1`));
  });
});
