import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../support/browser.ts';
import { openConsole } from '../../support/console-page.ts';
import { type ConsoleServer, startConsoleServer } from '../../support/console-server.ts';
import { freshWatch, sampleWatch } from './fixtures.ts';

const sample = sampleWatch();
const deliveryOf = (kind: string) => {
  const found = sample.snapshot.deliveries.find(
    (delivery) => delivery.kind === kind && delivery.severity === 'critical' && delivery.status === 'firing',
  );
  return `#/inbox/${encodeURIComponent(found?.id ?? kind)}`;
};

const incidentWith = (status: string) => {
  const found = sample.snapshot.incidents.find(({ drill, ...incident }) =>
    drill === undefined ? incident.status === status : status === 'drill',
  );
  return `#/incidents/${found?.id ?? status}`;
};

/** Every kind of page, with a title that it must show. */
const pages = [
  {
    name: 'the overview',
    hash: '#/',
    title: '1 of 7 endpoints is down, 2 degraded, 1 unknown; 1 of 2 databases is failing',
  },
  { name: 'an endpoint that is up', hash: '#/endpoints/web', title: 'Storefront' },
  { name: 'an endpoint that is down', hash: '#/endpoints/api', title: 'Product API' },
  { name: 'an endpoint without results', hash: '#/endpoints/archive', title: 'Archive' },
  { name: 'the alarms', hash: '#/alarms', title: 'Alarms' },
  { name: 'an alarm that fires', hash: '#/alarms/endpoint/api/down', title: 'Product API is down' },
  { name: 'an alarm without data', hash: '#/alarms/endpoint/archive/down', title: 'Archive: availability' },
  { name: 'an alarm of a database', hash: '#/alarms/database/orders/query-stuck', title: 'has a long-running query' },
  {
    name: 'an alarm that looks at an hour',
    hash: '#/alarms/database/stock/connections-filling',
    title: 'Stock database: connections used',
  },
  { name: 'an alarm of a number', hash: '#/alarms/kpi/revenue/alert', title: 'Revenue today: alert “below 1,000 EUR”' },
  { name: 'the incidents', hash: '#/incidents', title: 'Incidents' },
  { name: 'an open incident with 40 alarms', hash: incidentWith('open'), title: 'Product API is down' },
  { name: 'a flapping incident', hash: incidentWith('flapping'), title: 'Checkout is slow' },
  { name: 'an acknowledged incident', hash: incidentWith('acknowledged'), title: 'has a long-running query' },
  { name: 'a silenced incident', hash: incidentWith('silenced'), title: 'Certificate of Account expires' },
  { name: 'a held incident', hash: incidentWith('held'), title: 'has a long-running query' },
  { name: 'an incident that is over', hash: incidentWith('resolved'), title: 'Product API is down' },
  { name: 'a drill', hash: incidentWith('drill'), title: 'Storefront is down' },
  { name: 'who is on call', hash: '#/on-call', title: 'On call' },
  { name: 'the policies', hash: '#/policies', title: 'Policies' },
  { name: 'the databases', hash: '#/databases', title: 'Databases' },
  { name: 'a database in trouble', hash: '#/databases/orders', title: 'Orders database' },
  { name: 'a calm database', hash: '#/databases/stock', title: 'Stock database' },
  { name: 'the numbers', hash: '#/numbers', title: 'Numbers' },
  { name: 'a number on target', hash: '#/numbers/revenue', title: 'Revenue today' },
  { name: 'a funnel', hash: '#/numbers/checkout', title: 'Way to an order' },
  { name: 'a number without an answer', hash: '#/numbers/returns', title: 'Returns today' },
  { name: 'the reports', hash: '#/reports', title: 'Reports' },
  { name: 'a report', hash: '#/reports/weekly', title: 'Weekly report' },
  { name: 'the inbox', hash: '#/inbox', title: 'Inbox' },
  { name: 'an email', hash: deliveryOf('email'), title: 'CRITICAL shop local' },
  { name: 'an SMS', hash: deliveryOf('sms'), title: 'CRITICAL shop local' },
  { name: 'a Slack message', hash: deliveryOf('slack'), title: 'CRITICAL shop local' },
  { name: 'a webhook', hash: deliveryOf('webhook'), title: 'CRITICAL shop local' },
  { name: 'the dashboards', hash: '#/dashboards', title: 'Dashboards' },
  { name: 'a planned dashboard', hash: '#/dashboards/overview', title: 'Shop overview' },
  { name: 'the dashboard of a database', hash: '#/dashboards/database-orders', title: 'Orders database' },
  { name: 'a dashboard of every widget', hash: '#/dashboards/widgets', title: 'Every widget' },
  { name: 'a page that is not there', hash: '#/nowhere', title: 'Not found' },
  { name: 'a database that is not there', hash: '#/databases/nowhere', title: 'Not found' },
  { name: 'an endpoint that is not there', hash: '#/endpoints/nowhere', title: 'Not found' },
] as const;

let browser: Browser;
let server: ConsoleServer;
let fresh: ConsoleServer;
let axeSource: string;

beforeAll(async () => {
  const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
  [browser, server, fresh, axeSource] = await Promise.all([
    launchBrowser(),
    startConsoleServer(sample),
    startConsoleServer(freshWatch()),
    readFile(axePath, 'utf8'),
  ]);
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await Promise.all([server?.stop(), fresh?.stop()]);
});

/** What axe finds that keeps people out, as `rule: element`; of `rules` where some are named, otherwise of all. */
async function findBarriers(page: Page, rules?: readonly string[]): Promise<readonly string[]> {
  const runOnly = rules === undefined ? {} : { runOnly: rules };
  const { violations } = await page.evaluate<AxeResults>(
    `axe.run(${JSON.stringify({ ...runOnly, resultTypes: ['violations'] })})`,
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}

/** The width of the content and of the window: the same where nothing has to be scrolled sideways. */
function measureWidths(page: Page): Promise<readonly [content: number, window: number]> {
  return page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
}

describe('the console shows, without error, without barriers in light and dark, and without sideways scrolling', () => {
  it.each(pages)(
    '$name',
    async ({ hash, title }) => {
      const { page, problems } = await openConsole(browser, server.url, { hash });
      await page.locator('#main h1', { hasText: title }).first().waitFor();
      const [contentWidth, windowWidth] = await measureWidths(page);
      expect(contentWidth, 'on a desk').toBe(windowWidth);
      await page.evaluate(axeSource);
      expect(await findBarriers(page), 'in light').toEqual([]);
      await page.emulateMedia({ colorScheme: 'dark' });
      expect(await findBarriers(page, ['color-contrast']), 'in dark').toEqual([]);
      await page.setViewportSize({ width: 390, height: 844 });
      const [phoneContentWidth, phoneWidth] = await measureWidths(page);
      expect(phoneContentWidth, 'on a phone').toBe(phoneWidth);
      expect(await findBarriers(page), 'on a phone').toEqual([]);
      expect(problems).toEqual([]);
      await page.context().close();
    },
    60_000,
  );
});

describe('a watch that has just begun says what will come', () => {
  it.each([
    ['#/', 'The first result comes within 1 min.'],
    ['#/', 'The first goes out when an alarm changes its state.'],
    ['#/endpoints/web', 'Nothing is known yet: the first probe has not run.'],
    ['#/alarms/endpoint/web/down', 'The datapoints appear with the first evaluation, at the end of a period.'],
    ['#/incidents', 'To see one without waiting, open an alarm and begin a drill.'],
    ['#/databases/orders', 'Nothing is known yet: the first run has not ended.'],
    ['#/databases/orders', 'Nothing read yet'],
    ['#/numbers/revenue', 'The first comes within 5 min.'],
    ['#/reports', 'not written yet'],
    ['#/inbox', 'break something on the overview, and wait for the alarm to see it.'],
    ['#/dashboards/overview', 'No data in this range yet'],
  ])(
    '%s: %s',
    async (hash, text) => {
      const { page, problems } = await openConsole(browser, fresh.url, { hash });
      await page.getByText(text).first().waitFor();
      expect(problems).toEqual([]);
      await page.context().close();
    },
    60_000,
  );
});
