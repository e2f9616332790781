import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import type { TlsIdentity } from '../../examples/certificates.ts';
import { pageText } from './page-text.ts';
import { percentile } from './statistics.ts';

/** What the target process is told. */
export type TargetOrder = { readonly identity: TlsIdentity; readonly dnsDelayMs: number } | 'lateness';

/** Where the target listens. */
export interface TargetPorts {
  readonly httpPort: number;
  readonly httpsPort: number;
  readonly dnsPort: number;
}

/** How much later than asked for the target answered since it was last asked: its own part in every measurement. */
export interface TargetLateness {
  readonly p50Ms: number;
  readonly p99Ms: number;
}

const page = `<!doctype html><title>Shop</title>${'<p>A thing to buy.</p>'.repeat(40)}<button>${pageText}</button>`;
const answer = `HTTP/1.1 200 OK\r\ncontent-type: text/html; charset=utf-8\r\ncontent-length: ${page.length}\r\nconnection: close\r\n\r\n${page}`;

let latenessMs: number[] = [];

/** Answers `GET /200` after 200 ms and `GET /never` never. Little more than a socket, to be quick itself. */
function serve(socket: Socket): void {
  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  socket.once('data', (request: Buffer) => {
    const path = request.toString('latin1', 0, 24).split(' ')[1] ?? '/';
    if (path === '/never') return;
    const delayMs = Number(path.slice(1));
    if (delayMs === 0) return void socket.end(answer);
    const dueAtMs = performance.now() + delayMs;
    setTimeout(() => {
      latenessMs.push(performance.now() - dueAtMs);
      socket.end(answer);
    }, delayMs);
  });
}

/** Answers every question for an address (type A) with 127.0.0.1 after some time, all other questions with nothing. */
async function serveDns(delayMs: number): Promise<number> {
  const socket = createSocket('udp4');
  socket.on('message', (query, { port, address }) => {
    const isA = query.readUInt16BE(query.indexOf(0, 12) + 1) === 1;
    const record = Buffer.from([0xc0, 0x0c, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 127, 0, 0, 1]);
    const questionEnd = query.indexOf(0, 12) + 5;
    const reply = Buffer.concat([query.subarray(0, questionEnd), isA ? record : Buffer.alloc(0)]);
    reply.writeUInt16BE(0x8180, 2);
    reply.writeUInt16BE(isA ? 1 : 0, 6);
    reply.writeUInt32BE(0, 8);
    setTimeout(() => socket.send(reply, port, address), delayMs);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  socket.setRecvBufferSize(4 * 1_024 * 1_024); // a burst of questions must not look like a lossy network
  return socket.address().port;
}

async function listen(server: ReturnType<typeof createServer>): Promise<number> {
  server.listen({ port: 0, host: '127.0.0.1', backlog: 4_096 });
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

process.on('message', async (order: TargetOrder) => {
  if (order === 'lateness') {
    process.send?.({ p50Ms: percentile(latenessMs, 50), p99Ms: percentile(latenessMs, 99) } satisfies TargetLateness);
    latenessMs = [];
    return;
  }
  const { identity, dnsDelayMs } = order;
  const ports: TargetPorts = {
    httpPort: await listen(createServer(serve)),
    // No session tickets: every handshake is a full one, and the server does not spend time on resumption.
    httpsPort: await listen(createTlsServer({ ...identity, honorCipherOrder: false, sessionTimeout: 1 }, serve)),
    dnsPort: await serveDns(dnsDelayMs),
  };
  process.send?.(ports);
});
process.on('disconnect', () => process.exit());
