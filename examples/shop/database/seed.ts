import type { Client } from 'pg';
import { insertRows } from '../../postgres/insert-rows.ts';
import type { Random } from '../../postgres/random.ts';
import { PRODUCTS } from '../products.ts';

/** Orders a minute, in the past as in the load. */
export const ordersPerMinute = 3;

const dayCount = 1;
const minuteMs = 60_000;

/** One line of an order as the database has it. */
export interface SeededLine {
  readonly sku: string;
  readonly quantity: number;
  readonly line_cents: number;
}

/** A basket of one to three different products. */
export function fillBasket(random: Random): readonly SeededLine[] {
  const first = random.between(0, PRODUCTS.length - 1);
  return Array.from({ length: random.between(1, 3) }, (_, at) => {
    const product = PRODUCTS[(first + at) % PRODUCTS.length];
    const quantity = random.between(1, 2);
    return { sku: product?.sku ?? '', quantity, line_cents: quantity * (product?.priceCents ?? 0) };
  });
}

/** What a basket costs. */
export const totalOf = (lines: readonly SeededLine[]): number => lines.reduce((sum, line) => sum + line.line_cents, 0);

/** A day of orders. */
export async function seed(client: Client, random: Random): Promise<void> {
  const nowMs = Date.now();
  const count = dayCount * 24 * 60 * ordersPerMinute;
  const baskets = Array.from({ length: count }, () => fillBasket(random));
  await insertRows(
    client,
    'orders',
    baskets.map((lines, at) => ({
      total_cents: totalOf(lines),
      created_at: new Date(nowMs - ((count - at) * minuteMs) / ordersPerMinute),
    })),
  );
  await insertRows(
    client,
    'order_lines',
    baskets.flatMap((lines, at) => lines.map((line) => ({ order_id: at + 1, ...line }))),
  );
}
