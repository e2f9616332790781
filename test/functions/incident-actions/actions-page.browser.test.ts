import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerRequest } from '../../../functions/incident-actions/answer-request.ts';
import type { Incident } from '../../../shared/model/incident.ts';
import { sampleAlert } from '../../support/alert-samples.ts';
import { launchBrowser } from '../../support/browser.ts';
import { type ActionWorld, actionWorld } from './action-world.ts';
import { lookedAtMs, sampleIncident, standings } from './sample-incident.ts';

let browser: Browser;
let server: Server;
let axeSource: string;
let url: string;
/** What the server is about just now. */
let world: ActionWorld;

beforeAll(async () => {
  const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
  [browser, axeSource] = await Promise.all([launchBrowser(), readFile(axePath, 'utf8')]);
  server = createServer(async (request, response) => {
    const { method = '', url: path = '', headers } = request;
    const sent = { 'content-type': headers['content-type'] };
    const body = await text(request);
    const answer = await answerRequest({ method, path, body, headers: sent }, world.ports);
    response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}, 120_000);

afterAll(async () => {
  await browser?.close();
  server?.closeAllConnections();
  await new Promise((resolve) => server?.close(resolve));
});

/** A page on a phone that runs no script of the page's; `problems` are what the browser complains of. */
async function openPhone(incident: Incident, path?: string) {
  world = actionWorld(incident);
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('console', (message) => {
    // That a page comes with an error's status is part of some tests.
    if (['error', 'warning'].includes(message.type()) && !message.text().includes('the server responded with a status'))
      problems.push(message.text());
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(url)) problems.push(`asked ${request.url()}`);
  });
  await page.goto(`${url}${path ?? world.linkPath()}`);
  return { page, problems };
}

/** What axe finds that keeps people out, as `rule: element`. */
async function findBarriers(page: Page): Promise<readonly string[]> {
  const { violations } = await page.evaluate<AxeResults>(`axe.run({ resultTypes: ['violations'] })`);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}

const opening = {
  ...sampleAlert(),
  owner: 'Platform',
  runbookSteps: [
    { text: 'See whether a deployment is under way, and wait for its end.' },
    { text: 'Restart the service', run: 'aws ecs update-service --cluster shop --service web --force-new-deployment' },
  ],
};
const related = [
  { alarm: 'a', title: 'checkout is down', sinceMs: lookedAtMs - 600_000 },
  { alarm: 'b', title: 'api is slow', sinceMs: lookedAtMs - 500_000, overMs: lookedAtMs - 60_000 },
];

/** Targets that a thumb can hit: WCAG 2.5.5. */
const leastTargetPx = 44;

describe('the page behind an acknowledge link, on a phone', () => {
  it.each(Object.entries(standings))(
    'shows an incident that is %s without error, barrier in light or dark, small target or sideways scrolling',
    async (_, standing) => {
      const { page, problems } = await openPhone(sampleIncident({ ...standing, news: { opening }, related }));
      await page.evaluate(axeSource);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        expect(await findBarriers(page), colorScheme).toEqual([]);
      }
      for (const summary of await page.locator('summary').all()) await summary.click();
      expect(await findBarriers(page), 'with all forms open').toEqual([]);
      const [contentWidth, width] = await page.evaluate(() => [
        document.documentElement.scrollWidth,
        document.documentElement.clientWidth,
      ]);
      expect(contentWidth).toBe(width);
      const targets = page.locator('button, summary, input[type=text], label.choice, a');
      const heights = await targets.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height));
      expect(Math.min(...heights)).toBeGreaterThanOrEqual(leastTargetPx);
      expect(problems).toEqual([]);
      await page.context().close();
    },
  );

  it('has its style: the policy lets it through', async () => {
    const { page } = await openPhone(sampleIncident());
    const button = page.getByRole('button', { name: 'Acknowledge' });
    expect(await button.evaluate((one) => getComputedStyle(one).backgroundColor)).toBe('rgb(11, 92, 173)');
    await page.context().close();
  });

  it('acknowledges with one tap', async () => {
    const { page, problems } = await openPhone(sampleIncident());
    const address = page.url();
    await page.getByRole('button', { name: 'Acknowledge' }).click();
    await page.getByText('Acknowledged by Ada').waitFor();
    expect(world.acts).toEqual([{ action: 'acknowledge', incident: '7k3m9x2q4ab5', by: 'Ada', seenActions: 0 }]);
    expect(page.url()).toBe(address);
    expect(await page.getByRole('button', { name: 'Acknowledge' }).count()).toBe(0);
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it('does nothing when it is loaded again after an action', async () => {
    const { page } = await openPhone(sampleIncident());
    await page.getByRole('button', { name: 'Acknowledge' }).click();
    await page.getByText('Acknowledged by Ada').waitFor();
    await page.reload();
    expect(world.acts).toHaveLength(1);
    await page.context().close();
  });

  it('resolves with a reason and a name', async () => {
    const { page } = await openPhone(sampleIncident());
    await page.locator('summary', { hasText: 'Resolve' }).click();
    const form = page.locator('form', { has: page.getByRole('button', { name: 'Resolve' }) });
    await form.getByLabel('Reason').fill('The probe was <wrong>');
    await form.getByLabel('False alarm').check();
    await form.getByLabel('Your name').fill('Ada');
    await form.getByRole('button', { name: 'Resolve' }).click();
    await page.getByText('Resolved by Ada (by a link sent to ada/email)').waitFor();
    expect(world.acts).toMatchObject([{ action: 'resolve', reason: 'The probe was <wrong>', falseAlarm: true }]);
    await page.context().close();
  });

  it('silences for a length that is chosen, and not without a reason', async () => {
    const { page } = await openPhone(sampleIncident());
    await page.locator('summary', { hasText: 'Silence' }).click();
    const form = page.locator('form', { has: page.getByRole('button', { name: 'Silence' }) });
    await form.getByLabel('4 hours').check();
    await form.getByRole('button', { name: 'Silence' }).click();
    expect(await form.getByLabel('Reason').evaluate((one: HTMLInputElement) => one.validity.valueMissing)).toBe(true);
    expect(world.acts).toEqual([]);
    await form.getByLabel('Reason').fill('Deploying');
    await form.getByRole('button', { name: 'Silence' }).click();
    await page.getByText('Silenced', { exact: true }).waitFor();
    expect(world.acts).toMatchObject([{ action: 'silence', reason: 'Deploying', untilMs: lookedAtMs + 4 * 3_600_000 }]);
    await page.context().close();
  });

  it('shows who was faster, and keeps what was written', async () => {
    const { page } = await openPhone(sampleIncident());
    await page.getByText('Add a note or your name').click();
    await page.getByLabel('Note').first().fill('On my way');
    world.change(sampleIncident(standings.silenced));
    await page.getByRole('button', { name: 'Acknowledge' }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').textContent()).toContain('somebody has acted since this page was made');
    expect(await page.getByLabel('Note').first().inputValue()).toBe('On my way');
    expect(world.acts).toEqual([]);
    await page.evaluate(axeSource);
    expect(await findBarriers(page)).toEqual([]);
    await page.context().close();
  });

  it.each([
    ['tampered', '/i/1.aaaaaaaaaaaaaaaaaaaaaaaaa.shop.prod.ada_2femail.7k3m9x2q4ab5.zzzzzz', 'This link is not ours'],
    ['incomplete', '/i/1.aaaa', 'This link is not complete'],
  ])('says without a barrier that a link is %s', async (_, path, heading) => {
    const { page, problems } = await openPhone(sampleIncident(), path);
    expect(await page.locator('h1').textContent()).toBe(heading);
    await page.evaluate(axeSource);
    expect(await findBarriers(page)).toEqual([]);
    expect(problems).toEqual([]);
    await page.context().close();
  });
});
