import { afterEach, describe, expect, it } from 'vitest';
import { mostListeners } from '../../../local/api/events-route.ts';
import { type OpenApi, openApi, runOnce } from './open-api.ts';

let api: OpenApi | undefined;
afterEach(async () => {
  await api?.close();
  api = undefined;
});

async function open(): Promise<OpenApi> {
  api = await openApi();
  return api;
}

/** One open event stream, read event by event. */
async function listen({ url }: OpenApi) {
  const stop = new AbortController();
  const response = await fetch(`${url}/api/events`, { signal: stop.signal });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let unread = '';
  const next = async (): Promise<{ readonly type: string; readonly data: unknown } | undefined> => {
    while (!unread.includes('\n\n')) {
      const { done = true, value = '' } = (await reader?.read()) ?? {};
      if (done) return undefined;
      unread += value;
    }
    const [block = '', ...rest] = unread.split('\n\n');
    unread = rest.join('\n\n');
    const [, type = '', data = 'null'] = /^event: (.*)\ndata: (.*)$/.exec(block) ?? [];
    return { type, data: JSON.parse(data) };
  };
  return { response, next, stop: () => stop.abort() };
}

describe('GET /api/events', () => {
  it('begins with the watch and goes on with what changes', async () => {
    const opened = await open();
    const { response, next } = await listen(opened);
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    expect(await next()).toMatchObject({ type: 'watch', data: { type: 'watch', watch: { service: 'shop' } } });
    await runOnce(opened.watch);
    expect(await next()).toMatchObject({ type: 'endpoint', data: { type: 'endpoint', endpoint: { id: 'web' } } });
    expect(await next()).toMatchObject({ type: 'watch' });
  });

  it('ends when the server closes', async () => {
    const opened = await open();
    const { next } = await listen(opened);
    await next();
    await opened.close();
    expect(await next().catch(() => undefined)).toBeUndefined();
  });

  it('is open to so many listeners at once, and again when one has left', async () => {
    const opened = await open();
    const listeners = await Promise.all(Array.from({ length: mostListeners }, () => listen(opened)));
    expect(listeners.map(({ response }) => response.status)).toEqual(listeners.map(() => 200));
    const refused = await fetch(`${opened.url}/api/events`);
    expect([refused.status, await refused.json()]).toEqual([
      503,
      { error: `Cannot open another event stream: ${mostListeners} are open, must be fewer` },
    ]);
    listeners[0]?.stop();
    await expect.poll(async () => (await listen(opened)).response.status).toBe(200);
  });
});
