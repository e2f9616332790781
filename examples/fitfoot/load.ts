import type { LoadStep } from '../postgres/load.ts';
import { eventTypes, placeStep, products, quantity, reaches, sessionsPerMinute } from './seed.ts';

const listedTypes = eventTypes.map((type) => `'${type}'`).join(', ');

/** The shop at work: visitors who look, some who buy, about nine statements a second. */
export const load: readonly LoadStep[] = [
  {
    name: 'visit',
    perMinute: sessionsPerMinute,
    // One session with all that it comes to: its events, and the order where it gets so far.
    sql: `WITH drawn AS (SELECT nextval('session_ids') AS id),
      visit AS (
        SELECT id, 1 + id % ${products.length} AS product_id,
          (place < ${reaches.carts})::int + (place < ${reaches.checkouts})::int + (place < ${reaches.orders})::int AS stage
        FROM drawn, LATERAL (SELECT id * ${placeStep} % ${reaches.all} AS place) AS places
      ),
      events AS (
        INSERT INTO analytics_events (session_id, event_type)
        SELECT visit.id, type FROM visit, unnest(ARRAY[${listedTypes}]) WITH ORDINALITY AS types (type, step)
        WHERE step <= visit.stage + 1
      ),
      bought AS (
        INSERT INTO orders (session_id, total)
        SELECT visit.id, ${quantity} * p.price FROM visit JOIN products p ON p.id = visit.product_id
        WHERE visit.stage = 3 RETURNING id
      )
      INSERT INTO order_items (order_id, product_id, quantity, unit_price)
      SELECT bought.id, p.id, ${quantity}, p.price FROM bought, visit JOIN products p ON p.id = visit.product_id`,
  },
  {
    name: 'show-product',
    perMinute: 300,
    sql: `SELECT p.title, p.price, r.rating FROM products p JOIN product_reviews r ON r.product_id = p.id
      WHERE p.id = $1 ORDER BY r.created_at DESC LIMIT 10`,
    values: (random) => [random.between(1, products.length)],
  },
  {
    name: 'show-orders',
    perMinute: 240,
    sql: `SELECT o.id, o.total, i.quantity FROM orders o JOIN order_items i ON i.order_id = o.id
      WHERE o.created_at > now() - interval '2 hours'`,
  },
];
