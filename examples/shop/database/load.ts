import type { LoadStep } from '../../postgres/load.ts';
import { PRODUCTS } from '../products.ts';
import { placeOrderSql } from './order-book.ts';
import { fillBasket, ordersPerMinute, totalOf } from './seed.ts';

/** The shop at work: a few orders a minute, and about ten statements a second of people who look around. */
export const load: readonly LoadStep[] = [
  {
    name: 'place-order',
    perMinute: ordersPerMinute,
    sql: placeOrderSql,
    values: (random) => {
      const lines = fillBasket(random);
      return [totalOf(lines), false, JSON.stringify(lines)];
    },
  },
  {
    name: 'list-newest-orders',
    perMinute: 300,
    sql: 'SELECT id, total_cents, created_at FROM orders ORDER BY created_at DESC LIMIT 10',
  },
  {
    name: 'count-sales',
    perMinute: 240,
    sql: `SELECT sum(l.quantity) FROM order_lines l JOIN orders o ON o.id = l.order_id
      WHERE l.sku = $1 AND o.created_at > now() - interval '10 minutes'`,
    values: (random) => [PRODUCTS[random.between(0, PRODUCTS.length - 1)]?.sku],
  },
];
