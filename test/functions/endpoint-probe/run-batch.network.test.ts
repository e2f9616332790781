import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BatchOptions, runBatch } from '../../../functions/endpoint-probe/run-batch.ts';
import type { HttpSpec } from '../../../shared/probes/http.ts';
import { createResolver } from '../../../shared/probes/resolver.ts';
import { createTurnClock } from '../../../shared/probes/turn-clock.ts';
import { createTestCertificate, type TestCertificate } from '../../support/certificate.ts';
import { plannedEndpoint } from '../../support/planned-endpoint.ts';

/** How many requests to `/together` must wait at the same time before any of them is answered. */
const together = 400;

let plain: Server;
let secure: Server;
let certificate: TestCertificate;
let closedPort: number;
const waiting: ServerResponse[] = [];

function answer(path: string, response: ServerResponse): void {
  if (path === '/hang') return;
  if (path === '/broken') response.statusCode = 500;
  if (path === '/together') {
    waiting.push(response);
    if (waiting.length === together) for (const each of waiting) each.end('Add to basket');
    return;
  }
  response.end(path === '/wrong' ? 'Closed' : 'Add to basket');
}

async function listen(server: Server): Promise<Server> {
  server.on('request', (request, response) => answer(request.url ?? '', response));
  server.listen({ port: 0, host: '127.0.0.1', backlog: 1_024 });
  await once(server, 'listening');
  return server;
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

beforeAll(async () => {
  certificate = await createTestCertificate('valid');
  plain = await listen(createServer());
  secure = await listen(createSecureServer(certificate.identity));
  const gone = await listen(createServer());
  closedPort = portOf(gone);
  gone.close();
});

afterAll(() => {
  for (const server of [plain, secure]) {
    server.closeAllConnections();
    server.close();
  }
});

function options(differs: Partial<BatchOptions> = {}): BatchOptions {
  return {
    context: { resolver: createResolver(), secrets: { get: async () => '' }, clock: createTurnClock(), now: Date.now },
    timer: {
      wait: (ms, signal) => setTimeout(ms, undefined, signal === undefined ? {} : { signal }).catch(() => undefined),
    },
    random: () => 0.5,
    location: 'eu-central-1',
    budgetMs: 15_000,
    ...differs,
  };
}

/** This many endpoints at a path of the plain server, or at another origin. */
function endpoints(
  count: number,
  path: string,
  { origin = `http://127.0.0.1:${portOf(plain)}`, ...probe }: Partial<HttpSpec> & { origin?: string } = {},
) {
  return Array.from({ length: count }, (_, index) =>
    plannedEndpoint(`${path.slice(1)}-${index}`, {
      probe: {
        url: `${origin}${path}`,
        allowNetworks: ['loopback'],
        retry: { times: 1, delayMs: 10, backoff: 'exponential' },
        expect: { body: { contains: 'Add to basket' } },
        ...probe,
      },
    }),
  );
}

function countBy<T>(items: readonly T[], keyOf: (item: T) => string): Record<string, number> {
  return Object.fromEntries([...Map.groupBy(items, keyOf)].map(([key, group]) => [key, group.length]));
}

describe('runBatch() on real connections', () => {
  it('gives each of 1,000 endpoints of every sort its own verdict', async () => {
    const results = await runBatch(
      [
        ...endpoints(600, '/fine'),
        ...endpoints(150, '/secure', {
          origin: `https://127.0.0.1:${portOf(secure)}`,
          ca: [certificate.ca],
        }),
        ...endpoints(50, '/broken'),
        ...endpoints(50, '/wrong'),
        ...endpoints(50, '/refused', { origin: `http://127.0.0.1:${closedPort}` }),
        ...endpoints(50, '/hang', { timeoutMs: 500, retry: { times: 0, delayMs: 0, backoff: 'fixed' } }),
        ...endpoints(50, '/forbidden', { allowNetworks: [] }),
      ],
      options(),
    );
    expect(results).toHaveLength(1_000);
    expect(
      countBy(results, ({ endpoint, outcome, attempts }) => `${endpoint.split('-')[0]} ${outcome} ${attempts}`),
    ).toEqual({
      'fine up 1': 600,
      'secure up 1': 150,
      'broken down 1': 50,
      'wrong down 1': 50,
      'refused down 2': 50,
      'hang down 1': 50,
      'forbidden down 1': 50,
    });
    expect(results.filter(({ certificate: seen }) => seen !== undefined)).toHaveLength(150);
  });

  it('lets no target wait for another: hundreds are in flight at once', async () => {
    const results = await runBatch(endpoints(together, '/together'), options());
    expect(countBy(results, ({ outcome }) => outcome)).toEqual({ up: together });
  });

  it('ends in time when 1,000 targets hang at once, and blames none of them', async () => {
    const results = await runBatch(endpoints(1_000, '/hang', { timeoutMs: 60_000 }), options({ budgetMs: 1_500 }));
    expect(countBy(results, ({ outcome, reason }) => `${outcome}: ${reason}`)).toEqual({
      'unknown: Out of time: the run ended before this endpoint was judged': 1_000,
    });
  });

  it('finds 1,000 targets down that all time out at once', async () => {
    const hanging = endpoints(1_000, '/hang', { timeoutMs: 1_000, retry: { times: 0, delayMs: 0, backoff: 'fixed' } });
    const results = await runBatch(hanging, options());
    expect(countBy(results, ({ outcome }) => outcome)).toEqual({ down: 1_000 });
  });
});
