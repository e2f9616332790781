import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { startTrafficCounter, type TrafficCounter } from '../../../../bench/support/database/traffic-counter.ts';

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

/** A relay before a server that answers each text with one of a hundred bytes, in two pieces. */
async function openRelay(): Promise<{
  readonly counter: TrafficCounter;
  readonly ask: (text: string) => Promise<void>;
}> {
  const server = createServer((socket: Socket) => {
    socket.on('data', () => socket.write(Buffer.alloc(60), () => socket.write(Buffer.alloc(40))));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const counter = await startTrafficCounter((server.address() as AddressInfo).port);
  const client = connect(counter.port, '127.0.0.1');
  await once(client, 'connect');
  ends.push(
    () => client.destroy(),
    counter.close,
    () => server.close(),
  );
  return {
    counter,
    async ask(text) {
      let received = 0;
      client.write(text);
      while (received < 100) received += (await once(client, 'data'))[0].length;
    },
  };
}

describe('startTrafficCounter()', () => {
  it('counts one round trip for an answer, however many pieces it comes in', async () => {
    const { counter, ask } = await openRelay();
    await ask('first');
    await ask('second');
    expect(counter.take()).toEqual({ connections: 1, roundTrips: 2, bytesToServer: 11, bytesToClient: 200 });
  });

  it('begins anew after it was asked, with the same connection', async () => {
    const { counter, ask } = await openRelay();
    await ask('first');
    counter.take();
    await ask('again');
    expect(counter.take()).toEqual({ connections: 0, roundTrips: 1, bytesToServer: 5, bytesToClient: 100 });
  });
});
