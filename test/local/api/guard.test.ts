import { hostname } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../../local/api/app.ts';
import { tellStory } from '../../scenarios/story.ts';
import { ask, consoleFiles, type OpenApi, openApi, post } from './open-api.ts';

let api: OpenApi;
beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api.close());

describe('a request under another host name', () => {
  const answered = ['localhost', 'localhost:4600', '127.0.0.1', '127.8.8.8:1', '[::1]:4600', 'LOCALHOST'];
  for (const host of answered) {
    it(`is answered as ${host}`, async () => {
      expect((await ask(`${api.url}/api/watch`, { headers: { host } })).status).toBe(200);
    });
  }

  const refused = ['shop.example', 'localhost.shop.example', '127.0.0.1.shop.example', '192.0.2.7', '[2001:db8::1]'];
  for (const host of refused) {
    it(`is refused as "${host}"`, async () => {
      const { status, json } = await ask(`${api.url}/api/watch`, { headers: { host } });
      expect(status).toBe(403);
      expect(json()).toEqual({
        error: expect.stringMatching(/^Cannot answer under host .* must be "localhost" or a loopback address$/),
      });
    });
  }

  it('is refused under none', async () => {
    const { app } = createApp(api.watch, consoleFiles, { host: '127.0.0.1' });
    expect((await app.request('http://127.0.0.1/api/watch')).status).toBe(403);
  });

  it('is refused for the page itself, too', async () => {
    expect((await ask(api.url, { headers: { host: 'shop.example' } })).status).toBe(403);
  });

  const onAllInterfaces = [
    ['an address of any interface', '192.0.2.7:4600', 200],
    ['this machine by its name', hostname(), 200],
    ['any other name', 'shop.example', 403],
  ] as const;
  for (const [what, host, expected] of onAllInterfaces) {
    it(`on all interfaces: ${expected} for ${what}`, async () => {
      const { watch } = await tellStory({ minutes: 1 });
      const { app } = createApp(watch, consoleFiles, { host: '0.0.0.0' });
      expect((await app.request(`http://${host}/api/watch`, { headers: { host } })).status).toBe(expected);
    });
  }
});

describe('a request that changes something', () => {
  const probe = (headers: Record<string, string>) => post(`${api.url}/api/endpoints/web/probe`, {}, headers);

  const answered: readonly (readonly [string, () => Record<string, string>])[] = [
    ['no page at all', () => ({})],
    ['this page', () => ({ origin: api.url, 'sec-fetch-site': 'same-origin' })],
    ['the address bar', () => ({ 'sec-fetch-site': 'none' })],
  ];
  for (const [what, headers] of answered) {
    it(`is answered for ${what}`, async () => expect((await probe(headers())).status).toBe(200));
  }

  const refused: readonly (readonly [string, Record<string, string>, number])[] = [
    ['a page of another site', { origin: 'https://shop.example' }, 403],
    ['a page of another port', { origin: 'http://127.0.0.1:1' }, 403],
    ['a page without an origin', { origin: 'null' }, 403],
    ['a browser that calls it cross-site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['a form that poses as text', { 'content-type': 'text/plain' }, 415],
  ];
  for (const [what, headers, status] of refused) {
    it(`is refused for ${what}`, async () => {
      const before = api.watch.endpoint('web')?.results.length;
      expect((await probe(headers)).status).toBe(status);
      expect(api.watch.endpoint('web')?.results.length).toBe(before);
    });
  }
});

describe('every answer', () => {
  for (const path of ['/', '/console.js', '/console.css', '/api/watch', '/api/nothing']) {
    it(`is guarded in the browser and never stored: ${path}`, async () => {
      const { headers } = await ask(`${api.url}${path}`);
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'content-security-policy': expect.stringContaining("script-src 'self'"),
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'cross-origin-resource-policy': 'same-origin',
      });
      expect(headers).not.toHaveProperty('strict-transport-security');
      expect(headers).not.toHaveProperty('access-control-allow-origin');
    });
  }

  const files = [
    ['/', 'text/html; charset=UTF-8', consoleFiles.html],
    ['/console.js', 'text/javascript; charset=utf-8', consoleFiles.js],
    ['/console.css', 'text/css; charset=utf-8', consoleFiles.css],
  ] as const;
  for (const [path, type, content] of files) {
    it(`has its type: ${path}`, async () => {
      const { headers, text } = await ask(`${api.url}${path}`);
      expect([headers['content-type'], text]).toEqual([type, content]);
    });
  }
});
