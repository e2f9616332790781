import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { createApp } from '../../../local/api/app.ts';
import { serveApi } from '../../../local/api/server.ts';
import { tellStory } from '../../scenarios/story.ts';
import { ask, consoleFiles, openApi } from './open-api.ts';

describe('serveApi()', () => {
  it('says in one sentence that the port is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => taken.once('listening', resolve));
    const { port } = taken.address() as AddressInfo;
    const { watch } = await tellStory({ minutes: 1 });
    await expect(serveApi(watch, consoleFiles, { host: '127.0.0.1', port })).rejects.toThrow(
      `Cannot listen on 127.0.0.1:${port}: the port is taken, must be free; choose another with --port`,
    );
    await new Promise((resolve) => taken.close(resolve));
  });

  it('says in one sentence that the address is not its own', async () => {
    const { watch } = await tellStory({ minutes: 1 });
    await expect(serveApi(watch, consoleFiles, { host: '192.0.2.7', port: 0 })).rejects.toThrow(
      'Cannot listen on 192.0.2.7:0: this machine has no such address, must be one of its own',
    );
  });

  it('listens no more once it is closed, though a stream was open', async () => {
    const { url, close } = await openApi();
    const stream = await fetch(`${url}/api/events`);
    await close();
    await stream.text().catch(() => undefined);
    await expect(ask(`${url}/api/watch`)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});

describe('docs/local-api.md', () => {
  const docs = readFile('docs/local-api.md', 'utf8');

  it('describes every route and no other', async () => {
    const { watch } = await tellStory({ minutes: 1 });
    const { app } = createApp(watch, consoleFiles, { host: '127.0.0.1' });
    const served = app.routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => `${method} ${path}`);
    const described = [...(await docs).matchAll(/^### ((?:GET|POST) \S+)$/gm)].map(([, route]) => route);
    expect(new Set(described)).toEqual(new Set(served.filter((route) => route.includes(' /api/'))));
  });

  it('shows examples that are JSON', async () => {
    const examples = [...(await docs).matchAll(/```json\n([\s\S]*?)```/g)].map(([, json = '']) => json);
    expect(examples.length).toBeGreaterThan(5);
    for (const example of examples) expect(() => JSON.parse(example)).not.toThrow();
  });
});
