import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { runProbe } from '../../shared/probes/any-probe.ts';
import { createResolver } from '../../shared/probes/resolver.ts';
import { createTurnClock } from '../../shared/probes/turn-clock.ts';
import { storyPlan, tellStory } from './story.ts';

let server: Server | undefined;
afterEach(async () => {
  server?.closeAllConnections();
  server?.close();
  server = undefined;
});

/** A real server on 127.0.0.1 that resets the connections whose number (from 1 on) is among the lost ones. */
async function serve(isLost: (connection: number) => boolean): Promise<string> {
  let connections = 0;
  const started = createServer((_request, response) => response.end('ok')).listen(0, '127.0.0.1');
  started.prependListener('connection', (socket) => {
    connections += 1;
    if (isLost(connections)) socket.resetAndDestroy();
  });
  server = started;
  await once(started, 'listening');
  return `http://127.0.0.1:${(started.address() as AddressInfo).port}/`;
}

/** Probes for real, over a real connection; retries wait no time. */
const realProbes = {
  run: runProbe,
  context: {
    resolver: createResolver(),
    secrets: { get: async () => '' },
    clock: createTurnClock(),
    now: () => Date.UTC(2026, 0, 5, 12),
  },
};

const planFor = (url: string) =>
  storyPlan({
    endpoints: { web: { url, allowNetworks: ['loopback'], latency: null, retry: { times: 2, delay: '1ms' } } },
  });

describe('a real server that resets connections', () => {
  it('loses the first of each probe: silence, and the result tells of two attempts', async () => {
    const plan = planFor(await serve((connection) => connection % 2 === 1));
    const { lines, watch } = await tellStory({ minutes: 5, plan, probes: realProbes });
    expect(lines).toEqual([]);
    expect(watch.endpoint('web')?.results.map(({ outcome, attempts }) => `${outcome} ${attempts}`)).toEqual(
      Array(5).fill('up 2'),
    );
  });

  it('loses every one: an alert with the reason', async () => {
    const plan = planFor(await serve(() => true));
    const { lines, deliveries } = await tellStory({ minutes: 3, plan, probes: realProbes });
    expect(lines.filter((line) => line.includes(' phone: '))).toEqual([
      '12:02:10 phone: CRITICAL shop prod: web is down since 12:02 (UTC)',
    ]);
    expect(deliveries.find(({ channel }) => channel === 'phone')?.content).toMatchObject({
      text: expect.stringMatching(/reset/i),
    });
  });
});
