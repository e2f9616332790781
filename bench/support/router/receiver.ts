import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Somebody who is told by HTTP, answers at once, and counts. */
export interface Receiver {
  readonly url: string;
  count(): number;
  reset(): void;
  /** Resolves when so many messages have come since the last reset. */
  until(count: number): Promise<void>;
  close(): void;
}

/** Starts a receiver on 127.0.0.1. */
export async function startReceiver(): Promise<Receiver> {
  let count = 0;
  let waiting: { readonly count: number; readonly resolve: () => void } | undefined;
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      response.end();
      count += 1;
      if (waiting !== undefined && count >= waiting.count) waiting.resolve();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    count: () => count,
    reset: () => {
      count = 0;
    },
    async until(wanted) {
      if (count >= wanted) return;
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting = { count: wanted, resolve };
      await promise;
      waiting = undefined;
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
