import type { Browser, Page } from 'playwright-core';

export interface ConsolePageOptions {
  /** E.g. `#/alarms`. */
  readonly hash?: string;
  readonly colorScheme?: 'light' | 'dark';
  readonly width?: number;
}

/** One page of the console in a browser context of its own. Close `page.context()` when done. */
export interface ConsolePage {
  readonly page: Page;
  /** Errors and warnings that the browser wrote, and requests that left the server: a good page has none. */
  readonly problems: readonly string[];
}

/** Opens a page of the console and waits until it is drawn. The browser's own zone is not the watch's. */
export async function openConsole(
  browser: Browser,
  url: string,
  options: ConsolePageOptions = {},
): Promise<ConsolePage> {
  const { hash = '#/', colorScheme = 'light', width = 1_280 } = options;
  const context = await browser.newContext({
    viewport: { width, height: width < 600 ? 844 : 800 },
    colorScheme,
    timezoneId: 'America/New_York',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith('data:')) problems.push(`asked ${request.url()}`);
  });
  await page.goto(`${url}/${hash}`);
  await page.locator('#main h1').first().waitFor();
  return { page, problems };
}
