import type { Client } from 'pg';
import { insertRows } from '../postgres/insert-rows.ts';
import type { Random } from '../postgres/random.ts';

/** Orders a minute, in the past as in the load. */
export const ordersPerMinute = 2;

/** A little more than a week, so that there is a same hour last week. */
const orderCount = 8 * 24 * 60 * ordersPerMinute;
const minuteMs = 60_000;

const cities = ['Riverton', 'Lakeside', 'Old Harbour', 'Northfield'] as const;
const categories = ['bakery', 'dairy', 'fruit', 'household', 'wine'] as const;

/** Sizes of the tables that orders refer to. */
export const driverCount = 60;
export const productCount = 200;
export const positionCount = 10_000;

/** Minutes that a customer is promised: one in sixteen pays for express. */
const promisedMinutes = (random: Random) => (random.next() < 1 / 16 ? 30 : 60);

function orderRow(random: Random, createdAtMs: number, nowMs: number): Readonly<Record<string, unknown>> {
  const deliveredAtMs = createdAtMs + random.between(20, 55) * minuteMs;
  const isCancelled = random.next() < 0.01;
  const isDelivered = !isCancelled && deliveredAtMs < nowMs;
  const isOnTheWay = nowMs - createdAtMs > 10 * minuteMs;
  const status = isCancelled ? 'cancelled' : isDelivered ? 'delivered' : isOnTheWay ? 'on_the_way' : 'preparing';
  return {
    driver_id: random.between(1, driverCount),
    product_id: random.between(1, productCount),
    status,
    payment: isCancelled ? 'open' : 'paid',
    total_cents: random.between(900, 6_500),
    created_at: new Date(createdAtMs),
    promised_at: new Date(createdAtMs + promisedMinutes(random) * minuteMs),
    delivered_at: isDelivered ? new Date(deliveredAtMs) : null,
    updated_at: new Date(isDelivered ? deliveredAtMs : createdAtMs),
  };
}

/** Eight days of a marketplace with 60 drivers and 200 products. */
export async function seed(client: Client, random: Random): Promise<void> {
  const nowMs = Date.now();
  await client.query(
    `INSERT INTO order_archive (document) SELECT rpad('order ' || n, 1000, '.') FROM generate_series(1, 24000) AS n`,
  );
  const times = Array.from({ length: orderCount }, (_, at) => nowMs - ((orderCount - at) * minuteMs) / ordersPerMinute);
  await insertRows(
    client,
    'drivers',
    Array.from({ length: driverCount }, (_, at) => ({ name: `Driver ${at + 1}`, city: random.pick(cities) })),
  );
  await insertRows(
    client,
    'products',
    Array.from({ length: productCount }, (_, at) => ({
      name: `Product ${at + 1}`,
      category: random.pick(categories),
      price_cents: random.between(150, 2_500),
    })),
  );
  await insertRows(
    client,
    'driver_positions',
    Array.from({ length: positionCount }, () => ({
      driver_id: random.between(1, driverCount),
      latitude: 47 + random.next(),
      longitude: 8 + random.next(),
    })),
  );
  await insertRows(
    client,
    'orders',
    times.map((createdAtMs) => orderRow(random, createdAtMs, nowMs)),
  );
}
