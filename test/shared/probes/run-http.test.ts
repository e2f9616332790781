import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import type { Finding } from '../../../shared/probes/probe.ts';
import { createResolver } from '../../../shared/probes/resolver.ts';
import { runHttp } from '../../../shared/probes/run-http.ts';
import { createTestCertificate } from '../../support/certificate.ts';
import { describeProbe } from '../../support/describe-probe.ts';
import { httpSpec } from '../../support/http-spec.ts';
import { probeContext } from '../../support/probe-context.ts';
import { startDnsServer } from '../../support/servers/dns-server.ts';
import { type RawServer, sayAndEnd, startRawServer } from '../../support/servers/raw-server.ts';

const patient = { timeoutMs: 5_000, connectTimeoutMs: 5_000 } as const;
const closers: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => new Promise((resolve) => server.close(resolve)));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function serveRaw(...start: Parameters<typeof startRawServer>): Promise<RawServer> {
  const server = await startRawServer(...start);
  closers.push(server.close);
  return server;
}

const probe = (url: string, differs: Parameters<typeof httpSpec>[1] = {}, context = probeContext()): Promise<Finding> =>
  runHttp(httpSpec(url, { ...patient, ...differs }), context);

const levelsOf = ({ checks }: Finding) => checks.map(({ check, level }) => `${check} ${level}`);

describeProbe('http', ({ host, port, ...rules }, context) =>
  runHttp(httpSpec(`http://${host}:${port}/`, rules), context),
);

describe('runHttp()', () => {
  it('tells what answered, with every phase that there was', async () => {
    const url = await serve((_, response) => response.end('hello shop'));
    const finding = await probe(`${url}/health`, { expect: { status: 200, body: { contains: 'hello' } } });
    expect(finding).toMatchObject({ address: '127.0.0.1', statusCode: 200, bodyBytes: 10 });
    expect(finding.failure).toBeUndefined();
    expect(finding.bodyTruncated).toBeUndefined();
    expect(levelsOf(finding)).toEqual(['status passed', 'body passed']);
    expect(Object.keys(finding.phases)).toEqual(['connectMs', 'waitMs', 'transferMs', 'totalMs']);
    const { connectMs = 0, waitMs = 0, transferMs = 0, totalMs } = finding.phases;
    expect(totalMs).toBeCloseTo(connectMs + waitMs + transferMs);
    expect(finding.errorBoundMs).toBeLessThanOrEqual(totalMs);
  });

  it('measures the name lookup where a name server was asked', async () => {
    const dns = await startDnsServer({ 'shop.example': { A: ['127.0.0.1'] } });
    closers.push(dns.close);
    const url = await serve((request, response) => response.end(request.headers.host));
    const { port } = new URL(url);
    const context = probeContext({ resolver: createResolver({ servers: [dns.address] }) });
    const finding = await probe(
      `http://shop.example:${port}/`,
      { expect: { body: { contains: `shop.example:${port}` } } },
      context,
    );
    expect(levelsOf(finding)).toEqual(['status passed', 'body passed']);
    expect(finding.phases.dnsMs).toBeGreaterThan(0);
  });

  it('judges what it got', async () => {
    const url = await serve((_, response) => response.writeHead(503).end('sorry'));
    const finding = await probe(url, { expect: { status: 200, body: { contains: 'hello' } } });
    expect(finding.failure).toBeUndefined();
    expect(levelsOf(finding)).toEqual(['status failed', 'body failed']);
  });

  it('sends method, header fields and body', async () => {
    const url = await serve((request, response) => {
      const body: Buffer[] = [];
      request.on('data', (bytes) => body.push(bytes));
      request.on('end', () => response.end(`${request.method} ${request.headers['x-a']} ${Buffer.concat(body)}`));
    });
    const differs = { method: 'PUT', headers: { 'x-a': 'one' }, body: 'Café' };
    const finding = await probe(url, { ...differs, expect: { body: { contains: 'PUT one Café' } } });
    expect(levelsOf(finding)).toEqual(['status passed', 'body passed']);
  });

  it('sends a body that is larger than the buffers on the way', async () => {
    const url = await serve((request, response) => {
      let length = 0;
      request.on('data', (bytes) => {
        length += bytes.length;
      });
      request.on('end', () => response.end(`got ${length}`));
    });
    const finding = await probe(url, {
      method: 'POST',
      body: 'x'.repeat(8_000_000),
      expect: { body: { contains: 'got 8000000' } },
    });
    expect(levelsOf(finding)).toEqual(['status passed', 'body passed']);
  });

  it('unpacks a packed body before it judges', async () => {
    const url = await serve((_, response) =>
      response.setHeader('content-encoding', 'gzip').end(gzipSync('hello shop')),
    );
    const finding = await probe(url, { expect: { body: { contains: 'hello shop' } } });
    expect(levelsOf(finding)).toEqual(['status passed', 'body passed']);
    expect(finding.bodyBytes).toBe(10);
  });

  it.each(['plain', 'TLS'])('takes an answer that comes before it has asked, over %s', async (kind) => {
    const { identity, ca } = await createTestCertificate('valid');
    const answer = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nhi and more';
    const { port } = await serveRaw((socket) => socket.write(answer), kind === 'TLS' ? identity : undefined);
    const scheme = kind === 'TLS' ? 'https' : 'http';
    const finding = await probe(`${scheme}://127.0.0.1:${port}/`, { ca: [ca], expect: { body: { contains: 'hi' } } });
    expect(finding.failure).toBeUndefined();
    expect(finding).toMatchObject({ statusCode: 200, bodyBytes: 2 });
    expect(finding.phases.totalMs).toBeLessThan(5_000);
  });

  it('opens a fresh connection for every probe', async () => {
    const server = await serveRaw(sayAndEnd('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n'));
    await probe(`http://127.0.0.1:${server.port}`);
    await probe(`http://127.0.0.1:${server.port}`);
    expect(server.received).toHaveLength(2);
  });
});

describe('runHttp() over TLS', () => {
  it("reports the certificate's days left and the handshake's time", async () => {
    const { identity, ca } = await createTestCertificate('valid');
    const server = await serveRaw(sayAndEnd('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nhi'), identity);
    const finding = await probe(`https://localhost:${server.port}/`, {
      ca: [ca],
      expect: { body: { contains: 'hi' } },
    });
    expect(finding.failure).toBeUndefined();
    expect(levelsOf(finding)).toEqual(['status passed', 'body passed']);
    expect(finding.certificate).toMatchObject({ subject: 'localhost', issuer: 'Test authority' });
    expect(finding.certificate?.daysLeft).toBeCloseTo(30, 1);
    expect(finding.phases.tlsMs).toBeGreaterThan(0);
  });

  it('resumes no session: every handshake shows the certificate', async () => {
    const { identity, ca } = await createTestCertificate('valid');
    const server = await serveRaw(sayAndEnd('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n'), identity);
    const ask = () => probe(`https://localhost:${server.port}/`, { ca: [ca] });
    await ask();
    expect((await ask()).certificate).toBeDefined();
  });

  it('verifies an address as well as a name', async () => {
    const { identity, ca } = await createTestCertificate('valid');
    const server = await serveRaw(sayAndEnd('HTTP/1.1 204 No Content\r\n\r\n'), identity);
    expect((await probe(`https://127.0.0.1:${server.port}/`, { ca: [ca] })).statusCode).toBe(204);
  });

  it('sends nothing to a server that it does not trust', async () => {
    const { identity } = await createTestCertificate('valid');
    const server = await serveRaw(sayAndEnd('HTTP/1.1 200 OK\r\n\r\n'), identity);
    const finding = await probe(`https://localhost:${server.port}/`);
    expect(finding.failure).toMatchObject({ blame: 'target', retryable: false });
    expect(finding.certificate?.daysLeft).toBeCloseTo(30, 1);
    expect(server.received.join('')).toBe('');
  });

  it('blames itself for an authority that is none, or was not read', async () => {
    const url = 'https://127.0.0.1:1/';
    expect((await probe(url, { ca: ['-----BEGIN CERTIFICATE-----\nxx\n-----END CERTIFICATE-----'] })).failure).toEqual({
      reason: 'Cannot trust an authority: its text is not a certificate, must be PEM',
      blame: 'probe',
      retryable: false,
    });
    expect((await probe(url, { ca: [{ file: 'ca.pem' }] })).failure).toEqual({
      reason: 'Cannot trust the authority in "ca.pem": the file was not read, must be PEM text by now',
      blame: 'probe',
      retryable: false,
    });
  });
});

describe('runHttp() and redirects', () => {
  /** `/1` leads to `/2` and so on; `/n` answers where n is `last`. */
  const stairs =
    (last: number): RequestListener =>
    (request, response) => {
      const step = Number(request.url?.slice(1));
      if (step < last) response.writeHead(302, { location: `/${step + 1}?token=secret` }).end();
      else response.end(`step ${step}`);
    };

  it('follows them, adds up the phases and remembers the way', async () => {
    const url = await serve((request, response) =>
      stairs(3)({ url: request.url?.split('?')[0] } as typeof request, response as never),
    );
    const finding = await probe(`${url}/1`, { expect: { body: { contains: 'step 3' } } });
    expect(levelsOf(finding)).toEqual(['status passed', 'body passed']);
    expect(finding.redirects).toEqual([`${url}/2?token=...`, `${url}/3?token=...`]);
  });

  it('gives up at the limit', async () => {
    const url = await serve((_, response) => response.writeHead(302, { location: '/again' }).end());
    const finding = await probe(url, { followRedirects: 3 });
    expect(finding.failure).toEqual({
      reason: `More than 3 redirects, the last one to ${url}/again`,
      blame: 'target',
      retryable: false,
    });
    expect(finding.redirects).toHaveLength(3);
  });

  it('takes a redirect for the answer where it follows none', async () => {
    const url = await serve((_, response) => response.writeHead(302, { location: '/again' }).end('moved'));
    const finding = await probe(url, { followRedirects: 0, expect: { status: 302, body: { contains: 'moved' } } });
    expect(levelsOf(finding)).toEqual(['status passed', 'body passed']);
  });

  it('judges a redirect that is expected instead of following it', async () => {
    const url = await serve((_, response) => response.writeHead(301, { location: '/new' }).end());
    expect(levelsOf(await probe(url, { expect: { redirectTo: '/new' } }))).toContain('redirectTo passed');
    expect(levelsOf(await probe(url, { expect: { redirectTo: '/other' } }))).toContain('redirectTo failed');
  });

  it('reads no body on the way', async () => {
    const url = await serve((request, response) => {
      if (request.url === '/end') response.end('there');
      else response.writeHead(302, { location: '/end', 'content-length': 1_000_000 }).write('x'); // and never more
    });
    expect(levelsOf(await probe(url, { expect: { body: { contains: 'there' } } }))).toEqual([
      'status passed',
      'body passed',
    ]);
  });

  it('is judged by the policy at every hop', async () => {
    const url = await serve((_, response) =>
      response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data/' }).end(),
    );
    expect((await probe(url)).failure).toEqual({
      reason: 'Not connected: 169.254.169.254 is a cloud metadata address, which no probe may connect to',
      blame: 'target',
      retryable: false,
    });
  });

  it('leads to no private address that only a name server knows', async () => {
    const dns = await startDnsServer({ 'inside.example': { A: ['10.0.0.5'] } });
    closers.push(dns.close);
    const url = await serve((_, response) => response.writeHead(302, { location: 'http://inside.example/' }).end());
    const context = probeContext({ resolver: createResolver({ servers: [dns.address] }) });
    expect((await probe(url, {}, context)).failure).toEqual({
      reason: 'Not connected: "inside.example" leads to 10.0.0.5, a private address, which allowNetworks does not list',
      blame: 'target',
      retryable: false,
    });
  });

  it.each([
    ['ftp://127.0.0.1/', 'Redirect leads to ftp:, which cannot be followed'],
    ['http://', 'Redirect leads to something that is no address'],
  ])('does not follow %s', async (location, reason) => {
    const url = await serve((_, response) => response.writeHead(302, { location }).end());
    expect((await probe(url)).failure).toEqual({ reason, blame: 'target', retryable: false });
  });
});

describe('runHttp() and secrets', () => {
  const context = probeContext({ secrets: { get: async ({ secret }) => `${secret}-value-123` } });
  const headers = { 'x-key': { secret: 'key' }, 'x-plain': 'plain' };
  const auth = { kind: 'bearer', token: { secret: 'token' } } as const;

  it('sends them', async () => {
    const url = await serve((request, response) => {
      const { authorization, 'x-key': key } = request.headers;
      response.statusCode = authorization === 'Bearer token-value-123' && key === 'key-value-123' ? 200 : 401;
      response.end();
    });
    expect((await probe(url, { headers, auth, expect: { status: 200 } }, context)).statusCode).toBe(200);
  });

  it('tells them to no other origin', async () => {
    const other = await serveRaw(sayAndEnd('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n'));
    const url = await serve((_, response) =>
      response.writeHead(302, { location: `http://127.0.0.1:${other.port}/` }).end(),
    );
    await probe(url, { headers, auth }, context);
    expect(other.received.join('')).toContain('x-plain: plain');
    expect(other.received.join('')).not.toMatch(/value-123|authorization|x-key/);
  });

  it.each<readonly [string, RequestListener]>([
    ['in a body', (request, response) => response.end(`you said ${request.headers.authorization}`)],
    ['at the end of an excerpt', (request, response) => response.end(`${'x '.repeat(30)}${request.headers['x-key']}`)],
    ['in a header field', (request, response) => response.setHeader('x-back', String(request.headers['x-key'])).end()],
    ['in a cookie', (request, response) => response.setHeader('set-cookie', `s=${request.headers['x-key']}`).end()],
    [
      'in a redirect',
      (request, response) => response.writeHead(302, { location: `/${request.headers['x-key']}` }).end(),
    ],
    ['in garbage', (request, response) => response.socket?.end(`${request.headers['x-key']} is no HTTP\r\n`)],
    [
      'in a header line that is none',
      (request, response) => response.socket?.end(`HTTP/1.1 200 OK\r\n${request.headers['x-key']}\r\n\r\n`),
    ],
  ])('repeats none that comes back %s', async (_, listener) => {
    const url = await serve(listener);
    const assertions = { headers: { 'x-back': 'x', 'set-cookie': 'x' }, body: { contains: 'not there' } };
    const finding = await probe(url, { headers, auth, followRedirects: 2, expect: assertions }, context);
    expect(JSON.stringify(finding)).not.toMatch(/alue-1|token-v|key-va/);
  });
});
