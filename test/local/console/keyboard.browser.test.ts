import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../support/browser.ts';
import { openConsole } from '../../support/console-page.ts';
import { type ConsoleServer, startConsoleServer } from '../../support/console-server.ts';
import { sampleWatch } from './fixtures.ts';

let browser: Browser;
let server: ConsoleServer;
let page: Page;

const open = async (hash: string): Promise<void> => {
  ({ page } = await openConsole(browser, server.url, { hash }));
};

/** The name of what has the focus, as a screen reader would begin. */
const focused = () =>
  page.evaluate(
    () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent?.trim() ?? '',
  );

/** Presses Tab until something with the name has the focus. */
async function tabTo(name: string): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press('Tab');
    if ((await focused()).startsWith(name)) return;
  }
  throw new Error(
    `Cannot reach "${name}" with 80 presses of Tab: the focus is on "${await focused()}", must come by it`,
  );
}

beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), startConsoleServer(sampleWatch())]);
}, 120_000);

afterEach(() => page?.context().close());

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

describe('with the keyboard alone', { timeout: 60_000 }, () => {
  it('the first stop skips to the content', async () => {
    await open('#/');
    await page.keyboard.press('Tab');
    await expect.poll(() => focused()).toBe('Skip to content');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('main');
  });

  it('one walks from the overview to an endpoint, its alarm and a message about it', async () => {
    await open('#/');
    await tabTo('Product API');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Product API is down' }).waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('main');
    await tabTo('Endpoint');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Product API' }).waitFor();
    await tabTo('Inbox');
    await page.keyboard.press('Enter');
    await tabTo('chat');
    await page.keyboard.press('Enter');
    await page.locator('.slack').waitFor();
  });

  it('everything that has the focus shows it', async () => {
    await open('#/');
    for (let presses = 0; presses < 30; presses += 1) {
      await page.keyboard.press('Tab');
      const isShown = await page.evaluate(() => {
        const element = document.activeElement;
        if (!element || element === document.body) return true;
        const widths = [undefined, '::after'].map((part) => getComputedStyle(element, part).outlineStyle);
        return element.className === 'skip-link' || widths.some((style) => style !== 'none');
      });
      expect(isShown, await focused()).toBe(true);
    }
  });

  it('a fault is switched with the space bar', async () => {
    await open('#/');
    await tabTo('Slow answers');
    await page.keyboard.press('Space');
    await page.locator('[role=switch][aria-checked=true]', { hasText: 'Slow answers' }).waitFor();
    expect(server.faultChanges).toEqual(['slow on']);
  });

  it('a chart is read point by point', async () => {
    await open('#/endpoints/api');
    const chart = page.getByRole('slider', { name: /^Latency of Product API/ });
    await chart.focus();
    await page.keyboard.press('ArrowRight');
    const newest = await chart.getAttribute('aria-valuetext');
    expect(newest).toBe('14:20:00, Latency no value');
    for (let presses = 0; presses < 5; presses += 1) await page.keyboard.press('ArrowLeft');
    await expect.poll(() => chart.getAttribute('aria-valuetext')).toMatch(/^14:15:00, Latency \d+\sms$/);
    await page.locator('.chart-tip:visible').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.chart-tip:visible').waitFor({ state: 'detached' });
  });

  it('a line of a chart is hidden and shown by its name in the legend', async () => {
    await open('#/endpoints/api');
    const legend = page.getByRole('button', { name: /^Wait/ });
    await legend.focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => legend.getAttribute('aria-pressed')).toBe('false');
    await page.keyboard.press('Enter');
    await expect.poll(() => legend.getAttribute('aria-pressed')).toBe('true');
  });

  it('the theme is chosen, and kept', async () => {
    await open('#/');
    const theme = () => page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
    await tabTo('Theme: system');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await expect.poll(() => theme()).toBe('dark');
    await page.reload();
    await page.locator('#main h1').first().waitFor();
    await expect.poll(() => theme()).toBe('dark');
  });
});
