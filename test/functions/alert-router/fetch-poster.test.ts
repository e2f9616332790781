import { createServer } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net';
import { describe, expect, it } from 'vitest';
import { createFetchPoster } from '../../../functions/alert-router/fetch-poster.ts';
import { startReceiver } from '../../support/receiver.ts';

const poster = createFetchPoster();
const timeoutMs = 300;

const post = (url: string, body = '{"a":1}') => poster.post({ url, headers: { 'x-kind': 'test' }, body, timeoutMs });

/** A server that is closed with its connections when the test is over. */
async function listen(server: Server): Promise<{ readonly url: string } & AsyncDisposable> {
  const sockets = new Set<import('node:net').Socket>();
  server.on('connection', (socket) => sockets.add(socket.on('error', () => undefined)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/secret-path`,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

describe('the poster', () => {
  it('posts headers and body, and brings status, words and Retry-After back', async () => {
    await using receiver = await startReceiver(() => ({
      status: 429,
      headers: { 'retry-after': '7' },
      body: 'slow\n  down',
    }));
    expect(await post(`${receiver.url}/hook?x=1`)).toEqual({
      answered: true,
      status: 429,
      retryAfter: '7',
      body: 'slow down',
    });
    expect(receiver.received).toMatchObject([
      { method: 'POST', path: '/hook?x=1', headers: { 'x-kind': 'test' }, body: '{"a":1}' },
    ]);
  });

  it('does not follow a redirect', async () => {
    await using elsewhere = await startReceiver(() => ({ status: 200 }));
    await using receiver = await startReceiver(() => ({ status: 307, headers: { location: elsewhere.url } }));
    expect(await post(receiver.url)).toMatchObject({ answered: true, status: 307 });
    expect(elsewhere.received).toEqual([]);
  });

  it('waits no longer than its time for an answer', async () => {
    await using receiver = await startReceiver(() => 'silence');
    expect(await post(receiver.url)).toEqual({ answered: false, problem: 'No answer within 300 ms' });
  });

  it('reads only the beginning of an endless answer', async () => {
    const server = createServer((_request, response) => {
      response.writeHead(500);
      const pour = (): void => {
        while (response.write('x'.repeat(65_536)));
        response.once('drain', pour);
      };
      pour();
    });
    await using endless = await listen(server);
    const answer = await poster.post({ url: endless.url, headers: {}, body: '', timeoutMs: 10_000 });
    expect(answer).toEqual({ answered: true, status: 500, body: 'x'.repeat(524_288) });
  });

  it('reads an answer that repeats a long message to its end', async () => {
    const body = JSON.stringify({ ok: true, message: { text: 'x'.repeat(100_000) }, ts: '1503435956.000247' });
    await using receiver = await startReceiver(() => ({ status: 200, body }));
    const answer = await poster.post({ url: receiver.url, headers: {}, body: '', timeoutMs: 10_000 });
    expect(answer).toEqual({ answered: true, status: 200, body });
  });

  it('trusts the status where the body never ends', async () => {
    const server = createServer((_request, response) => {
      response.writeHead(200);
      response.write('ok');
    });
    await using slow = await listen(server);
    expect(await post(slow.url)).toEqual({ answered: true, status: 200, body: 'ok' });
  });

  it('says that a connection was refused, by code and without the address', async () => {
    let url = '';
    {
      await using gone = await listen(createTcpServer());
      url = gone.url;
    }
    expect(await post(url)).toEqual({ answered: false, problem: 'No answer: ECONNREFUSED' });
  });

  it('says that a connection broke', async () => {
    await using receiver = await startReceiver(() => 'reset');
    const answer = await post(receiver.url);
    expect(answer).toMatchObject({ answered: false });
    expect(JSON.stringify(answer)).toMatch(/No answer: (ECONNRESET|UND_ERR_SOCKET)/);
  });

  it('survives garbage instead of HTTP', async () => {
    await using garbage = await listen(createTcpServer((socket) => socket.end('hello, I am no web server\r\n\r\n')));
    expect(await post(garbage.url)).toMatchObject({ answered: false });
  });

  it.each(['no address at all', 'http://', 'ftp://files.shop.example/x', 'http://user:pw@127.0.0.1:1/secret-path'])(
    'keeps the address to itself where it is unusable: %s',
    async (url) => {
      const answer = await post(url);
      expect(answer.answered).toBe(false);
      expect(JSON.stringify(answer)).not.toContain(url);
    },
  );
});
