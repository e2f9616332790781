import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTarget } from '../../../examples/shop/target.ts';
import type { Target } from '../../../examples/target.ts';
import definition from '../../../watchkeeper.config.ts';
import { numberAs } from '../database-under-test.ts';
import { describeDatabaseTarget } from '../describe-database-target.ts';
import { lockChainSeen, noDataSeen, slowQuerySeen } from '../fault-evidence.ts';
import { visit } from '../visit.ts';

describeDatabaseTarget({
  name: 'shop',
  startTarget,
  definition,
  ports: ['http', 'https', 'postgres'],
  secrets: ['orders/health', 'orders/kpi'],
  otherFaults: ['errors', 'slow', 'wrong-content', 'expiring-certificate', 'expired-certificate', 'hang', 'down'],
  numbers: {
    'SELECT orders FROM kpi.orders_per_hour': [175, 185],
    'SELECT basket FROM kpi.average_basket': [120, 160],
    'SELECT revenue FROM kpi.revenue_today': [0, 700_000],
    'SELECT extract(epoch FROM now() - placed_at) FROM kpi.newest_order': [0, 60],
  },
  faults: {
    'slow-query': slowQuerySeen,
    'locked-table': lockChainSeen,
    'orders-stop': noDataSeen('SELECT placed_at FROM kpi.newest_order'),
  },
});

describe('the checkout of the shop', () => {
  let target: Target;
  let stateDir: string;
  beforeAll(async () => {
    stateDir = await mkdtemp(join(tmpdir(), 'watchkeeper-target-'));
    target = await startTarget({ stateDir, ports: { http: 0, https: 0, postgres: 0 } });
  });
  afterAll(async () => {
    await target.close();
    await rm(stateDir, { recursive: true });
  });

  const order = (quantity: number, userAgent: string) =>
    visit(`${target.urls.http}/checkout`, {
      method: 'POST',
      headers: { 'user-agent': userAgent },
      body: JSON.stringify({ items: [{ sku: 'mug', quantity }] }),
    });
  /** 81 mugs are in no basket of the load. */
  const revenueOf = (quantity: number) =>
    `SELECT count(*) FROM kpi.recent_baskets WHERE total_cents = ${quantity * 1_450}`;
  const patience = { timeout: 10_000, interval: 50 };

  it('writes an order down', async () => {
    expect((await order(81, 'someone')).status).toBe(201);
    await expect.poll(() => numberAs(target, 'kpi', revenueOf(81)), patience).toBe(1);
  });

  it("keeps a monitor's orders out of the numbers", async () => {
    await order(82, 'watchkeeper/0.1.0');
    await order(83, 'someone');
    await expect.poll(() => numberAs(target, 'kpi', revenueOf(83)), patience).toBe(1);
    expect(await numberAs(target, 'kpi', revenueOf(82))).toBe(0);
  });

  it('confirms while the database is down, and writes the order once it is back', async () => {
    await target.setFault('database-down', true);
    expect((await order(84, 'someone')).status).toBe(201);
    await target.setFault('database-down', false);
    await expect.poll(() => numberAs(target, 'kpi', revenueOf(84)), patience).toBe(1);
  });

  it('confirms and loses orders under "orders-stop"', async () => {
    await target.setFault('orders-stop', true);
    expect((await order(85, 'someone')).status).toBe(201);
    await target.setFault('orders-stop', false);
    await order(86, 'someone');
    await expect.poll(() => numberAs(target, 'kpi', revenueOf(86)), patience).toBe(1);
    expect(await numberAs(target, 'kpi', revenueOf(85))).toBe(0);
  });
});
