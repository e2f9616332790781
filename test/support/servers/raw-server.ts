import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';

/** A server that says exactly what a test tells it to, on 127.0.0.1. */
export interface RawServer {
  readonly port: number;
  /** What clients sent, per connection, in the order in which they connected. */
  readonly received: readonly string[];
  /** Bytes that were taken off the server's hands, over all connections. */
  sentBytes(): number;
  close(): Promise<void>;
}

/** Starts a server that hands every connection to `answer`, with what it says to `tls` where given. */
export async function startRawServer(answer: (socket: Socket) => void, tls?: TlsOptions): Promise<RawServer> {
  const sockets = new Set<Socket>();
  const received: string[] = [];
  const accept = (socket: Socket): void => {
    const index = received.push('') - 1;
    sockets.add(socket);
    socket.on('data', (bytes) => {
      received[index] += bytes.toString('latin1');
    });
    socket.on('error', () => undefined); // The client may go at any time.
    answer(socket);
  };
  const server: Server = tls === undefined ? createServer(accept) : createTlsServer(tls, accept);
  server.on('tlsClientError', () => undefined);
  const connections = new Set<Socket>();
  server.on('connection', (socket: Socket) => connections.add(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    received,
    sentBytes: () =>
      [...sockets].reduce((sum, { bytesWritten, writableLength }) => sum + bytesWritten - writableLength, 0),
    async close() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of connections) socket.destroy();
      await closed;
    },
  };
}

/** Answers the first bytes of every connection with this text, and ends. */
export function sayAndEnd(text: string | Uint8Array): (socket: Socket) => void {
  return (socket) => socket.once('data', () => socket.end(text));
}

/** Answers the first bytes of every connection with this text, and keeps the connection open. */
export function sayAndStay(text: string | Uint8Array): (socket: Socket) => void {
  return (socket) => socket.once('data', () => socket.write(text));
}
