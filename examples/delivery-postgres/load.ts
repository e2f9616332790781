import type { LoadStep } from '../postgres/load.ts';
import { driverCount, ordersPerMinute, positionCount, productCount } from './seed.ts';

/** The marketplace at work: about twelve statements a second. */
export const load: readonly LoadStep[] = [
  {
    name: 'place-order',
    perMinute: ordersPerMinute,
    sql: `INSERT INTO orders (driver_id, product_id, payment, total_cents, promised_at)
      VALUES ($1, $2, 'paid', $3, now() + make_interval(mins => $4::int))`,
    values: (random) => [
      random.between(1, driverCount),
      random.between(1, productCount),
      random.between(900, 6_500),
      random.next() < 1 / 16 ? 30 : 60,
    ],
  },
  {
    name: 'pick-up',
    perMinute: ordersPerMinute,
    sql: `UPDATE orders SET status = 'on_the_way', updated_at = now()
      WHERE status = 'preparing' AND created_at < now() - interval '10 minutes'`,
  },
  {
    name: 'deliver',
    perMinute: ordersPerMinute,
    sql: `UPDATE orders SET status = 'delivered', delivered_at = now(), updated_at = now()
      WHERE status = 'on_the_way' AND created_at < now() - interval '37 minutes'`,
  },
  {
    name: 'search-products',
    perMinute: 240,
    sql: 'SELECT id, name, price_cents FROM products WHERE category = $1 ORDER BY price_cents LIMIT 20',
    values: (random) => [random.pick(['bakery', 'dairy', 'fruit', 'household', 'wine'])],
  },
  {
    name: 'list-orders-of-driver',
    perMinute: 240,
    sql: 'SELECT id, status, promised_at FROM orders WHERE driver_id = $1 ORDER BY created_at DESC LIMIT 20',
    values: (random) => [random.between(1, driverCount)],
  },
  {
    name: 'report-position',
    perMinute: 180,
    sql: 'UPDATE driver_positions SET latitude = 47 + $2::numeric / 1000, updated_at = now() WHERE id = $1',
    values: (random) => [random.between(1, positionCount), random.between(0, 999)],
  },
  {
    name: 'track-driver',
    perMinute: 60,
    sql: 'SELECT latitude, longitude FROM driver_positions WHERE driver_id = $1 ORDER BY updated_at DESC LIMIT 1',
    values: (random) => [random.between(1, driverCount)],
  },
  { name: 'on-time-rate', perMinute: 15, sql: 'SELECT calculate_on_time_rate()' },
  { name: 'delivery-time', perMinute: 15, sql: 'SELECT calculate_avg_delivery_time()' },
  { name: 'revenue', perMinute: 15, sql: 'SELECT * FROM calculate_revenue_metrics()' },
  { name: 'status-distribution', perMinute: 15, sql: 'SELECT * FROM get_order_status_distribution()' },
];
