import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { createReportStore } from '../../../functions/aws/report-store.ts';

const nowMs = Date.UTC(2026, 0, 12, 7);
const hourMs = 3_600_000;
const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** Stands in for S3: takes what is put, and gives it back. */
async function startBucket(status = 200) {
  const objects = new Map<string, { readonly body: string; readonly type: string | undefined }>();
  const server = createServer(async (request, response) => {
    const [path = ''] = (request.url ?? '').split('?');
    if (request.method === 'PUT') {
      objects.set(path, { body: await text(request), type: request.headers['content-type'] });
      response.writeHead(status).end(status === 200 ? '' : '<Error><Code>AccessDenied</Code></Error>');
    } else response.end(objects.get(path)?.body ?? '');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { objects, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

interface Credentials {
  readonly sessionToken?: string;
  readonly expiration?: Date;
}

async function put(credentials: Credentials, status = 200) {
  const { url, objects } = await startBucket(status);
  const store = createReportStore({
    client: {
      ...{ region: 'eu-central-1', endpoint: url, forcePathStyle: true, maxAttempts: 1 },
      credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'test', ...credentials },
    },
    bucket: 'shop-reports',
    clock: { now: () => nowMs },
    timeoutMs: 2_000,
  });
  return { link: await store.put({ id: 'weekly', name: '2026-01-05', html: '<!doctype html>ü' }), objects };
}

describe('createReportStore()', () => {
  it('stores the document, and signs a link that reads it', async () => {
    const { link, objects } = await put({});
    expect([...objects.keys()]).toEqual(['/shop-reports/reports/weekly/2026-01-05.html']);
    expect(objects.values().next().value).toMatchObject({
      body: expect.stringContaining('ü'),
      type: 'text/html; charset=utf-8',
    });
    expect(await (await fetch(link.url)).text()).toContain('<!doctype html>ü');
    expect(new URL(link.url).searchParams.get('X-Amz-Expires')).toBe('21600');
  });

  it.each<readonly [string, Credentials, number, boolean]>([
    ['6 hours with keys that do not end', {}, 6, true],
    ['6 hours at most with those of a role, whose end nobody tells', { sessionToken: 't' }, 6, false],
    ['as long as credentials that end earlier', { sessionToken: 't', expiration: new Date(nowMs + hourMs) }, 1, true],
    [
      '6 hours with credentials that end later',
      { sessionToken: 't', expiration: new Date(nowMs + 12 * hourMs) },
      6,
      true,
    ],
  ])('promises %s', async (_, credentials, hours, isCertain) => {
    const { link } = await put(credentials);
    expect(link).toMatchObject({ endsAtMs: nowMs + hours * hourMs, isCertain });
    expect(new URL(link.url).searchParams.get('X-Amz-Expires')).toBe(String(hours * 3_600));
  });

  it('rejects where the bucket refuses', async () => {
    await expect(put({}, 403)).rejects.toThrow();
  });
});
