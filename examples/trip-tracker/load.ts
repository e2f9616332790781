import type { LoadStep } from '../postgres/load.ts';
import { requestsPerMinute, tripsPerMinute, usageOf, userCount } from './seed.ts';

/** The app at work: about ten statements a second. */
export const load: readonly LoadStep[] = [
  {
    name: 'log-request',
    perMinute: requestsPerMinute,
    sql: 'INSERT INTO api_usage (endpoint, method, status_code, response_time_ms) VALUES ($1, $2, $3, $4)',
    values: (random) => {
      const { endpoint, method, status_code, response_time_ms } = usageOf(random, random.between(1, 100));
      return [endpoint, method, status_code, response_time_ms];
    },
  },
  {
    name: 'record-trip',
    perMinute: tripsPerMinute,
    sql: 'INSERT INTO trips (user_id, distance_km) VALUES ($1, $2)',
    values: (random) => [random.between(1, userCount), random.between(100, 6_000) / 100],
  },
  {
    name: 'see-user',
    perMinute: 60,
    sql: 'UPDATE users SET last_active_at = now() WHERE id = $1',
    // The same twentieth of all users, so that the others stay as long away as they are.
    values: (random) => [1 + 20 * random.between(0, userCount / 20 - 1)],
  },
  {
    name: 'list-trips',
    perMinute: 300,
    sql: 'SELECT id, distance_km, created_at FROM trips WHERE user_id = $1 ORDER BY created_at DESC LIMIT 20',
    values: (random) => [random.between(1, userCount)],
  },
  {
    name: 'show-user',
    perMinute: 200,
    sql: 'SELECT subscription_tier, last_active_at FROM users WHERE id = $1',
    values: (random) => [random.between(1, userCount)],
  },
  { name: 'monthly-recurring-revenue', perMinute: 15, sql: 'SELECT calculate_mrr()' },
];
