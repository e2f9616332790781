import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { askHttp, type HttpKpiSource } from '../../../shared/kpi/ask-http.ts';
import { probeContext } from '../../support/probe-context.ts';

const closers: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/numbers`;
}

type Change = Partial<HttpKpiSource> & { readonly timeoutMs?: number; readonly value?: string };

function ask(url: string, { timeoutMs = 5_000, value = 'tok-12345678', ...source }: Change = {}) {
  const context = probeContext({ secrets: { get: () => Promise.resolve(value) } });
  return askHttp(
    {
      source: { kind: 'http', url, json: '$.total', headers: {}, allowNetworks: ['loopback'], ...source },
      timeoutMs,
      measures: 'number',
    },
    { context, realNow: Date.now },
  );
}

const answerWith =
  (body: string, status = 200): RequestListener =>
  (_, response) =>
    void response.writeHead(status).end(body);

describe('askHttp()', () => {
  it('reads a number, and sends the headers with their secrets', async () => {
    const seen: (string | undefined)[] = [];
    const url = await serve(({ headers }, response) => {
      seen.push(headers.accept, headers['x-key'] as string);
      response.end('{"total": 12.5}');
    });
    expect(await ask(url, { headers: { 'x-key': { secret: 'numbers/key' } } })).toEqual({
      kind: 'number',
      value: 12.5,
    });
    expect(seen).toEqual(['application/json', 'tok-12345678']);
  });

  it('reads labelled rows', async () => {
    const url = await serve(answerWith('{"total": [{"label": "a", "value": 1}]}'));
    expect(await ask(url)).toEqual({ kind: 'rows', rows: [{ label: 'a', value: 1 }] });
  });

  it.each([
    [
      'an answer of another status',
      answerWith('{"total": 1}', 503),
      'The answer has status 503, must be one from 200 to 299',
    ],
    [
      'a body that is no JSON',
      answerWith('<h1>Hello</h1>'),
      'The answer has a body that is not JSON, must be JSON: "<h1>Hello</h1>"',
    ],
    ['no body', answerWith(''), 'The answer has an empty body, must be JSON'],
    ['a body without end', answerWith(`{"total": "${'x'.repeat(2_000_000)}"}`), 'The answer is longer than 1 MiB'],
  ])('refuses %s', async (_, listener, reason) => {
    expect(await ask(await serve(listener))).toEqual({ kind: 'failed', outcome: 'error', reason, isOurs: false });
  });

  it('shows no secret that an answer repeats', async () => {
    const url = await serve((request, response) => response.end(`{"total": "key ${request.headers['x-key']}"}`));
    const reading = await ask(url, { headers: { 'x-key': { secret: 'numbers/key' } }, value: 'open-sesame' });
    expect(reading).toMatchObject({ kind: 'failed', reason: expect.stringContaining('[hidden]') });
    expect(JSON.stringify(reading)).not.toContain('sesame');
  });

  it('tells a timeout from an error', async () => {
    const silent = await serve(() => undefined);
    expect(await ask(silent, { timeoutMs: 100 })).toMatchObject({ outcome: 'timeout', isOurs: false });
    expect(await ask('http://127.0.0.1:1/')).toMatchObject({ outcome: 'error', isOurs: false });
  });

  it('connects to no network that was not allowed', async () => {
    const url = await serve(answerWith('{"total": 1}'));
    expect(await ask(url, { allowNetworks: [] })).toMatchObject({ kind: 'failed', outcome: 'error' });
  });

  it('takes a secret that cannot be read for a fault of ours', async () => {
    const reading = await askHttp(
      {
        source: {
          kind: 'http',
          url: 'http://127.0.0.1:1/',
          json: '$',
          headers: { a: { secret: 'none' } },
          allowNetworks: ['loopback'],
        },
        timeoutMs: 1_000,
        measures: 'number',
      },
      { context: probeContext(), realNow: Date.now },
    );
    expect(reading).toEqual({
      kind: 'failed',
      outcome: 'error',
      reason: 'Cannot read secret "none": there is none',
      isOurs: true,
    });
  });
});
