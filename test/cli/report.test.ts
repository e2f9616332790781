import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeDefinition } from '../support/definition.ts';
import { createConfigFolder, runCli } from './run-cli.ts';

let configs: Awaited<ReturnType<typeof createConfigFolder>>;
let config = '';
beforeAll(async () => {
  configs = await createConfigFolder();
  config = await configs.write(
    makeDefinition({
      reports: { weekly: { every: 'week', to: ['engineering'] } },
      environments: { local: { region: 'eu-central-1' } },
    }),
  );
});
afterAll(() => configs.remove());

/** Stands in for a console, for Lambda, and for the bucket that a link leads to. */
async function startServer() {
  const requests: { readonly what: string; readonly body: string }[] = [];
  const server = createServer(async (request, response) => {
    const { method, url = '' } = request;
    requests.push({ what: `${method} ${url}`, body: await text(request) });
    const own = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    if (url === '/api/watch') return response.end('{"service":"shop","environment":"local"}');
    if (url === '/api/reports/weekly') return response.end('{"id":"weekly"}');
    if (url.includes('/invocations')) {
      return response.end(JSON.stringify({ body: 'Weekly report: shop, prod\n', link: { url: `${own}/stored` } }));
    }
    return response.end('<!doctype html>whole');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    requests,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

let server: Awaited<ReturnType<typeof startServer>>;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.close());

const report = (...args: readonly string[]) =>
  runCli(['report', ...args, '--config', config, '--url', server.url], {
    AWS_ENDPOINT_URL_LAMBDA: server.url,
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'test',
  });

describe('watchkeeper report', () => {
  it('lets the console that runs here write it, and says where it is', async () => {
    expect(await report('weekly')).toEqual({
      code: 0,
      stdout: `${server.url}/api/reports/weekly/html\n`,
      stderr: 'The console has written report "weekly"; open it here:\n',
    });
    expect(server.requests.map(({ what }) => what)).toEqual([
      'GET /api/watch',
      'POST /api/reports/weekly',
      'GET /api/reports/weekly/html',
    ]);
  });

  it('writes it to a file', async () => {
    const out = join(configs.folder, 'here.html');
    expect(await report('weekly', '--out', out)).toMatchObject({ code: 0, stdout: `${out}\n` });
    expect(await readFile(out, 'utf8')).toBe('<!doctype html>whole');
  });

  it('lets the deployed function write it, sends nothing, and prints the text', async () => {
    expect(await report('weekly', '--env', 'prod')).toEqual({
      code: 0,
      stdout: 'Weekly report: shop, prod\n',
      stderr: 'Invoking shop-prod-report in eu-central-1 ...\n',
    });
    expect(server.requests.map(({ body }) => JSON.parse(body))).toEqual([{ report: 'weekly', send: false }]);
  });

  it('sends it where that is asked for, until now, and fetches the whole report', async () => {
    const out = join(configs.folder, 'prod.html');
    const { code } = await report('weekly', '--env', 'prod', '--send', '--until-now', '--out', out);
    expect([code, await readFile(out, 'utf8')]).toEqual([0, '<!doctype html>whole']);
    expect(JSON.parse(server.requests[0]?.body ?? '')).toEqual({ report: 'weekly', send: true, period: 'until-now' });
  });

  it('lists the reports where none is named', async () => {
    const { code, stdout, stderr } = await report();
    expect([code, stderr, stdout.split('\n').map((line) => line.trim().split(/ {2,}/))]).toEqual([
      0,
      '',
      [['ID', 'TITLE'], ['weekly', expect.any(String)], ['']],
    ]);
    expect(server.requests).toEqual([]);
  });

  it('lists none where the definition has none', async () => {
    const none = await configs.write(makeDefinition(), 'none.mjs');
    expect(await runCli(['report', '--config', none])).toEqual({
      code: 1,
      stdout: '',
      stderr: 'Cannot list reports: the definition has none, must have one below "reports"\n',
    });
  });

  it('suggests the name that was meant, with code 2', async () => {
    expect(await report('wekly')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'Cannot write report "wekly": the definition has none of that name, did you mean "weekly"?\n',
    });
  });

  it('says where no console runs', async () => {
    const { code, stderr } = await runCli(['report', 'weekly', '--config', config, '--url', 'http://127.0.0.1:1']);
    expect([code, stderr]).toEqual([
      1,
      'Cannot ask the console at http://127.0.0.1:1: nothing listens there, must be running: "watchkeeper start"; where it listens on another port, name it: --url http://127.0.0.1:4700\n',
    ]);
  });
});
