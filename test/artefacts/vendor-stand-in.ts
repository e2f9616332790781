import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { createTestCertificate } from '../support/certificate.ts';

/** A stand-in for a vendor whose address stands in the code. */
export interface VendorStandIn extends AsyncDisposable {
  /** Bodies of what was posted to it. */
  readonly received: readonly string[];
  /** Has a Node process reach the vendor through this proxy, trust its certificate, and reach loopback as ever. */
  readonly environment: Readonly<Record<string, string>>;
}

/** Answers HTTPS for one host behind a proxy (`CONNECT`); there is no way to any other. Accepts whatever it is sent, by 202. */
export async function startVendorStandIn(host: string): Promise<VendorStandIn> {
  const { identity, ca } = await createTestCertificate('valid', { hosts: [host] });
  const directory = mkdtempSync(join(tmpdir(), 'watchkeeper-vendor-'));
  const authority = join(directory, 'authority.pem');
  writeFileSync(authority, ca);
  const received: string[] = [];
  const sockets = new Set<Socket>();
  const vendor = createHttpsServer(identity, async (request, response) => {
    received.push(await text(request));
    response.writeHead(202, { 'content-type': 'application/json' }).end('{"status":"success"}');
  });
  const proxy = createServer((_request, response) => void response.writeHead(502).end());
  proxy.on('connect', ({ url }, socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    if (url !== `${host}:443`) return void socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    vendor.emit('connection', socket);
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const { port } = proxy.address() as AddressInfo;
  return {
    received,
    environment: {
      NODE_USE_ENV_PROXY: '1',
      HTTPS_PROXY: `http://127.0.0.1:${port}`,
      NO_PROXY: '127.0.0.1',
      NODE_EXTRA_CA_CERTS: authority,
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      proxy.close();
      await once(proxy, 'close');
      rmSync(directory, { recursive: true });
    },
  };
}
