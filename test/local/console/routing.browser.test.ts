import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../support/browser.ts';
import { type ConsolePage, openConsole } from '../../support/console-page.ts';
import { type ConsoleServer, startConsoleServer } from '../../support/console-server.ts';
import { sampleWatch } from './fixtures.ts';

let browser: Browser;
let server: ConsoleServer;
let opened: ConsolePage | undefined;

const open = async (hash: string) => {
  opened = await openConsole(browser, server.url, { hash });
  return opened.page;
};

beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), startConsoleServer(sampleWatch())]);
}, 120_000);

afterEach(async () => {
  expect(opened?.problems).toEqual([]);
  await opened?.page.context().close();
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

describe('who is on call', { timeout: 60_000 }, () => {
  it('is said in large letters, with the handover', async () => {
    const page = await open('#/on-call');
    const shop = page.locator('.card', { hasText: 'Shop' }).first();
    await expect
      .poll(() => shop.locator('.holder').allInnerTexts())
      .toEqual([
        expect.stringMatching(/Primary now\s+Grace Hopper\s+until Fri 6 Mar, 18:00 .*, then Katherine Johnson/),
        expect.stringMatching(/Backup now\s+Katherine Johnson/),
      ]);
    await shop.getByRole('row', { name: /Katherine Johnson override primary Fri 6 Mar, 18:00/ }).waitFor();
  });

  it('names every gap with its times, in red', async () => {
    const page = await open('#/on-call');
    const data = page.locator('.card', { hasText: 'Data' }).first();
    await data.locator('.holder-gap', { hasText: 'Nobody' }).waitFor();
    await data.getByText('Nobody is on call Sat 14 Mar, 00:00 – Mon 16 Mar, 00:00').waitFor();
    await expect.poll(() => data.locator('.shift-gap').count()).toBeGreaterThan(1);
  });

  it('gives times in the zone of the rotation', async () => {
    const page = await open('#/on-call');
    const night = page.locator('.card', { hasText: 'Night watch' });
    await night.getByText('times in America/New_York').waitFor();
    await night.getByText('until Tue 3 Mar, 18:00').waitFor();
  });
});

describe('who is told', { timeout: 60_000 }, () => {
  it('is drawn per policy: its steps with their clocks, and the alarms that follow it', async () => {
    const page = await open('#/policies');
    const critical = page.locator('.policy', { hasText: 'critical' }).first();
    await expect
      .poll(() => critical.locator('.step-when').allInnerTexts())
      .toEqual([
        expect.stringMatching(/\+0\smin\s+14:20/),
        expect.stringMatching(/\+10\smin\s+14:30/),
        expect.stringMatching(/\+30\smin\s+14:50/),
      ]);
    await critical.getByRole('link', { name: 'Storefront is down' }).waitFor();
    await page.locator('.receiver-problem', { hasText: 'nobody is on call in Data' }).first().waitFor();
    await page.getByText('8 alarms would not reach everybody whom the policy names at this moment.').waitFor();
  });

  it('is asked for another moment of the watch’s zone', async () => {
    const page = await open('#/policies');
    await page.getByRole('button', { name: 'At another moment' }).click();
    const field = page.getByLabel('Moment, Europe/Zurich');
    await expect.poll(() => field.inputValue()).toMatch(/^2026-03-03T14:2/);
    await field.fill('2026-03-14T22:30');
    await page.locator('.policy', { hasText: 'warning' }).getByText('Held until Mon 16 Mar, 08:30').waitFor();
    await page.locator('.policy', { hasText: 'critical' }).first().getByText('Sat 14 Mar, 22:40').waitFor();
    await page.getByRole('button', { name: 'If it goes on now' }).click();
    await page.getByText('Held until Mon 16 Mar, 08:30').waitFor({ state: 'detached' });
  });

  it('stands on the page of an alarm, and that those about the watch itself go to the backstop', async () => {
    const page = await open('#/alarms/endpoint/api/down');
    const card = page.locator('.card', { hasText: 'Who is told' });
    await card.getByText('Grace Hopper').first().waitFor();
    await page.locator('.page-head').getByRole('link', { name: 'Incident: Open' }).waitFor();
    await page.evaluate(() => {
      location.hash = '#/alarms/function/alert-router/errors';
    });
    await page.getByText('No policy routes it').waitFor();
    expect(await page.getByRole('button', { name: 'Drill' }).count()).toBe(0);
  });
});
