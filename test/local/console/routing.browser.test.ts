import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { RotationView } from '../../../local/api/types.ts';
import type { Shift } from '../../../shared/model/rotation.ts';
import { launchBrowser } from '../../support/browser.ts';
import { type ConsolePage, openConsole } from '../../support/console-page.ts';
import { type ConsoleServer, startConsoleServer } from '../../support/console-server.ts';
import { NOW_MS } from './fixture-results.ts';
import { sampleWatch } from './fixtures.ts';

let browser: Browser;
let server: ConsoleServer;
let opened: ConsolePage | undefined;

const open = async (hash: string) => {
  opened = await openConsole(browser, server.url, { hash });
  return opened.page;
};

const HOUR_MS = 3_600_000;

/** Opens the page of a watch that has one rotation, of somebody who is there by day: a gap every night for four weeks. */
const openDaytime = async (firstAtMs: number) => {
  const shifts = Array.from({ length: 28 }, (_, day): readonly Shift[] => {
    const fromMs = firstAtMs + day * 24 * HOUR_MS;
    const noon = fromMs + 11 * HOUR_MS;
    return [
      { fromMs, untilMs: noon, person: 'Ada Byron', isOverride: false },
      { fromMs: noon, untilMs: fromMs + 24 * HOUR_MS, isOverride: false },
    ];
  }).flat();
  const rotation = { id: 'day', title: 'By day', timeZone: 'UTC', shifts: { primary: shifts, backup: [] } };
  const { context, page } = await blankPage();
  await page.route('**/api/on-call', (route) => route.fulfill({ json: [rotation] satisfies readonly RotationView[] }));
  await page.goto(`${server.url}/#/on-call`);
  await page.locator('#main h1').waitFor();
  return { context, page };
};

const blankPage = async () => {
  const context = await browser.newContext({ viewport: { width: 1_280, height: 800 } });
  return { context, page: await context.newPage() };
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

  it('is never nobody because the page’s clock is behind the watch’s', async () => {
    const { context, page } = await openDaytime(NOW_MS + HOUR_MS);
    try {
      await expect.poll(() => page.locator('.holder-name').innerText()).toBe('Ada Byron');
      expect(await page.locator('.holder-gap').count()).toBe(0);
    } finally {
      await context.close();
    }
  });

  it('tells gaps that come every night in one line, with the shifts in sight', async () => {
    const { context, page } = await openDaytime(Date.UTC(2026, 2, 3, 7));
    try {
      const gaps = page.locator('.route-problems li');
      await expect
        .poll(() => gaps.allInnerTexts())
        .toEqual([expect.stringMatching(/every day 18:00–07:00, 28 times in four weeks, the next Tue 3 Mar, 18:00 –/)]);
      const table = await page.locator('.shift-table').boundingBox();
      expect(table?.y).toBeLessThan(800);
    } finally {
      await context.close();
    }
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

  it('does not repeat the steps of a policy for the alarms that only wait a little', async () => {
    const page = await open('#/policies');
    const other = page.locator('.policy', { hasText: 'warning' }).locator('.variant').nth(1);
    await other.getByText('The same steps, counted from 14:2').waitFor();
    expect(await other.locator('.step').count()).toBe(0);
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
