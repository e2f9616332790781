import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EndpointView, WatchEvent, WatchView } from '../../local/api/types.ts';
import { type StartOptions, startLocal } from '../../local/start.ts';
import { storyPlan } from '../scenarios/story.ts';

let folder = '';
const closers: (() => Promise<unknown>)[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'watchkeeper-start-'));
});
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
  await rm(folder, { recursive: true });
});

/** A real server on 127.0.0.1 to watch. */
async function serve(): Promise<string> {
  const server = createServer((_request, response) => response.end('ok')).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  closers.push(() => new Promise((resolve) => server.close(resolve)));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

const optionsFor = (url: string): StartOptions => ({
  plan: storyPlan({ endpoints: { web: { url, allowNetworks: ['loopback'] } } }),
  definitionFile: join(folder, 'watchkeeper.config.ts'),
  ...{ host: '127.0.0.1', port: 0, speed: 60, send: false },
  onError: (error) => {
    throw error;
  },
});

async function start(options: StartOptions) {
  const local = await startLocal(options);
  closers.push(local.close);
  return local;
}

/** Resolves with the first event that a test waits for. */
function createFirst(isIt: (event: WatchEvent) => boolean) {
  const { promise, resolve } = Promise.withResolvers<WatchEvent>();
  return { promise, onEvent: (event: WatchEvent) => void (isIt(event) && resolve(event)) };
}

describe('startLocal()', () => {
  it('probes at once and serves what it found, with the console', async () => {
    const first = createFirst(({ type }) => type === 'endpoint');
    const { url } = await start({ ...optionsFor(await serve()), onEvent: first.onEvent });
    await first.promise;
    const endpoints = (await (await fetch(`${url}/api/endpoints`)).json()) as readonly EndpointView[];
    expect(endpoints).toMatchObject([{ id: 'web', outcome: 'up', latest: { statusCode: 200 } }]);
    expect(await (await fetch(url)).text()).toMatch(/^<!doctype html>/i);
    expect((await (await fetch(`${url}/console.js`)).text()).length).toBeGreaterThan(1_000);
  });

  it('evaluates alarms in compressed time', async () => {
    const evaluated = createFirst((event) => event.type === 'alarm' && event.alarm.state === 'OK');
    await start({ ...optionsFor(await serve()), onEvent: evaluated.onEvent });
    expect(await evaluated.promise).toMatchObject({ type: 'alarm' });
  });

  it('starts the example system along and stops it again', async () => {
    const { module, readUrl } = await writeTarget();
    const local = await start({ ...optionsFor(await serve()), target: module });
    const { target } = (await (await fetch(`${local.url}/api/watch`)).json()) as WatchView;
    expect(target).toMatchObject({ name: 'fixture', urls: { http: await readUrl() } });
    expect(await (await fetch(await readUrl())).text()).toBe('fixture');
    await local.close();
    await expect(fetch(await readUrl())).rejects.toThrow();
    await expect(fetch(local.url)).rejects.toThrow();
  });

  it('leaves nothing running where it cannot start', async () => {
    const taken = createTcpServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => taken.once('listening', resolve));
    closers.push(() => new Promise((resolve) => taken.close(resolve)));
    const { port } = taken.address() as AddressInfo;
    const { module, readUrl } = await writeTarget();
    await expect(startLocal({ ...optionsFor(await serve()), target: module, port })).rejects.toThrow(
      `Cannot listen on 127.0.0.1:${port}: the port is taken, must be free; choose another with --port`,
    );
    await expect(fetch(await readUrl())).rejects.toThrow();
  });
});

/** A target module that listens on a free port and writes its address down. */
async function writeTarget() {
  const addressFile = join(folder, 'address');
  await writeFile(
    join(folder, 'target.mjs'),
    `import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
export async function startTarget() {
  const server = createServer((request, response) => response.end('fixture')).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const http = 'http://127.0.0.1:' + server.address().port;
  await writeFile(${JSON.stringify(addressFile)}, http);
  return {
    name: 'fixture',
    urls: { http },
    listFaults: () => [],
    setFault: async () => undefined,
    close: () => new Promise((resolve) => { server.closeAllConnections(); server.close(resolve); }),
  };
}`,
  );
  return { module: './target.mjs', readUrl: () => readFile(addressFile, 'utf8') };
}
