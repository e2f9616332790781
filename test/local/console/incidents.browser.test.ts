import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { IncidentView } from '../../../local/api/types.ts';
import { launchBrowser } from '../../support/browser.ts';
import { type ConsolePage, openConsole } from '../../support/console-page.ts';
import { type ConsoleServer, startConsoleServer } from '../../support/console-server.ts';
import { NOW_MS } from './fixture-results.ts';
import { sampleWatch } from './fixtures.ts';

const { snapshot } = sampleWatch();
let browser: Browser;
let server: ConsoleServer;
let opened: ConsolePage | undefined;

const open = async (hash: string, width?: number) => {
  opened = await openConsole(browser, server.url, { hash, ...(width !== undefined && { width }) });
  return opened.page;
};

const incidentOf = (alarmId: string): IncidentView => {
  const found = snapshot.incidents.find((one) => one.alarmId === alarmId);
  if (!found) throw new Error(`Cannot find an incident of "${alarmId}" in the fixtures, must be there`);
  return found;
};

const api = incidentOf('endpoint/api/down');
const apiPage = `#/incidents/${api.id}`;

beforeAll(async () => {
  browser = await launchBrowser();
}, 120_000);

afterAll(() => browser?.close());

beforeEach(async () => {
  server = await startConsoleServer(sampleWatch());
});

/** What the browser writes where the server refuses: the one problem that a test may be about. */
let refusals: readonly string[] = [];

afterEach(async () => {
  const problems = opened?.problems.filter((problem) => !refusals.some((status) => problem.includes(status)));
  refusals = [];
  expect(problems ?? []).toEqual([]);
  await opened?.page.context().close();
  opened = undefined;
  await server.stop();
});

describe('the list of incidents', { timeout: 60_000 }, () => {
  it('says of each how it stands, whose it is, who hears of it next and when', async () => {
    const page = await open('#/incidents');
    const row = page.locator('.incident-row', { hasText: 'Product API is down' });
    await expect
      .poll(() => row.innerText())
      .toMatch(/Open[\s\S]*Owner Shop team[\s\S]*explains 40 alarms[\s\S]*Katherine Johnson 14:28 \(in/);
    await page.locator('.incident-row', { hasText: 'Returns today' }).getByText('Held: maintenance').waitFor();
    await page.getByRole('row', { name: /lock.*47\smin after 6\smin by Grace Hopper/ }).waitFor();
  });

  it('is filtered by status and severity', async () => {
    const page = await open('#/incidents');
    const titles = () => page.locator('.incident-row a').allTextContents();
    await page.getByRole('button', { name: 'Held 2' }).click();
    await expect
      .poll(titles)
      .toEqual(['Orders database has a long-running query', 'Returns today gives error or timeout']);
    await page.getByRole('button', { name: 'critical' }).click();
    await page.getByText('No incident matches').waitFor();
  });

  it('follows what happens: a new one is listed and counted, one that ends is over', async () => {
    const page = await open('#/incidents');
    const count = page.getByRole('link', { name: 'Incidents 8 open' });
    await count.waitFor();
    server.publish({ type: 'incident', incident: { ...api, id: 'newincident1', title: 'Archive is down' } });
    await page.locator('.incident-row', { hasText: 'Archive is down' }).waitFor();
    await page.getByRole('link', { name: 'Incidents 9 open' }).waitFor();
    const resolved = { atMs: NOW_MS, okSinceMs: NOW_MS };
    server.publish({ type: 'incident', incident: { ...api, status: 'resolved', phase: 'resolved', resolved } });
    await page.getByRole('row', { name: /Product API is down.*2\smin 20\ss/ }).waitFor();
    await count.waitFor();
  });
});

describe('an incident', { timeout: 60_000 }, () => {
  it('tells its story, with the way to each message', async () => {
    const page = await open(apiPage);
    const story = page.locator('.story-row');
    await expect
      .poll(() => story.locator('.story-what > .strong').allTextContents())
      .toEqual(['Opened', 'Announced by policy “critical”', 'Told', 'It explains 40 more alarms', 'Next']);
    await story.getByText('The receiver answered 500 four times within 30 s').waitFor();
    await story.getByText('instead of audit').waitFor();
    await story.getByRole('link', { name: 'chat' }).click();
    await page.locator('.slack').waitFor();
  });

  it('counts from its opening, in whole seconds', async () => {
    const page = await open(apiPage);
    const { timeline, ...rest } = api;
    const late = { ...api.timeline[2], what: 'told', tell: 'escalation', channel: 'chat', step: 1 } as const;
    const told = { ...late, atMs: rest.openedAtMs + 599_970, result: 'delivered', attempts: 1 } as const;
    server.publish({ type: 'incident', incident: { ...rest, timeline: [...timeline, told] } });
    await expect
      .poll(() => page.locator('.story-row', { hasText: 'Escalated: step 2' }).locator('.story-after').textContent())
      .toBe('+10\u00a0min');
  });

  it('that somebody has shows the steps that are left as not taken, and nothing to silence', async () => {
    const page = await open(apiPage);
    const steps = page.locator('.step');
    await expect.poll(() => steps.nth(1).locator('time').count()).toBe(1);
    const acknowledged = { atMs: NOW_MS, by: 'Ada Byron' };
    server.publish({ type: 'incident', incident: { ...api, status: 'acknowledged', acknowledged } });
    await expect
      .poll(() => steps.locator('.step-who > .strong').allTextContents())
      .toEqual(['Not taken: acknowledged by Ada Byron', 'Not taken: acknowledged by Ada Byron']);
    expect(await steps.locator('time').count()).toBe(1);
    expect(await page.getByRole('button', { name: 'Silence' }).count()).toBe(0);
  });

  it('that is over still shows which steps were taken', async () => {
    const page = await open(apiPage);
    const resolved = { atMs: NOW_MS, okSinceMs: NOW_MS, by: 'Grace Hopper' };
    server.publish({ type: 'incident', incident: { ...api, status: 'resolved', phase: 'resolved', resolved } });
    const card = page.locator('.card', { hasText: 'Who was told' });
    await card.locator('.step-done').waitFor();
    await expect.poll(() => card.getByText('Not taken: resolved by Grace Hopper').count()).toBe(2);
  });

  it('lists the alarms that it explains, at first a dozen', async () => {
    const page = await open(apiPage);
    await page.getByText('36 of 40 alarms still on').waitFor();
    await page.getByRole('button', { name: 'Show more (28)' }).click();
    await expect.poll(() => page.locator('.related > li').count()).toBe(40);
  });

  it('copies a command of its runbook', async () => {
    const page = await open(apiPage);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: 'Copy the command of step 3' }).click();
    await page.getByText('Copied').waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('npm run deploy -- --release previous');
  });

  it('says first of all that a drill is one', async () => {
    const page = await open(`#/incidents/${incidentOf('endpoint/web/down').id}`);
    await page.getByText('Nothing is wrong: Katherine Johnson rehearses.').waitFor();
    await page.locator('.page-title .drill-tag').waitFor();
  });

  it('that there never was is not found', async () => {
    refusals = ['404'];
    const page = await open('#/incidents/nowhere');
    await page.getByText('Cannot find incident "nowhere": there is none by that name').waitFor();
  });

  it('that the list no longer holds is asked for', async () => {
    const page = await open('#/incidents');
    const old = { ...api, id: 'oldincident1', title: 'Cellar is flooded' };
    await page.route('**/api/incidents/oldincident1', (route) => route.fulfill({ json: old }));
    await page.evaluate(() => {
      location.hash = '#/incidents/oldincident1';
    });
    await page.getByRole('heading', { level: 1, name: 'Cellar is flooded' }).waitFor();
  });
});

describe('a person', { timeout: 60_000 }, () => {
  it('acknowledges with the keyboard, and their name is remembered', async () => {
    const page = await open(apiPage);
    await page.getByRole('button', { name: 'Acknowledge' }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Acknowledge' });
    await dialog.getByLabel('Your name').waitFor();
    await page.keyboard.type('Ada Byron');
    await page.keyboard.press('Tab');
    await page.keyboard.type('I am at it');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.locator('.page-title').getByText('Acknowledged').waitFor();
    expect(server.acts).toEqual([
      { incident: api.id, act: { action: 'acknowledge', by: 'Ada Byron', note: 'I am at it', seenActions: 0 } },
    ]);
    expect(await page.locator('.page-actions button').allTextContents()).toEqual(['Resolve']);
    await page.reload();
    await page.getByRole('button', { name: 'Resolve' }).click();
    await expect.poll(() => page.getByLabel('Your name').inputValue()).toBe('Ada Byron');
  });

  it('who signs for the first time chooses among the people of the definition', async () => {
    const page = await open(apiPage);
    await page.getByRole('button', { name: 'Acknowledge' }).click();
    const list = await page.getByLabel('Your name').getAttribute('list');
    const names = page.locator(`datalist[id="${list}"] option`);
    await expect
      .poll(() => names.evaluateAll((options) => options.map((option) => option.getAttribute('value'))))
      .toEqual(snapshot.watch.people);
    expect(snapshot.watch.people).toContain('Ada Byron');
  });

  it('silences for a time, and must say why', async () => {
    const page = await open(apiPage);
    await page.getByRole('button', { name: 'Silence' }).click();
    const dialog = page.getByRole('dialog', { name: 'Silence' });
    await dialog.getByLabel('Your name').fill('Ada');
    await dialog.getByLabel('For').selectOption({ label: '4 hours' });
    await dialog.getByText('until 18:20 (Europe/Zurich)').waitFor();
    const submit = dialog.getByRole('button', { name: 'Silence' });
    await submit.click();
    await dialog.getByLabel('Reason').fill('  ');
    await submit.click();
    expect(server.acts).toEqual([]);
    await dialog.getByLabel('Reason').fill('Planned work');
    await submit.click();
    await dialog.waitFor({ state: 'detached' });
    expect(server.acts).toMatchObject([{ act: { action: 'silence', by: 'Ada', reason: 'Planned work' } }]);
    await page.locator('.page-title').getByText('Silenced').waitFor();
  });

  it('resolves as a false alarm', async () => {
    const page = await open(apiPage);
    await page.getByRole('button', { name: 'Resolve' }).click();
    const dialog = page.getByRole('dialog', { name: 'Resolve' });
    await dialog.getByLabel('Your name').fill('Ada');
    await dialog.getByLabel('False alarm').check();
    await dialog.getByRole('button', { name: 'Resolve' }).click();
    await page.locator('.page-title').getByText('Resolved').waitFor();
    expect(server.acts).toMatchObject([{ act: { action: 'resolve', falseAlarm: true } }]);
    expect(await page.locator('.page-actions button').count()).toBe(0);
  });

  it('is told where somebody was faster, and loses nothing of what they wrote', async () => {
    const page = await open(apiPage);
    await page.getByRole('button', { name: 'Resolve' }).click();
    const dialog = page.getByRole('dialog', { name: 'Resolve' });
    await dialog.getByLabel('Your name').fill('Ada');
    await dialog.getByLabel('What it was').fill('A bad release');
    server.publish({ type: 'incident', incident: { ...api, actions: 1, acknowledged: { atMs: NOW_MS, by: 'Grace' } } });
    await dialog.getByRole('button', { name: 'Resolve' }).click();
    refusals = ['409'];
    await dialog.getByRole('alert').getByText('somebody was faster, must be looked at again').waitFor();
    await expect.poll(() => dialog.getByLabel('What it was').inputValue()).toBe('A bad release');
  });

  it('changes their mind with Escape, and the focus is where it was', async () => {
    const page = await open(apiPage);
    await page.getByRole('button', { name: 'Silence' }).click();
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Silence');
  });

  it('begins a drill of an alarm, and comes to its incident', async () => {
    const page = await open('#/alarms/endpoint/checkout/down');
    await page.getByRole('button', { name: 'Drill' }).click();
    const dialog = page.getByRole('dialog', { name: 'Begin a drill' });
    await dialog.getByLabel('Your name').fill('Ada');
    await dialog.getByLabel('It ends by itself after').selectOption({ label: '5 minutes' });
    await dialog.getByRole('button', { name: 'Begin the drill' }).click();
    await page.getByText('Nothing is wrong: Ada rehearses.').waitFor();
    expect(server.acts).toEqual([{ drill: 'endpoint/checkout/down', by: 'Ada', forMs: 300_000 }]);
  });
});

describe('the overview', { timeout: 60_000 }, () => {
  it('says of each firing alarm how its incident stands, and lists what else is open', async () => {
    const page = await open('#/');
    const rows = page.locator('.firing > li');
    await rows.filter({ hasText: 'Product API is down' }).getByRole('link', { name: 'Incident: Open' }).waitFor();
    await rows.filter({ hasText: 'has a long-running query' }).getByText('Ada Byron has it').waitFor();
    await rows.filter({ hasText: 'Name servers is down' }).getByText('Recovering').waitFor();
    await rows.filter({ hasText: 'Storefront is down' }).getByText('Drill').waitFor();
  });

  it('folds away what an incident explains', async () => {
    const page = await open('#/');
    const checkout = snapshot.alarms.find(({ alarm }) => alarm.id === 'endpoint/checkout/slow');
    const flapping = incidentOf('endpoint/checkout/slow');
    if (!checkout) throw new Error('Cannot test: the fixtures have no slow checkout, must have it');
    const related = [{ alarm: checkout.alarm.name, title: checkout.alarm.title, sinceMs: NOW_MS }];
    const resolved = { atMs: NOW_MS, okSinceMs: NOW_MS };
    server.publish({ type: 'incident', incident: { ...flapping, status: 'resolved', phase: 'resolved', resolved } });
    server.publish({ type: 'incident', incident: { ...api, related } });
    const fold = page.getByText('1 more alarm is explained by an incident above');
    await fold.click();
    await page.locator('.firing-fold').getByText('explained by Product API is down').waitFor();
  });
});
