import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../support/browser.ts';
import { type ConsolePage, openConsole } from '../../support/console-page.ts';
import { type ConsoleServer, startConsoleServer } from '../../support/console-server.ts';
import { NOW_MS } from './fixture-results.ts';
import { sampleWatch } from './fixtures.ts';

const { snapshot } = sampleWatch();
let browser: Browser;
let server: ConsoleServer;
let opened: ConsolePage | undefined;

const open = async (hash: string) => {
  opened = await openConsole(browser, server.url, { hash });
  return opened.page;
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

describe('the page of a database', { timeout: 60_000 }, () => {
  it('names the culprit, links to its alarm and says what to do', async () => {
    const page = await open('#/databases/orders');
    const finding = page.locator('.finding', { hasText: 'has been running for 312 s' }).first();
    await finding.getByText('What to do: SELECT pg_cancel_backend(48213)').waitFor();
    await finding.getByRole('link').click();
    await page.getByRole('heading', { level: 1, name: 'Orders database has a long-running query' }).waitFor();
    await page.getByRole('link', { name: 'Database', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Orders database' }).waitFor();
  });

  it('shows its tables with units, says a grade in words, and opens a long statement and more rows', async () => {
    const page = await open('#/databases/orders');
    const sessions = page.getByRole('region', { name: 'Long-running sessions, rows' });
    await sessions.getByRole('row', { name: /^Critical: 48213 5.min 12.s/ }).waitFor();
    const statements = page.getByRole('region', { name: 'Statements by total time', exact: true });
    expect(await statements.locator('tbody tr').count()).toBe(10);
    await statements.getByRole('button', { name: 'Show more (8)' }).click();
    await expect.poll(() => statements.locator('tbody tr').count()).toBe(18);
    const cut = statements.locator('details').first();
    await cut.locator('summary').click();
    await cut.getByText('ORDER BY revenue DESC').waitFor();
    await page.getByText('Read once a day: the first comes with the next run.').waitFor();
  });

  it('says in one line what is empty, and how long ago something was last', async () => {
    const page = await open('#/databases/orders');
    await page.getByText('Nothing in: connections by state, standbys.', { exact: true }).waitFor();
    const indexes = page.getByRole('region', { name: 'Indexes, rows' });
    await indexes.getByRole('cell', { name: /^400.ms ago$/ }).waitFor();
  });

  it('folds its alarms that are OK, after those that are not', async () => {
    const page = await open('#/databases/orders');
    const alarms = page.getByRole('region', { name: 'Alarms', exact: true });
    const shownStates = () =>
      alarms.locator('.row-alarm .badge:last-child').filter({ visible: true }).allTextContents();
    expect(await shownStates()).not.toContain('OK');
    const fold = alarms.locator('summary');
    expect(await fold.textContent()).toMatch(/^\d+ alarms are OK$/);
    await fold.press('Enter');
    await expect.poll(shownStates).toContain('OK');
  });

  it('follows an event, and loads its tables again', async () => {
    const page = await open('#/databases/orders');
    const [database] = snapshot.databases;
    if (!database) throw new Error('Cannot make an event: the fixtures have no database, must have one');
    await page.getByText('Long-running sessions').first().waitFor();
    const tables = database.tables.filter(({ name }) => name !== 'slow');
    server.publish({
      type: 'database',
      database: { ...database, state: 'healthy', summary: 'healthy: calm.', findings: [], tables, atMs: NOW_MS },
    });
    await page.getByText('Calm.').waitFor();
    await page.getByText('Nothing is wrong').waitFor();
    await expect.poll(() => page.getByText('Long-running sessions').count()).toBe(0);
    expect(opened?.problems).toEqual([]);
  });
});

describe('the page of a number', { timeout: 60_000 }, () => {
  it('shows a funnel with what is left of each step', async () => {
    const page = await open('#/numbers/checkout');
    await page.getByRole('row', { name: /^began to pay 412.visitors 8.6.% 34.2.%$/ }).waitFor();
  });

  it('says why an alert holds, and follows an event', async () => {
    const page = await open('#/numbers/oldest-parcel');
    await page.locator('.row-alarm', { hasText: 'Older than 45m' }).getByText('2970 is older than 45m').waitFor();
    const kpi = snapshot.kpis.find(({ id }) => id === 'oldest-parcel');
    if (!kpi?.latest) throw new Error('Cannot make an event: the fixtures have no result, must have one');
    const latest = { ...kpi.latest, value: 60, verdicts: [], reason: 'sent a minute ago', atMs: NOW_MS };
    server.publish({ type: 'kpi', kpi: { ...kpi, latest, results: [latest, ...kpi.results] } });
    await page.locator('.page-title').getByText('On target').waitFor();
    await page.getByRole('row', { name: /sent a minute ago/ }).waitFor();
  });
});

describe('the page of a report', { timeout: 60_000 }, () => {
  it('shows it in a frame of its own, and writes a new one', async () => {
    const page = await open('#/reports/weekly');
    const report = page.frameLocator('iframe');
    await report.getByText('Edition 1.').waitFor();
    await page.getByRole('button', { name: 'Write now' }).click();
    await report.getByText('Edition 2.').waitFor();
    await page.getByText('This one was written').waitFor();
    expect([server.written, opened?.problems]).toEqual([['weekly'], []]);
  });

  it('says when a report that was never written has been, once it is seen', async () => {
    const page = await open('#/reports/monthly');
    await page.frameLocator('iframe').getByText('Monthly report of shop').waitFor();
    await page.getByText('This one was written').waitFor();
    expect(server.written).toEqual([]);
  });
});

describe('the navigation', { timeout: 60_000 }, () => {
  const labels = async (hash: string) =>
    (await open(hash)).locator('.nav > ul > li > a > span:first-of-type').allTextContents();

  it('has a section for each kind of thing that is watched', async () => {
    expect(await labels('#/')).toEqual([
      'Overview',
      'Incidents',
      'Alarms',
      'Databases',
      'Numbers',
      'On call',
      'Policies',
      'Inbox',
      'Dashboards',
      'Reports',
    ]);
  });

  it('tells dashboards apart whose titles differ in nothing but case', async () => {
    await server.stop();
    const [first] = snapshot.dashboards;
    if (!first) throw new Error('Cannot double a dashboard: the fixtures have none, must have one');
    const dashboards = [...snapshot.dashboards, { ...first, id: 'double', title: first.title.toUpperCase() }];
    server = await startConsoleServer({ ...sampleWatch(), snapshot: { ...snapshot, dashboards } });
    const page = await open('#/');
    const titles = (await page.locator('.nav-sub a').allTextContents()).map((text) => text.trim());
    expect(titles).toContain(`${first.title} ${first.id}`);
    expect(titles).toContain(`${first.title.toUpperCase()} double`);
    expect(titles).toContain('Every widget');
  });

  it('names each page in the tab of the browser', async () => {
    const page = await open('#/');
    const title = (name: string) => new RegExp(`^\\(\\d+\\) ${name} – shop local – Watchkeeper$`);
    await expect.poll(() => page.title()).toMatch(title('Overview'));
    await page.locator('.nav').getByRole('link', { name: 'Inbox' }).click();
    await expect.poll(() => page.title()).toMatch(title('Inbox'));
    await page.goto(`${server.url}/#/databases/orders`);
    await expect.poll(() => page.title()).toMatch(title('Orders database'));
  });

  it('leaves out what the plan has nothing for', async () => {
    await server.stop();
    const bare = { ...snapshot, databases: [], kpis: [], refreshes: [], reports: [], rotations: [], routes: [] };
    server = await startConsoleServer({ ...sampleWatch(), snapshot: bare });
    expect(await labels('#/')).toEqual(['Overview', 'Incidents', 'Alarms', 'Inbox', 'Dashboards']);
  });
});
