import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import { networkInterfaces } from 'node:os';
import { connect as connectTls } from 'node:tls';
import { onTestFinished } from 'vitest';

/** The hosts of a URL that mean this machine: IPv6 only where the machine has it. */
export function listLoopbackHosts(): readonly string[] {
  const addresses = Object.values(networkInterfaces()).flatMap((all) => (all ?? []).map(({ address }) => address));
  return addresses.includes('::1') ? ['127.0.0.1', '[::1]'] : ['127.0.0.1'];
}

/** Something else that listens on a port of 127.0.0.1 until the test ends; 0 picks a free one. */
export async function occupy(port: number): Promise<Server> {
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => closeServer(server));
  return server;
}

/** Stops listening; does nothing when that is so already. */
export async function closeServer(server: Server): Promise<void> {
  if (!server.listening) return;
  server.close();
  await once(server, 'close');
}

/** The port a server listens on. */
export function portAt(server: Server): number {
  return (server.address() as AddressInfo).port;
}

/** A port on which nothing listened a moment ago. */
export async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const port = portAt(server);
  await closeServer(server);
  return port;
}

/** What comes of a connection to 127.0.0.1: "connected", or the code of the error. */
export async function connectTo(port: number): Promise<string> {
  const socket = connect({ host: '127.0.0.1', port });
  try {
    await once(socket, 'connect');
    return 'connected';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'unknown error';
  } finally {
    socket.destroy();
  }
}

/** Two ends of a silent connection's life; a reset by the other side is an end like any other. */
export interface SilentConnection {
  readonly established: Promise<void>;
  readonly closed: Promise<void>;
}

/** A connection past its handshake, which the server has therefore accepted, that never asks for anything. */
export function openSilently(port: number): SilentConnection {
  const socket = connectTls({ host: '127.0.0.1', port, rejectUnauthorized: false }).on('error', () => undefined);
  return {
    established: new Promise((resolve) => socket.once('secureConnect', () => resolve())),
    closed: new Promise((resolve) => socket.once('close', () => resolve())),
  };
}
