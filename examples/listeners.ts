import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo, Server, Socket } from 'node:net';
import type { TlsIdentity } from './certificates.ts';
import { cannotListen, isOneOf } from './ports.ts';

/** The ports of a site: one for plain HTTP, one for HTTPS. */
export type SitePorts = Readonly<Record<'http' | 'https', number>>;

/** What listens, and where. */
export interface ListenOptions {
  readonly targetName: string;
  /** 0 picks a free port. */
  readonly ports: SitePorts;
  readonly identity: TlsIdentity;
  readonly handler: RequestListener;
}

/** A site that accepts connections. */
export interface Listeners {
  readonly ports: SitePorts;
  /** Presents another certificate from the next handshake on; sessions of the one before are not resumed. */
  readonly useIdentity: (identity: TlsIdentity) => void;
  /** Ends every open connection, in the midst of an answer too. */
  readonly dropConnections: () => void;
  /** Stops accepting and ends every open connection. */
  readonly close: () => Promise<void>;
}

interface Listener {
  readonly port: number;
  readonly dropConnections: () => void;
  readonly close: () => Promise<void>;
}

interface Address {
  readonly targetName: string;
  readonly scheme: keyof SitePorts;
  readonly host: '127.0.0.1' | '::1';
  readonly port: number;
}

/**
 * Listens for HTTP on 127.0.0.1 and for HTTPS on whatever `localhost` may mean to a client: 127.0.0.1, and ::1 where the
 * machine has it. Rejects, with nothing left listening, when one of the ports cannot be had.
 */
export async function openListeners({ targetName, ports, identity, handler }: ListenOptions): Promise<Listeners> {
  const open: Listener[] = [];
  const secureServers = [createHttpsServer(identity, handler), createHttpsServer(identity, handler)] as const;
  const closeAll = async () => {
    await Promise.all(open.map((listener) => listener.close()));
  };

  async function openOne(server: Server, address: Omit<Address, 'targetName'>): Promise<number> {
    const listener = await openListener(server, { targetName, ...address });
    if (listener === undefined) return address.port;
    open.push(listener);
    return listener.port;
  }

  try {
    const http = await openOne(createHttpServer(handler), { scheme: 'http', host: '127.0.0.1', port: ports.http });
    const https = await openOne(secureServers[0], { scheme: 'https', host: '127.0.0.1', port: ports.https });
    await openOne(secureServers[1], { scheme: 'https', host: '::1', port: https });
    return {
      ports: { http, https },
      useIdentity: (next) => {
        for (const server of secureServers) server.setSecureContext(next);
      },
      dropConnections: () => {
        for (const listener of open) listener.dropConnections();
      },
      close: closeAll,
    };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

/** `undefined` on a machine without the address's family. */
async function openListener(server: Server, address: Address): Promise<Listener | undefined> {
  const { host, port } = address;
  const sockets = trackConnections(server);
  const dropConnections = () => {
    for (const socket of sockets) socket.destroy();
  };
  try {
    await listen(server, host, port);
  } catch (error) {
    if (host === '::1' && isOneOf(error, ['EADDRNOTAVAIL', 'EAFNOSUPPORT'])) return undefined;
    throw cannotListen(address.targetName, address, error);
  }
  return {
    port: (server.address() as AddressInfo).port,
    dropConnections,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      dropConnections();
      await closed;
    },
  };
}

/** Every open connection of a server, those in the midst of a TLS handshake included, which `closeAllConnections` leaves out. */
function trackConnections(server: Server): ReadonlySet<Socket> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return sockets;
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
