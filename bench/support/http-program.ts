import { once } from 'node:events';
import { type Agent, get } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { setTimeout } from 'node:timers/promises';

/** A port on 127.0.0.1 that nobody listens on, for a program that cannot choose one itself. */
export async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

/** Asks until there is an answer; rejects after 5 s. */
export async function untilReady(program: string, ask: () => Promise<unknown>): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    try {
      await ask();
      return;
    } catch {
      await setTimeout(50);
    }
  }
  throw new Error(`Cannot measure ${program}: it does not answer, must be ready within 5 s`);
}

export function fetchText(url: string, agent: Agent): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  get(url, { agent }, (response) => {
    let text = '';
    response
      .setEncoding('utf8')
      .on('data', (chunk) => (text += chunk))
      .on('end', () => resolve(text));
  }).on('error', reject);
  return promise;
}

/** The value of a metric without labels in Prometheus' text format; NaN where it is missing. */
export function readMetric(exposition: string, name: string): number {
  return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(exposition)?.[1]);
}
