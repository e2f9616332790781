import { Agent as HttpAgent, request as requestHttp } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import { setTimeout } from 'node:timers/promises';
import { runBatch } from '../../functions/endpoint-probe/run-batch.ts';
import type { PlannedEndpoint } from '../../shared/plan/plan.ts';
import { concludeResult } from '../../shared/probes/conclude.ts';
import { type HttpSpec, http } from '../../shared/probes/http.ts';
import type { ProbeContext } from '../../shared/probes/probe.ts';
import { createResolver } from '../../shared/probes/resolver.ts';
import { createTurnClock } from '../../shared/probes/turn-clock.ts';
import { inFlight } from './in-flight.ts';
import type { LoadOrder } from './load.ts';
import { pageText } from './page-text.ts';

/** What a client reports of one request. */
export interface Measured {
  readonly totalMs: number;
  readonly dnsMs?: number;
  readonly errorBoundMs?: number;
  /** Why it is not what was expected. */
  readonly failure?: string;
}

type Client = (order: LoadOrder, count: number) => Promise<readonly Measured[]>;

/** The peers that run in the same process as the probe would, each with a fresh connection and a full handshake per request. */
export const clients = { watchkeeper, nodeHttp, fetch: fetchPages } as const satisfies Record<string, Client>;

function createContext({ nameServer }: LoadOrder): Omit<ProbeContext, 'signal'> {
  return {
    resolver: createResolver(nameServer === undefined ? {} : { servers: [nameServer] }),
    secrets: { get: async () => '' },
    clock: createTurnClock(),
    now: Date.now,
  };
}

/** The probe with its whole feature set: status, header and body assertions, the certificate read and judged. */
function listEndpoints({ urls, ca, timeoutMs }: LoadOrder, count: number): readonly PlannedEndpoint[] {
  const shared = {
    kind: 'http',
    method: 'GET',
    headers: {},
    followRedirects: 5,
    maxBodyBytes: 1_048_576,
    timeoutMs,
    connectTimeoutMs: timeoutMs,
    retry: { times: 0, delayMs: 0, backoff: 'fixed' },
    allowNetworks: ['loopback'],
    ipVersion: 'any',
    latency: { degradedMs: 60_000 },
    ca: [ca],
    dangerouslySkipTlsVerify: false,
    expect: { status: 200, headers: { 'content-type': { contains: 'text/html' } }, body: { contains: pageText } },
  } as const;
  return Array.from({ length: count }, (_, index): PlannedEndpoint & { readonly probe: HttpSpec } => ({
    id: `endpoint-${index}`,
    title: `endpoint ${index}`,
    everySeconds: 60,
    certificateDegradedDays: 14,
    probe: { ...shared, url: urls[index % urls.length] ?? '' },
  }));
}

function watchkeeper(order: LoadOrder, count: number): Promise<readonly Measured[]> {
  const context: ProbeContext = { ...createContext(order), signal: new AbortController().signal };
  const endpoints = listEndpoints(order, count);
  return inFlight(order.concurrency, endpoints, async (endpoint) => {
    const finding = await http.run(endpoint.probe as HttpSpec, context);
    return read(concludeResult(endpoint, finding, { location: 'here', attempts: 1, startedAtMs: 0 }));
  });
}

/** What the function does with a batch: starts paced, no limit in flight. */
export async function runPacedBatch(order: LoadOrder, count: number): Promise<readonly Measured[]> {
  const results = await runBatch(listEndpoints(order, count), {
    context: createContext(order),
    timer: {
      wait: (ms, signal) => setTimeout(ms, undefined, signal === undefined ? {} : { signal }).catch(() => undefined),
    },
    random: Math.random,
    location: 'here',
    budgetMs: 55_000,
  });
  return results.map(read);
}

function read({ outcome, reason, phases, errorBoundMs }: ReturnType<typeof concludeResult>): Measured {
  const { totalMs, dnsMs } = phases;
  return {
    totalMs,
    errorBoundMs,
    ...(dnsMs === undefined ? {} : { dnsMs }),
    ...(outcome === 'up' ? {} : { failure: reason }),
  };
}

/** Node's own client at its best: one agent, one secure context by its options, no session resumed. */
function nodeHttp(order: LoadOrder, count: number): Promise<readonly Measured[]> {
  const secure = order.urls[0]?.startsWith('https:') === true;
  const agent = secure
    ? new HttpsAgent({ keepAlive: false, maxCachedSessions: 0, ca: order.ca })
    : new HttpAgent({ keepAlive: false });
  const send = secure ? requestHttps : requestHttp;
  return inFlight(order.concurrency, listUrls(order, count), (url) => {
    const startedAtMs = performance.now();
    const { promise, resolve } = Promise.withResolvers<Measured>();
    const request = send(url, { agent }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const holds = response.statusCode === 200 && Buffer.concat(chunks).includes(pageText);
        resolve({ totalMs: performance.now() - startedAtMs, ...(holds ? {} : { failure: 'wrong answer' }) });
      });
    });
    request.on('error', (error) => resolve({ totalMs: performance.now() - startedAtMs, failure: error.message }));
    request.end();
    return promise;
  });
}

/** `fetch` with `connection: close`; it takes its authorities from NODE_EXTRA_CA_CERTS. */
function fetchPages(order: LoadOrder, count: number): Promise<readonly Measured[]> {
  return inFlight(order.concurrency, listUrls(order, count), async (url) => {
    const startedAtMs = performance.now();
    try {
      const response = await fetch(url, { headers: { connection: 'close' } });
      const holds = response.status === 200 && (await response.text()).includes(pageText);
      return { totalMs: performance.now() - startedAtMs, ...(holds ? {} : { failure: 'wrong answer' }) };
    } catch (error) {
      return { totalMs: performance.now() - startedAtMs, failure: String((error as Error).cause ?? error) };
    }
  });
}

const listUrls = ({ urls }: LoadOrder, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => urls[index % urls.length] ?? '');
