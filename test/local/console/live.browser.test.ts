import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AlarmView, EndpointView } from '../../../local/api/types.ts';
import { launchBrowser } from '../../support/browser.ts';
import { type ConsolePage, openConsole } from '../../support/console-page.ts';
import { type ConsoleServer, startConsoleServer } from '../../support/console-server.ts';
import { deliveriesAbout } from './fixture-deliveries.ts';
import { NOW_MS } from './fixture-results.ts';
import { samplePlan, sampleWatch } from './fixtures.ts';

const { snapshot } = sampleWatch();
let browser: Browser;
let server: ConsoleServer;
let opened: ConsolePage | undefined;

const open = async (hash: string) => {
  opened = await openConsole(browser, server.url, { hash });
  return opened.page;
};

const endpoint = (id: string): EndpointView => {
  const found = snapshot.endpoints.find((one) => one.id === id);
  if (!found) throw new Error(`Cannot find endpoint "${id}" in the fixtures, must be there`);
  return found;
};

const alarm = (id: string): AlarmView => {
  const found = snapshot.alarms.find((one) => one.alarm.id === id);
  if (!found) throw new Error(`Cannot find alarm "${id}" in the fixtures, must be there`);
  return found;
};

beforeAll(async () => {
  browser = await launchBrowser();
}, 120_000);

afterAll(() => browser?.close());

beforeEach(async () => {
  server = await startConsoleServer(sampleWatch());
});

afterEach(async () => {
  await opened?.page.context().close();
  opened = undefined;
  await server.stop();
});

describe('without being loaded again, the console follows', { timeout: 60_000 }, () => {
  it('a result: the tile changes its outcome, reason and the title of the page', async () => {
    const page = await open('#/');
    const tile = page.locator('.tile', { hasText: 'Database port' });
    await tile.getByText('Up', { exact: true }).waitFor();
    const { latest } = endpoint('database');
    if (!latest) throw new Error('Cannot make a result: the fixtures have none, must have one');
    const reason = 'Connection refused by 192.0.2.17:5432';
    const result = { ...latest, outcome: 'down', reason, startedAtMs: NOW_MS } as const;
    server.publish({
      type: 'endpoint',
      endpoint: { ...endpoint('database'), outcome: 'down', latest: result, results: [result] },
    });
    await tile.getByText('Down', { exact: true }).waitFor();
    await tile.getByText(reason).waitFor();
    await page
      .getByRole('heading', {
        level: 1,
        name: '2 of 7 endpoints are down, 2 degraded, 1 unknown; 1 of 2 databases is failing',
      })
      .waitFor();
    expect(opened?.problems).toEqual([]);
  });

  it('an alarm: it is listed, counted and announced', async () => {
    const page = await open('#/alarms');
    server.publish({ type: 'alarm', alarm: { ...alarm('endpoint/web/down'), state: 'ALARM', changedAtMs: NOW_MS } });
    await page.getByRole('link', { name: 'Storefront is down' }).waitFor();
    await page.locator('.nav .count', { hasText: '11' }).waitFor();
    await page
      .locator('[aria-live=assertive]', { hasText: 'New critical alarm: Storefront is down.' })
      .waitFor({ state: 'attached' });
    await page.waitForFunction(() => document.title.includes('(11)'));
    server.publish({ type: 'alarm', alarm: { ...alarm('endpoint/web/down'), changedAtMs: NOW_MS + 60_000 } });
    await page
      .locator('[aria-live=assertive]', { hasText: 'No longer in alarm: Storefront is down.' })
      .waitFor({ state: 'attached' });
  });

  it('a message: it stands on top of the inbox', async () => {
    const page = await open('#/inbox');
    const { alarm: planned } = alarm('endpoint/web/down');
    for (const delivery of deliveriesAbout(samplePlan, planned, {
      atMs: NOW_MS,
      from: 'OK',
      to: 'ALARM',
      reason: '',
    })) {
      server.publish({ type: 'delivery', delivery });
    }
    const first = page.locator('.inbox-group').first();
    await first.getByText('CRITICAL shop local: Storefront is down since 14:20').waitFor();
    await expect.poll(() => first.locator('.delivery-link').count()).toBe(5);
  });

  it('a result: the endpoint’s own page adds it to what it has loaded', async () => {
    const page = await open('#/endpoints/web');
    await page.getByRole('button', { name: 'Show more (63)' }).waitFor();
    const { latest } = endpoint('web');
    if (!latest) throw new Error('Cannot make a result: the fixtures have none, must have one');
    const result = { ...latest, startedAtMs: NOW_MS, reason: 'Up: status 204 in 5 ms' };
    server.publish({ type: 'endpoint', endpoint: { ...endpoint('web'), latest: result, results: [result] } });
    await page.getByRole('button', { name: 'Show more (64)' }).waitFor();
    await page.getByRole('row', { name: /status 204/ }).waitFor();
  });
});

describe('the console acts', { timeout: 60_000 }, () => {
  it('switching a fault asks the server, and the switch shows what the server says', async () => {
    const page = await open('#/');
    const slow = page.getByRole('switch', { name: 'Slow answers' });
    await expect.poll(() => slow.getAttribute('aria-checked')).toBe('false');
    await slow.click();
    await page.locator('[role=switch][aria-checked=true]', { hasText: 'Slow answers' }).waitFor();
    await page.getByRole('switch', { name: 'API errors' }).click();
    await page.locator('[role=switch][aria-checked=false]', { hasText: 'API errors' }).waitFor();
    expect(server.faultChanges).toEqual(['slow on', 'errors off']);
  });

  it('says why a fault could not be switched', async () => {
    const page = await open('#/');
    await page.route('**/api/target/faults/down', (route) =>
      route.fulfill({ status: 500, json: { error: 'Cannot stop the shop: it is stuck' } }),
    );
    await page.getByRole('switch', { name: 'Down' }).click();
    await page.getByRole('alert').getByText('Cannot stop the shop: it is stuck').waitFor();
    expect(server.faultChanges).toEqual([]);
  });

  it('probes an endpoint at once', async () => {
    const page = await open('#/endpoints/web');
    await page.getByRole('button', { name: 'Probe now' }).click();
    await expect.poll(() => server.probed).toEqual(['web']);
  });
});

describe('when the watch stops answering', { timeout: 60_000 }, () => {
  it('the console says so, keeps what it shows, and catches up when the watch is back', async () => {
    const page = await open('#/');
    await server.stop();
    await page.getByText('Connection lost.').waitFor();
    await page.locator('.live', { hasText: 'Disconnected' }).waitFor();
    await expect.poll(() => page.locator('.tile').count()).toBe(14);
    const { latest: _, ...pending } = endpoint('web');
    server.publish({ type: 'endpoint', endpoint: { ...pending, outcome: 'pending', results: [] } });
    await server.resume();
    await page.locator('.live', { hasText: 'Live' }).waitFor();
    await page.locator('.tile', { hasText: 'Storefront' }).getByText('Pending').waitFor();
    await expect.poll(() => page.getByText('Connection lost.').count()).toBe(0);
  });

  it('a page that is opened meanwhile waits for it', async () => {
    const page = await open('#/');
    await page.route('**/api/alarms', (route) =>
      route.fulfill({ status: 500, json: { error: 'Cannot list the alarms: not yet' } }),
    );
    await page.reload();
    await page.getByText('Cannot list the alarms: not yet').waitFor();
    await page.unroute('**/api/alarms');
    await page.locator('.tile').first().waitFor();
  });
});
