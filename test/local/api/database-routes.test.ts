import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ConsoleServer, startConsoleServer } from '../../support/console-server.ts';
import { sampleWatch } from '../console/fixtures.ts';
import { ask, post } from './open-api.ts';

let server: ConsoleServer;
beforeAll(async () => {
  server = await startConsoleServer(sampleWatch());
});
afterAll(() => server.stop());

const get = (path: string) => ask(`${server.url}${path}`);

describe('GET /api/databases', () => {
  it('lists databases with their findings, without their tables', async () => {
    expect((await get('/api/databases')).json()).toMatchObject([
      { id: 'orders', state: 'failing', tables: [], findings: [{ key: 'database/orders/query-stuck' }, {}, {}] },
      { id: 'stock', state: 'healthy', dashboard: 'database-stock' },
    ]);
  });

  it('shows one with its tables', async () => {
    expect((await get('/api/databases/orders')).json()).toMatchObject({
      id: 'orders',
      tables: expect.arrayContaining([expect.objectContaining({ name: 'slow' })]),
    });
  });

  it('says so where there is none by that id', async () => {
    const { status, json } = await get('/api/databases/order');
    expect([status, json()]).toEqual([404, { error: 'Cannot find database "order": there is none by that name' }]);
  });
});

describe('GET /api/kpis', () => {
  it('lists KPIs with their newest result only', async () => {
    const [first] = (await get('/api/kpis')).json() as readonly unknown[];
    expect(first).toMatchObject({ id: 'revenue', target: 40_000, latest: { outcome: 'value' }, results: [] });
  });

  it('shows one with its results', async () => {
    expect((await get('/api/kpis/revenue')).json()).toMatchObject({
      results: expect.arrayContaining([expect.objectContaining({ outcome: 'value' })]),
    });
  });

  it('says so where there is none by that id', async () => {
    const { status, json } = await get('/api/kpis/income');
    expect([status, json()]).toEqual([404, { error: 'Cannot find KPI "income": there is none by that name' }]);
  });
});

it('GET /api/refreshes lists refreshes with their runs', async () => {
  expect((await get('/api/refreshes')).json()).toMatchObject([
    { id: 'api-performance', database: 'orders', runs: [{ status: 'completed' }, { status: 'error' }] },
  ]);
});

describe('/api/reports', () => {
  it('lists what is planned', async () => {
    expect((await get('/api/reports')).json()).toMatchObject([{ id: 'weekly' }, { id: 'monthly' }]);
  });

  it('shows the newest as a document that can do nothing, and that only the console may frame', async () => {
    const { status, headers, text } = await get('/api/reports/weekly/html?again=true');
    expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=UTF-8']);
    expect(text).toContain('Weekly report of shop');
    const policy = String(headers['content-security-policy']).split('; ');
    expect(policy).toEqual(
      expect.arrayContaining(["default-src 'none'", "style-src 'unsafe-inline'", "frame-ancestors 'self'"]),
    );
    expect(policy[0]).toBe('sandbox allow-popups allow-popups-to-escape-sandbox');
    expect(headers).toMatchObject({
      'x-frame-options': 'SAMEORIGIN',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    expect(server.written).toEqual([]);
  });

  it('writes a new one when posted to, and answers with its entry', async () => {
    const { status, json } = await post(`${server.url}/api/reports/weekly`, {});
    expect([status, json()]).toMatchObject([200, { id: 'weekly', writtenAtMs: expect.any(Number) }]);
    expect(server.written).toEqual(['weekly']);
  });

  it('says so where there is none by that id', async () => {
    const answers = [await get('/api/reports/yearly/html'), await post(`${server.url}/api/reports/yearly`, {})];
    for (const { status, json } of answers) {
      expect([status, json()]).toEqual([404, { error: 'Cannot find report "yearly": there is none by that name' }]);
    }
  });
});
