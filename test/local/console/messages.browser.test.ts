import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { DeliveryView } from '../../../local/api/types.ts';
import { launchBrowser } from '../../support/browser.ts';
import { type ConsolePage, openConsole } from '../../support/console-page.ts';
import { type ConsoleServer, startConsoleServer } from '../../support/console-server.ts';
import { sampleWatch } from './fixtures.ts';

const sample = sampleWatch();
let browser: Browser;
let server: ConsoleServer;
let opened: ConsolePage;

const delivery = (kind: DeliveryView['kind'], route: DeliveryView['route'] = 'policy'): DeliveryView => {
  const found = sample.snapshot.deliveries.find(
    (one) =>
      one.kind === kind &&
      one.route === route &&
      one.alarmName === 'shop-local/endpoint/api/down' &&
      one.status === 'firing',
  );
  if (!found) throw new Error(`Cannot find a delivery by ${kind} in the fixtures, must be there`);
  return found;
};

const openDelivery = async ({ id }: DeliveryView): Promise<Page> => {
  opened = await openConsole(browser, server.url, { hash: `#/inbox/${encodeURIComponent(id)}` });
  return opened.page;
};

/** A delivery that did not come from the channels but from somebody who means harm. */
const openHostile = async (content: DeliveryView['content']): Promise<Page> => {
  const hostile = {
    ...delivery('email'),
    id: `hostile ${content.shape}`,
    kind: content.shape,
    headline: '<img src=x onerror=alert(1)>',
    content,
  };
  server.publish({ type: 'delivery', delivery: hostile });
  return openDelivery(hostile);
};

beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), startConsoleServer(sample)]);
}, 120_000);

afterEach(() => opened?.page.context().close());

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

describe('the inbox shows a message as its receiver sees it', { timeout: 60_000 }, () => {
  it('an email with subject, sender, receiver and its text line by line', async () => {
    const page = await openDelivery(delivery('email'));
    const email = page.locator('.email');
    await expect
      .poll(() => email.locator('.email-subject').textContent())
      .toBe('CRITICAL shop local: Product API is down since 14:18');
    await expect.poll(() => email.locator('dl').textContent()).toBe('FromAWS NotificationsToengineering@shop.example');
    const { content } = delivery('email');
    await expect
      .poll(() => email.locator('.email-text').textContent())
      .toBe(content.shape === 'email' ? content.text : '');
    await expect
      .poll(() => email.getByRole('link', { name: 'https://runbooks.shop.example/shop' }).getAttribute('rel'))
      .toBe('noreferrer');
  });

  it('an SMS in a bubble, with how much of a segment it fills', async () => {
    const page = await openDelivery(delivery('sms'));
    const { content } = delivery('sms');
    const text = content.shape === 'sms' ? content.text : '';
    await expect.poll(() => page.locator('.bubble').textContent()).toBe(text);
    await expect.poll(() => page.locator('.sms-size').textContent()).toBe(`${text.length} of 160 GSM-7 · one segment`);
  });

  it('a Slack message with its bar, bold text, fields and links', async () => {
    const page = await openDelivery(delivery('slack'));
    const slack = page.locator('.slack');
    await slack.locator('strong', { hasText: 'CRITICAL shop local: Product API is down since 14:18' }).waitFor();
    await expect
      .poll(() => slack.locator('.slack-fields').first().textContent())
      .toBe('Expectedstatus 200Actualstatus 503');
    await expect
      .poll(() => slack.getByRole('link', { name: 'Runbook' }).getAttribute('href'))
      .toBe('https://runbooks.shop.example/shop');
    const bar = await slack
      .locator('.slack-attachment')
      .evaluate((element) => getComputedStyle(element).borderLeftColor);
    expect(bar).toBe('rgb(217, 45, 32)');
  });

  it('a webhook’s body as indented JSON, and why it was not delivered', async () => {
    const page = await openDelivery(delivery('webhook'));
    expect(JSON.parse((await page.locator('.json').textContent()) ?? '')).toMatchObject({
      version: 1,
      status: 'firing',
      expected: 'status 200',
    });
    await expect.poll(() => page.locator('.json-key', { hasText: '"severity"' }).count()).toBe(1);
    await page.getByText('The receiver answered 500 four times within 30 s').waitFor();
  });

  it('the backstop beside the policy’s messages, marked as such', async () => {
    const page = await openDelivery(delivery('sms', 'backstop'));
    await expect
      .poll(() => page.locator('.bubble').textContent())
      .toBe('ALARM: "shop-local/endpoint/api/down" in EU (Frankfurt)');
    await page.getByText('Backstop: CloudWatch’s own text straight through SNS').waitFor();
    const tabs = page.getByRole('navigation', { name: 'The same alert in its channels' }).getByRole('link');
    await expect
      .poll(() => tabs.allTextContents())
      .toEqual([' engineering', ' phone', ' chat', ' audit', ' phoneBackstop']);
  });

  it('times in the zone of the watch, whatever the browser’s', async () => {
    const page = await openDelivery(delivery('email'));
    await expect.poll(() => page.locator('.email time').textContent()).toBe('Tue 3 Mar 2026, 14:18:10 CET');
  });
});

describe('the inbox', { timeout: 60_000 }, () => {
  it('shows the newest message until one is chosen, and keeps its filter when one is', async () => {
    opened = await openConsole(browser, server.url, { hash: '#/inbox' });
    const { page } = opened;
    const [newest] = sample.snapshot.deliveries;
    await page.getByRole('heading', { level: 2, name: newest?.headline ?? '' }).waitFor();
    await page.getByRole('button', { name: 'Slack' }).click();
    await page.getByRole('link', { name: /^chat/ }).last().click();
    await page.locator('.slack').waitFor();
    await expect.poll(() => page.getByRole('button', { name: 'Slack' }).getAttribute('aria-pressed')).toBe('true');
    expect(new Set(await page.locator('.delivery-link').allTextContents()).size).toBe(1);
  });

  it('says what each message is for', async () => {
    const [base] = sample.snapshot.deliveries;
    if (!base) throw new Error('Cannot test: the fixtures have no delivery, must have one');
    const tells = ['opening', 'escalation', 'reminder', 'acknowledged', 'closing', 'summary'] as const;
    opened = await openConsole(browser, server.url, { hash: '#/inbox' });
    for (const tell of tells) {
      const delivery = { ...base, id: `tell ${tell}`, tell, incident: `tell${tell}`, headline: `About ${tell}` };
      server.publish({ type: 'delivery', delivery: { ...delivery, status: 'firing', route: 'policy' } });
    }
    const wordOf = (tell: string) =>
      opened.page
        .locator('.inbox-group', { hasText: `About ${tell}` })
        .locator('.badge')
        .first()
        .textContent();
    await expect
      .poll(() => Promise.all(tells.map(wordOf)))
      .toEqual(['Opened', 'Escalated', 'Reminder', 'Acknowledged', 'Resolved', 'Summary']);
  });

  it('moves on a phone from the list to the message and back', async () => {
    opened = await openConsole(browser, server.url, { hash: '#/inbox', width: 390 });
    const { page } = opened;
    await page.getByRole('link', { name: /^chat/ }).first().click();
    await page.locator('.slack').waitFor();
    await expect.poll(() => page.locator('.inbox-list').isVisible()).toBe(false);
    await expect.poll(() => page.evaluate(() => document.activeElement?.className)).toBe('inbox-pane');
    await page.getByRole('link', { name: 'Inbox' }).first().click();
    await page.locator('.inbox-list').waitFor();
  });
});

describe('the inbox stays whole when a message means harm:', { timeout: 60_000 }, () => {
  const markup = '<img src=x onerror=alert(1)> javascript:alert(1)';

  it.each<DeliveryView['content']>([
    { shape: 'email', subject: markup, text: markup },
    { shape: 'sms', text: `${markup} ✓` },
    {
      shape: 'slack',
      body: JSON.stringify({
        text: `${markup} <javascript:alert(1)|click>`,
        attachments: [{ color: 'red;background:url(https://evil.example/)', text: markup }],
      }),
    },
    { shape: 'slack', body: '{"blocks":' },
    { shape: 'webhook', body: JSON.stringify({ [markup]: markup }) },
  ])('$shape is drawn as text', async (content) => {
    const page = await openHostile(content);
    await page.locator('.stage').waitFor();
    await expect.poll(() => page.locator('main img').count()).toBe(0);
    await expect.poll(() => page.locator('main a[href^="javascript"]').count()).toBe(0);
    expect(opened.problems).toEqual([]);
  });
});

describe('a dashboard', { timeout: 60_000 }, () => {
  it('draws each view of the body with the values of its metrics and expressions', async () => {
    opened = await openConsole(browser, server.url, { hash: '#/dashboards/widgets' });
    const widget = (title: string) =>
      opened.page.locator('.widget', { has: opened.page.getByRole('heading', { name: title, exact: true }) });
    await widget('Latency')
      .getByRole('button', { name: /^Checkout 1\.24\ss$/ })
      .waitFor();
    await widget('Availability')
      .getByText(/^\d\d\.\d+\s%$/)
      .waitFor();
    await widget('Latency now')
      .getByText(/^1\.24\ss$/)
      .waitFor();
    await expect.poll(() => widget('Latency, p90').locator('dt').allTextContents()).toEqual(['web', 'checkout', 'api']);
    await widget('Alarms').getByText('of-another-account is not in this environment').waitFor();
    await opened.page.getByText('<b>office</b> hours').waitFor();
  });
});

describe('the list of alarms', { timeout: 60_000 }, () => {
  it('is filtered by state, severity and text', async () => {
    opened = await openConsole(browser, server.url, { hash: '#/alarms' });
    const titles = () => opened.page.locator('.alarm-row .strong').allTextContents();
    await opened.page.getByRole('button', { name: /^In alarm/ }).click();
    await opened.page.getByRole('button', { name: 'warning' }).click();
    await expect
      .poll(() => titles())
      .toEqual([
        'Certificate of Account expires in less than 14 days',
        'Checkout is slow',
        'Orders database has a long-running query',
        'Returns today gives error or timeout',
      ]);
    await opened.page.getByRole('searchbox').fill('checkout');
    await expect.poll(() => titles()).toEqual(['Checkout is slow']);
    await opened.page.getByRole('searchbox').fill('nothing like it');
    await opened.page.getByText('No alarm matches').waitFor();
  });
});
