import type { Client } from 'pg';
import { insertRows } from '../postgres/insert-rows.ts';
import type { Random } from '../postgres/random.ts';

/** Sessions a minute, in the past as in the load. */
export const sessionsPerMinute = 2;

const dayCount = 9;
const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const sessionsPerDay = 24 * 60 * sessionsPerMinute;

/** How far sessions get, of a thousand: 25 orders of 71 carts are a conversion of 2.5 % and 65 % abandoned carts. */
export const reaches = { orders: 25, checkouts: 45, carts: 71, all: 1_000 } as const;

/** Dear shoes, bought two pairs at a time: 600 CHF an order make 15 CHF a visitor. */
export const products = [
  { title: 'Trail runner', price: 320 },
  { title: 'City sneaker', price: 260 },
  { title: 'Hiking boot', price: 380 },
  { title: 'Refurbished classic', price: 240 },
] as const;

/** Pairs per order. */
export const quantity = 2;

/** Events of a session that got so far: 0 looked around, 3 ordered. */
export const eventTypes = ['page_view', 'add_to_cart', 'checkout_started', 'order_completed'] as const;

/** How far a session gets, by its place among a thousand. */
function stageOf(place: number): number {
  if (place < reaches.orders) return 3;
  if (place < reaches.checkouts) return 2;
  return place < reaches.carts ? 1 : 0;
}

/** Has no factor in common with 1,000: counting in such steps, each place comes once in a thousand sessions. */
export const placeStep = 389;

interface SeededSession {
  readonly id: number;
  readonly stage: number;
  readonly atMs: number;
}

/** A day's sessions, with each outcome spread evenly over the day. */
function sessionsOfDay(random: Random, day: number, nowMs: number): readonly SeededSession[] {
  return Array.from({ length: sessionsPerDay }, (_, at) => ({
    id: (dayCount - 1 - day) * sessionsPerDay + at + 1,
    stage: stageOf((at * placeStep) % reaches.all),
    atMs: nowMs - day * dayMs - random.next() * dayMs,
  }));
}

async function seedReviews(client: Client, nowMs: number): Promise<void> {
  // Of fifty reviews: 31 fives, 14 fours, 4 threes, 1 two: 4.5 on average.
  const ratings = [...Array(31).fill(5), ...Array(14).fill(4), ...Array(4).fill(3), 2];
  const rows = Array.from({ length: 400 }, (_, at) => ({
    product_id: 1 + (at % products.length),
    rating: ratings[(at * 7) % ratings.length],
    created_at: new Date(nowMs - (at / 400) * 14 * dayMs),
  }));
  await insertRows(client, 'product_reviews', rows);
}

/** Nine days of a shoe shop whose numbers are on target. */
export async function seed(client: Client, random: Random): Promise<void> {
  const nowMs = Date.now();
  const sessions = Array.from({ length: dayCount }, (_, day) => sessionsOfDay(random, day, nowMs))
    .flat()
    .toSorted((a, b) => a.atMs - b.atMs);
  await insertRows(client, 'products', products);
  await insertRows(
    client,
    'analytics_events',
    sessions.flatMap(({ id, stage, atMs }) =>
      eventTypes.slice(0, stage + 1).map((event_type) => ({ session_id: id, event_type, created_at: new Date(atMs) })),
    ),
  );
  const orders = sessions
    .filter(({ stage }) => stage === 3)
    .map((session, at) => ({
      ...session,
      productId: 1 + (at % products.length),
      price: products[at % products.length]?.price ?? 0,
    }));
  await insertRows(
    client,
    'orders',
    orders.map(({ id, price, atMs }) => ({
      session_id: id,
      status: 'completed',
      total: price * quantity,
      created_at: new Date(atMs),
      updated_at: new Date(atMs),
    })),
  );
  await insertRows(
    client,
    'order_items',
    orders.map(({ productId, price }, at) => ({
      order_id: at + 1,
      product_id: productId,
      quantity,
      unit_price: price,
    })),
  );
  await seedReviews(client, nowMs);
  await client.query(`SELECT setval('session_ids', ${sessions.length})`);
}
