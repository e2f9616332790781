import type { Client } from 'pg';
import { insertRows } from '../postgres/insert-rows.ts';
import type { Random } from '../postgres/random.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

export const userCount = 1_200;
/** Rates of the past, and of the load. */
export const requestsPerMinute = 10;
export const tripsPerMinute = 0.2;

/** What the app calls, and how long each takes on average. */
export const endpoints = [
  { endpoint: '/api/trips', method: 'GET', usualMs: 60 },
  { endpoint: '/api/trips', method: 'POST', usualMs: 140 },
  { endpoint: '/api/users/me', method: 'GET', usualMs: 35 },
  { endpoint: '/api/reports/monthly', method: 'GET', usualMs: 420 },
] as const;

/** One request in a hundred fails. */
const failEvery = 100;

/** A row of `api_usage` without its time; `at` counts requests. */
export function usageOf(random: Random, at: number) {
  const { endpoint, method, usualMs } = random.pick(endpoints);
  return {
    endpoint,
    method,
    status_code: at % failEvery === 0 ? 500 : 200,
    response_time_ms: Math.round(usualMs * (0.6 + 0.8 * random.next())),
  };
}

function userRow(random: Random, at: number, nowMs: number) {
  const createdAtMs = nowMs - random.next() * 365 * dayMs;
  // One in twenty was here within the hour, one in ten has not been for months.
  const idleMs =
    at % 20 === 0 ? random.next() * 50 * minuteMs : at % 10 === 1 ? 45 * dayMs : random.next() * 12 * dayMs;
  const tier = at % 60 === 7 ? 'enterprise' : at % 5 === 2 ? 'premium' : 'free';
  return {
    subscription_tier: tier,
    subscription_status: at % 25 === 3 ? 'cancelled' : 'active',
    is_active: at % 50 !== 11,
    created_at: new Date(createdAtMs),
    last_active_at: new Date(Math.max(createdAtMs, nowMs - idleMs)),
  };
}

/** A year of users, 60 days of trips, a day of API requests, the same for every start at the same moment. */
export async function seed(client: Client, random: Random): Promise<void> {
  const nowMs = Date.now();
  await client.query(
    `INSERT INTO trip_tracks (points) SELECT rpad('track ' || n, 1000, '.') FROM generate_series(1, 24000) AS n`,
  );
  await insertRows(
    client,
    'users',
    Array.from({ length: userCount }, (_, at) => userRow(random, at, nowMs)),
  );
  const tripCount = 60 * 24 * 60 * tripsPerMinute;
  await insertRows(
    client,
    'trips',
    Array.from({ length: tripCount }, (_, at) => ({
      user_id: random.between(1, userCount),
      distance_km: random.between(100, 6_000) / 100,
      is_deleted: random.next() < 0.01,
      created_at: new Date(nowMs - ((tripCount - at) * minuteMs) / tripsPerMinute),
    })),
  );
  const requestCount = 24 * 60 * requestsPerMinute;
  await insertRows(
    client,
    'api_usage',
    Array.from({ length: requestCount }, (_, at) => ({
      ...usageOf(random, at),
      created_at: new Date(nowMs - ((requestCount - at) * minuteMs) / requestsPerMinute),
    })),
  );
  await insertRows(
    client,
    'slow_queries',
    Array.from({ length: 12 }, (_, at) => ({
      query_text: 'SELECT * FROM trips WHERE user_id = $1',
      execution_time_ms: random.between(1_001, 2_400),
      created_at: new Date(nowMs - at * 2 * hourMs),
    })),
  );
  for (const view of materialisedViews) await client.query(`REFRESH MATERIALIZED VIEW kpi.${view}`);
}

/** In the order in which they are refreshed. */
export const materialisedViews = [
  'api_performance',
  'user_activity',
  'daily_active_users',
  'subscription_analytics',
  'churn_analysis',
  'executive_dashboard',
  'technical_dashboard',
] as const;
