import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Answer, html, json, type PageRequest } from '../../examples/answer.ts';
import { createRequestHandler } from '../../examples/request-handler.ts';
import { outcomeOf, visit } from './visit.ts';

describe('createRequestHandler()', () => {
  it('hands over the request and sends the answer', async () => {
    const { url, requests } = await serve(() => json(418, { short: 'and stout' }, { 'x-spout': 'here' }));
    const answer = await visit(`${url}/tea?milk=1`, { method: 'POST', headers: { 'x-handle': 'here' }, body: 'pour' });
    expect(requests).toMatchObject([{ method: 'POST', path: '/tea', headers: { 'x-handle': 'here' }, body: 'pour' }]);
    expect(answer).toMatchObject({
      status: 418,
      headers: { 'content-type': 'application/json', 'content-length': '21', 'x-spout': 'here' },
      body: '{"short":"and stout"}',
    });
  });

  it('tells the length of an answer in bytes, and sends no body to HEAD', async () => {
    const { url } = await serve(() => html(200, 'déjà vu'));
    expect(await visit(url)).toMatchObject({ headers: { 'content-length': '9' }, body: 'déjà vu' });
    expect(await visit(url, { method: 'HEAD' })).toMatchObject({ headers: { 'content-length': '9' }, body: '' });
  });

  it.each([
    ['takes a body of 64 KiB', 64 * 1024, 200],
    ['answers 413 to a byte more', 64 * 1024 + 1, 413],
    ['answers 413 to ten times as much', 640 * 1024, 413],
  ])('%s', async (_case, sizeBytes, status) => {
    const { url } = await serve(() => html(200, 'thank you'));
    const body = 'x'.repeat(sizeBytes);
    expect(await outcomeOf(visit(url, { method: 'POST', body }))).toBe(status);
  });

  it('leaves those without an answer waiting, and serves the others', async () => {
    const { url, close } = await serve(({ path }) => (path === '/held' ? undefined : html(200, 'hello')));
    const held = outcomeOf(visit(`${url}/held`));
    expect(await outcomeOf(visit(`${url}/hello`))).toBe(200);
    await close();
    expect(await held).toBe('ECONNRESET');
  });

  it('survives a visitor who leaves in the midst of the body', async () => {
    const { url, server, requests } = await serve(() => html(200, 'hello'));
    const arrived = once(server, 'request');
    const visitor = connect({ host: '127.0.0.1', port: Number(new URL(url).port) });
    visitor.write('POST / HTTP/1.1\r\nHost: shop.example\r\nContent-Length: 100\r\n\r\nonly this much');
    const [, response] = (await arrived) as [IncomingMessage, ServerResponse];
    const left = once(response, 'close');
    visitor.destroy();
    await left;
    expect(requests).toEqual([]);
    expect(await outcomeOf(visit(url))).toBe(200);
  });
});

async function serve(answer: (request: PageRequest) => Answer | undefined) {
  const requests: PageRequest[] = [];
  const handler = createRequestHandler({
    answer: (request) => {
      requests.push(request);
      return answer(request);
    },
    wait: () => Promise.reject(new Error('No answer here is slow')),
  });
  const server = createServer(handler).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = async () => {
    if (!server.listening) return;
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  };
  onTestFinished(close);
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server, requests, close };
}
