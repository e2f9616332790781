import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** What went over the wire. */
export interface Traffic {
  readonly connections: number;
  /** How often an answer came after something was asked: what a distant server makes everybody wait for. */
  readonly roundTrips: number;
  readonly bytesToServer: number;
  readonly bytesToClient: number;
}

/** A relay before a server that counts. It costs time itself, so nothing is timed through it. */
export interface TrafficCounter {
  readonly port: number;
  /** What was counted since it was last asked. */
  take(): Traffic;
  close(): void;
}

const nothing: Traffic = { connections: 0, roundTrips: 0, bytesToServer: 0, bytesToClient: 0 };

/** Starts a relay on 127.0.0.1 to a port of 127.0.0.1. */
export async function startTrafficCounter(serverPort: number): Promise<TrafficCounter> {
  let counted = nothing;
  const open = new Set<Socket>();
  const add = (more: Partial<Traffic>): void => {
    counted = addTraffic(counted, more);
  };

  function relay(client: Socket): void {
    const server = connect({ host: '127.0.0.1', port: serverPort, noDelay: true });
    let isAsked = false;
    add({ connections: 1 });
    client.setNoDelay(true).on('data', (chunk: Buffer) => {
      isAsked = true;
      add({ bytesToServer: chunk.length });
    });
    server.on('data', (chunk: Buffer) => {
      add({ bytesToClient: chunk.length, roundTrips: isAsked ? 1 : 0 });
      isAsked = false;
    });
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      open.add(from);
      from.on('error', () => to.destroy()).once('close', () => open.delete(from));
      from.pipe(to);
    }
  }

  const listener = createServer(relay).listen(0, '127.0.0.1');
  await once(listener, 'listening');
  return {
    port: (listener.address() as AddressInfo).port,
    take() {
      const taken = counted;
      counted = nothing;
      return taken;
    },
    close() {
      listener.close();
      for (const socket of open) socket.destroy();
    },
  };
}

function addTraffic(counted: Traffic, more: Partial<Traffic>): Traffic {
  return {
    connections: counted.connections + (more.connections ?? 0),
    roundTrips: counted.roundTrips + (more.roundTrips ?? 0),
    bytesToServer: counted.bytesToServer + (more.bytesToServer ?? 0),
    bytesToClient: counted.bytesToClient + (more.bytesToClient ?? 0),
  };
}
