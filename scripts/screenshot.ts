import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { loadPlan } from '../local/load-plan.ts';
import { startLocal } from '../local/start.ts';
import { launchBrowser } from '../test/support/browser.ts';

/**
 * Takes the README's pictures from the running product (`npm run screenshot`): starts the shipped definition, lets half an hour
 * pass quickly, breaks the shop, waits for the alert, and then for the next step of its incident.
 */
const speed = 30;
const quietMinutes = 30;
/** The backup is called ten minutes after the page. */
const escalatedMinutes = 12;
const images = join(import.meta.dirname, '../docs/images');

const loaded = await loadPlan({ config: join(import.meta.dirname, '../watchkeeper.config.ts') });
if (!loaded.ok) throw new Error(loaded.message);
const { plan, definition, file } = loaded;
const target = definition.environments[plan.environment]?.target;
const local = await startLocal({
  ...{ plan, definitionFile: file, host: '127.0.0.1', port: 0, speed, send: false, onError: console.error },
  ...(target === undefined ? {} : { target }),
});
const browser = await launchBrowser();
try {
  await sleep((quietMinutes * 60_000) / speed);
  const page = await browser.newPage({ viewport: { width: 1280, height: 1_000 }, deviceScaleFactor: 1.5 });
  await page.goto(local.url);
  await fetch(`${local.url}/api/target/faults/wrong-content`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: local.url },
    body: JSON.stringify({ active: true }),
  });
  const isTold = async (): Promise<boolean> => {
    const answer = await fetch(`${local.url}/api/deliveries`);
    return ((await answer.json()) as readonly unknown[]).length > 0;
  };
  while (!(await isTold())) await sleep(500);
  await sleep(1_000);
  await mkdir(images, { recursive: true });
  await page.screenshot({ path: join(images, 'console.png') });
  await sleep((escalatedMinutes * 60_000) / speed);
  const incidents = (await (await fetch(`${local.url}/api/incidents`)).json()) as readonly { readonly id: string }[];
  await page.goto(`${local.url}/#/incidents/${incidents[0]?.id}`);
  await sleep(1_000);
  await page.screenshot({ path: join(images, 'incident.png') });
  process.stdout.write('Wrote docs/images/console.png and docs/images/incident.png\n');
} finally {
  await browser.close();
  await local.close();
}
