import { afterEach, describe, expect, it } from 'vitest';
import { fine, storyStartMs, wrong } from '../../scenarios/story.ts';
import { ask, createFakeTarget, type OpenApi, openApi, post } from './open-api.ts';

let api: OpenApi | undefined;
afterEach(async () => {
  await api?.close();
  api = undefined;
});

async function open(...story: Parameters<typeof openApi>): Promise<OpenApi> {
  api = await openApi(...story);
  return api;
}

const get = async (path: string, story: Parameters<typeof openApi>[0] = {}) => ask(`${(await open(story)).url}${path}`);

const latency = {
  namespace: 'Watchkeeper/shop/prod',
  name: 'Latency',
  dimensions: { Endpoint: 'web', Location: 'eu-central-1' },
};

describe('GET /api/watch', () => {
  it('tells what is watched and how the jobs do', async () => {
    const { status, json } = await get('/api/watch');
    expect(status).toBe(200);
    expect(json()).toMatchObject({
      service: 'shop',
      environment: 'prod',
      timeZone: 'UTC',
      startedAtMs: storyStartMs,
      speed: 1,
      jobs: [
        {
          id: 'endpoint-probe/eu-central-1/1m',
          everySeconds: 60,
          work: 'endpoints (1 in all)',
          lastResultPercent: 100,
        },
      ],
    });
    expect(json()).not.toHaveProperty('target');
  });
});

describe('GET /api/endpoints', () => {
  it('lists endpoints with their newest results and alarms', async () => {
    expect((await get('/api/endpoints')).json()).toMatchObject([
      {
        id: 'web',
        kind: 'http',
        target: 'https://shop.example/',
        outcome: 'up',
        availabilityPercent: 100,
        latest: { reason: expect.stringContaining('status 200') },
        results: [{}, {}, {}],
        alarms: expect.arrayContaining(['endpoint/web/down', 'endpoint/web/slow']),
      },
    ]);
  });

  it('shows one endpoint by its id', async () => {
    expect((await get('/api/endpoints/web')).json()).toMatchObject({ id: 'web', results: [{}, {}, {}] });
  });

  it('counts only verdicts for the availability', async () => {
    const { json } = await get('/api/endpoints/web', { script: ({ minute }) => (minute === 1 ? wrong() : fine()) });
    expect(json()).toMatchObject({ availabilityPercent: (2 / 3) * 100 });
  });

  it('says so where there is no such endpoint', async () => {
    const { status, json } = await get('/api/endpoints/wbe');
    expect([status, json()]).toEqual([404, { error: 'Cannot find endpoint "wbe": there is none by that name' }]);
  });
});

describe('POST /api/endpoints/:id/probe', () => {
  it('probes now, lists the result and publishes no metric', async () => {
    const { url, watch } = await open();
    const pointsBefore = watch.query(queryFor(latency));
    const { status, json } = await post(`${url}/api/endpoints/web/probe`, {});
    expect(status).toBe(200);
    expect(json()).toMatchObject({ id: 'web', results: [{}, {}, {}, {}] });
    expect(watch.query(queryFor(latency))).toEqual(pointsBefore);
  });

  it('says so where there is no such endpoint', async () => {
    expect((await post(`${(await open()).url}/api/endpoints/none/probe`, {})).status).toBe(404);
  });
});

describe('GET /api/alarms', () => {
  it('lists alarms with state, datapoints and history', async () => {
    expect((await get('/api/alarms')).json()).toContainEqual(
      expect.objectContaining({
        alarm: expect.objectContaining({ id: 'endpoint/web/down' }),
        state: 'OK',
        history: [expect.objectContaining({ from: 'INSUFFICIENT_DATA', to: 'OK' })],
      }),
    );
  });

  it('shows one alarm whose id holds slashes', async () => {
    const { status, json } = await get(`/api/alarms/${encodeURIComponent('endpoint/web/down')}`);
    expect(status).toBe(200);
    expect(json()).toMatchObject({ alarm: { id: 'endpoint/web/down' }, datapoints: [{}, {}, {}, {}] });
  });
});

const queryFor = (metric: typeof latency) => ({
  fromMs: storyStartMs,
  toMs: storyStartMs + 180_000,
  periodSeconds: 60,
  queries: [{ id: 'm1', metric, stat: 'Maximum' }],
});

describe('/api/metrics', () => {
  it('lists what the plan publishes', async () => {
    expect((await get('/api/metrics')).json()).toContainEqual({
      metric: latency,
      unit: 'Milliseconds',
      meaning: expect.stringContaining('absent where no answer came'),
    });
  });

  it('answers a query with one value per period', async () => {
    const { status, json } = await post(`${(await open()).url}/api/metrics/query`, queryFor(latency));
    expect(status).toBe(200);
    expect(json()).toEqual([
      {
        id: 'm1',
        label: 'm1',
        timestampsMs: [0, 60_000, 120_000].map((ms) => storyStartMs + ms),
        values: [40, 40, 40],
      },
    ]);
  });

  const day = 86_400_000;
  const refused: readonly (readonly [string, unknown, RegExp])[] = [
    ['no JSON object', [], /^Cannot query metrics: "" is wrong/],
    ['an unknown field', { ...queryFor(latency), from: 1 }, /^Cannot query metrics: .* is wrong/],
    ['a range that ends before it begins', { ...queryFor(latency), toMs: 0 }, /"toMs" is not after "fromMs"/],
    [
      'two queries of one id',
      { ...queryFor(latency), queries: [1, 2].map(() => ({ id: 'a', expression: '1' })) },
      /two queries share an id/,
    ],
    [
      'more values than CloudWatch gives',
      { ...queryFor(latency), fromMs: 0, toMs: 100 * day, periodSeconds: 60 },
      /144000 datapoints are asked for, must be at most 100800/,
    ],
    [
      'a statistic that there is not',
      { ...queryFor(latency), queries: [{ id: 'm1', metric: latency, stat: 'avg' }] },
      /^Cannot read statistic "avg"/,
    ],
  ];
  for (const [what, body, message] of refused) {
    it(`refuses a query with ${what}`, async () => {
      const { status, json } = await post(`${(await open()).url}/api/metrics/query`, body);
      expect(status).toBe(400);
      expect(json()).toEqual({ error: expect.stringMatching(message) });
    });
  }

  it('refuses a body that is no JSON, and one that is too large', async () => {
    const { url } = await open();
    const headers = { 'content-type': 'application/json' };
    const broken = await ask(`${url}/api/metrics/query`, { method: 'POST', headers, body: '{' });
    expect(broken.status).toBe(400);
    const large = await ask(`${url}/api/metrics/query`, { method: 'POST', headers, body: `"${'x'.repeat(300_000)}"` });
    expect([large.status, large.json()]).toEqual([
      413,
      { error: 'Cannot read the body: it must have at most 262144 bytes' },
    ]);
  });
});

describe('GET /api/deliveries', () => {
  it('lists messages, the newest first', async () => {
    const deliveries = (
      await get('/api/deliveries', { minutes: 12, script: ({ minute }) => (minute < 3 ? wrong() : fine()) })
    ).json();
    expect(deliveries).toMatchObject([
      ...['chat', 'phone', 'engineering'].map((channel) => ({ channel, status: 'resolved', route: 'policy' })),
      ...['chat', 'phone', 'engineering'].map((channel) => ({ channel, status: 'firing', route: 'policy' })),
      { channel: 'last-resort', status: 'firing', route: 'backstop' },
    ]);
  });
});

describe('GET /api/dashboards', () => {
  it('gives the bodies of the plan unchanged', async () => {
    const { url, watch } = await open();
    expect((await ask(`${url}/api/dashboards`)).json()).toEqual(watch.plan.dashboards);
  });
});

describe('POST /api/target/faults/:id', () => {
  const setDown = async (active: unknown, id = 'down') =>
    post(`${(await open({ target: createFakeTarget() })).url}/api/target/faults/${id}`, { active });

  it('breaks the example system and answers with it', async () => {
    const { status, json } = await setDown(true);
    expect([status, json()]).toMatchObject([200, { name: 'shop', faults: [{ id: 'down', active: true }] }]);
  });

  it('refuses what is neither true nor false', async () => {
    const { status, json } = await setDown('yes');
    expect([status, json()]).toEqual([400, { error: 'Cannot set a fault: "active" must be true or false' }]);
  });

  it('says so where there is no such fault, or no example system', async () => {
    expect((await setDown(true, 'dwon')).status).toBe(404);
    await api?.close();
    expect((await post(`${(await open()).url}/api/target/faults/down`, { active: true })).status).toBe(404);
  });
});

describe('what is no route', () => {
  it('answers with an error of the same form', async () => {
    const { status, json } = await get('/api/nothing');
    expect([status, json()]).toEqual([404, { error: 'Cannot find "GET /api/nothing": there is no such route' }]);
  });
});
