import { Agent } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { SHOP_TOKEN } from '../../../examples/shop/pages.ts';
import { startShopSite } from '../../../examples/shop/site.ts';
import type { StartTarget, Wait } from '../../../examples/target.ts';
import { describeTarget } from '../describe-target.ts';
import { start } from '../target-under-test.ts';
import { outcomeOf } from '../visit.ts';

/** The website alone, without its database: what is tested here does not need it. */
const startTarget: StartTarget = (options) => startShopSite(options);

describeTarget({
  name: 'shop',
  startTarget,
  healthyPath: '/',
  faultIds: ['errors', 'slow', 'wrong-content', 'expiring-certificate', 'expired-certificate', 'hang', 'down'],
  expiredCertificateFault: 'expired-certificate',
});

const SIGNED_IN = { headers: { authorization: `Bearer ${SHOP_TOKEN}` } };
const ORDER = { method: 'POST', body: JSON.stringify({ items: [{ sku: 'mug', quantity: 2 }] }) };

describe.each(['http', 'https'] as const)('the shop over %s', (scheme) => {
  it('sells', async () => {
    const { get } = await start(startTarget);
    const storefront = await get(scheme, '/');
    expect(storefront).toMatchObject({ status: 200, headers: { 'content-type': 'text/html; charset=utf-8' } });
    expect(storefront.body).toContain('Add to basket');
    const products = await get(scheme, '/products.json');
    expect(JSON.parse(products.body).products).toContainEqual(
      expect.objectContaining({ sku: 'mug', name: 'Enamel mug', priceCents: 1_450 }),
    );
    const confirmation = await get(scheme, '/checkout', ORDER);
    expect(confirmation.status).toBe(201);
    expect(JSON.parse(confirmation.body)).toMatchObject({ status: 'confirmed', totalCents: 2_900, currency: 'EUR' });
  });

  it('reports its health', async () => {
    const { get } = await start(startTarget);
    const health = await get(scheme, '/api/health');
    expect(health.status).toBe(200);
    expect(JSON.parse(health.body)).toEqual({
      status: 'ok',
      version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      checks: { database: { status: 'ok', responseMs: 4 }, payments: { status: 'ok', responseMs: 38 } },
    });
  });

  it('shows the account to its customer only', async () => {
    const { get, statusOf } = await start(startTarget);
    expect(await get(scheme, '/account')).toMatchObject({
      status: 401,
      headers: { 'www-authenticate': 'Bearer realm="shop"' },
    });
    expect(await statusOf(scheme, '/account', { headers: { authorization: 'Bearer another' } })).toBe(401);
    expect(await statusOf(scheme, '/account', SIGNED_IN)).toBe(200);
  });

  it('sends visitors of the old home to the new one', async () => {
    const { get } = await start(startTarget);
    expect(await get(scheme, '/old-home')).toMatchObject({ status: 301, headers: { location: '/' } });
  });

  it('fails its API, and only that, under "errors"', async () => {
    const { target, get, statusOf } = await start(startTarget);
    const statuses = async () => ({
      '/': await statusOf(scheme, '/'),
      '/products.json': await statusOf(scheme, '/products.json'),
      '/api/health': await statusOf(scheme, '/api/health'),
      '/checkout': await statusOf(scheme, '/checkout', ORDER),
      '/account': await statusOf(scheme, '/account', SIGNED_IN),
      '/old-home': await statusOf(scheme, '/old-home'),
    });
    const healthy = await statuses();
    await target.setFault('errors', true);
    expect(await statuses()).toEqual({
      '/': 200,
      '/products.json': 500,
      '/api/health': 503,
      '/checkout': 500,
      '/account': 500,
      '/old-home': 301,
    });
    expect(JSON.parse((await get(scheme, '/api/health')).body)).toMatchObject({
      status: 'failing',
      checks: { database: { status: 'failing' }, payments: { status: 'ok' } },
    });
    await target.setFault('errors', false);
    expect(await statuses()).toEqual(healthy);
  });

  it('takes 1.2 seconds for each answer under "slow", a missing page included', async () => {
    const { target, statusOf, waitedMs } = await start(startTarget);
    await statusOf(scheme, '/');
    expect(waitedMs).toEqual([]);
    await target.setFault('slow', true);
    expect(await statusOf(scheme, '/')).toBe(200);
    expect(await statusOf(scheme, '/missing')).toBe(404);
    expect(waitedMs).toEqual([1_200, 1_200]);
    await target.setFault('slow', false);
    await statusOf(scheme, '/');
    expect(waitedMs).toHaveLength(2);
  });

  it('shows a maintenance page with status 200 under "wrong-content"', async () => {
    const { target, get } = await start(startTarget);
    await target.setFault('wrong-content', true);
    const maintenance = await get(scheme, '/');
    expect(maintenance.status).toBe(200);
    expect(maintenance.body).toContain('We will be back soon');
    expect(maintenance.body).not.toContain('Add to basket');
    await target.setFault('wrong-content', false);
    expect((await get(scheme, '/')).body).toContain('Add to basket');
  });

  it('never answers under "hang", and ends the connections that wait when it heals', async () => {
    const { target, statusOf } = await start(startTarget);
    await target.setFault('hang', true);
    expect(await statusOf(scheme, '/', { patienceMs: 100 })).toBe('gave up');
    const waiting = statusOf(scheme, '/');
    expect(await statusOf(scheme, '/', { patienceMs: 100 })).toBe('gave up');
    await target.setFault('hang', false);
    expect(await waiting).toBe('ECONNRESET');
    expect(await statusOf(scheme, '/')).toBe(200);
  });
});

describe('the shop', () => {
  it('breaks and heals for a visitor who keeps the connection open', async () => {
    const { target, statusOf } = await start(startTarget);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    onTestFinished(() => agent.destroy());
    expect(await statusOf('http', '/api/health', { agent })).toBe(200);
    const kept = Object.values(agent.freeSockets).flat();
    await target.setFault('errors', true);
    expect(await statusOf('http', '/api/health', { agent })).toBe(503);
    await target.setFault('errors', false);
    expect(await statusOf('http', '/api/health', { agent })).toBe(200);
    expect(kept).toHaveLength(1);
    expect(Object.values(agent.freeSockets).flat()).toEqual(kept);
  });

  it('has 60 days left on its certificate, 5 under "expiring-certificate", and the expired one wins over that', async () => {
    const { target, statusOf, readDaysLeft } = await start(startTarget);
    expect(await readDaysLeft()).toBe(60);
    await target.setFault('expiring-certificate', true);
    expect(await readDaysLeft()).toBe(5);
    expect(await statusOf('https', '/')).toBe(200);
    await target.setFault('expired-certificate', true);
    expect(await readDaysLeft()).toBe(-2);
    await target.setFault('expired-certificate', false);
    expect(await readDaysLeft()).toBe(5);
    await target.setFault('expiring-certificate', false);
    expect(await readDaysLeft()).toBe(60);
  });

  it('has several faults at once', async () => {
    const { target, get, waitedMs } = await start(startTarget);
    await target.setFault('slow', true);
    await target.setFault('errors', true);
    await target.setFault('wrong-content', true);
    expect((await get('https', '/api/health')).status).toBe(503);
    expect((await get('https', '/')).body).toContain('We will be back soon');
    expect(waitedMs).toEqual([1_200, 1_200]);
    await target.setFault('errors', false);
    expect((await get('https', '/api/health')).status).toBe(200);
    expect(waitedMs).toHaveLength(3);
  });

  it('really is slow when nobody tells it how to wait', async () => {
    const { target, statusOf } = await start((options) => {
      const { wait: _recorded, ...others } = options;
      return startTarget(others);
    });
    await target.setFault('slow', true);
    expect(await statusOf('http', '/', { patienceMs: 100 })).toBe('gave up');
  });

  it('gives up its slow answers when it is closed', async () => {
    const waits = trackWaits();
    const { target, get } = await start(startTarget, { wait: waits.wait });
    await target.setFault('slow', true);
    const outcome = outcomeOf(get('http', '/'));
    await waits.begun;
    await target.close();
    expect(await outcome).toBe('ECONNRESET');
    await waits.aborted;
  });
});

/** A wait that only its signal ends. */
function trackWaits(): { readonly wait: Wait; readonly begun: Promise<void>; readonly aborted: Promise<void> } {
  const begun = Promise.withResolvers<void>();
  const aborted = Promise.withResolvers<void>();
  const wait: Wait = (_durationMs, signal) => {
    begun.resolve();
    return new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => {
        aborted.resolve();
        reject(signal.reason);
      });
    });
  };
  return { wait, begun: begun.promise, aborted: aborted.promise };
}
