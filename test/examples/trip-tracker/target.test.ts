import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Target } from '../../../examples/target.ts';
import { materialisedViews } from '../../../examples/trip-tracker/seed.ts';
import { startTarget } from '../../../examples/trip-tracker/target.ts';
import definition from '../../../examples/trip-tracker/watchkeeper.config.ts';
import { queryAs } from '../database-under-test.ts';
import { describeDatabaseTarget } from '../describe-database-target.ts';
import {
  bloatSeen,
  coldCacheSeen,
  connectionFloodSeen,
  deadlockSeen,
  idleInTransactionSeen,
  kpiBelow,
  lockChainSeen,
  noDataSeen,
  slowFunctionSeen,
  slowQuerySeen,
  unusedIndexSeen,
} from '../fault-evidence.ts';
import { visit } from '../visit.ts';

describeDatabaseTarget({
  name: 'trip-tracker',
  startTarget,
  definition,
  emptyKpis: ['high-error-rate', 'slow-response-time', 'churn'],
  ports: ['http', 'https', 'postgres'],
  secrets: ['trips/health', 'trips/kpi', 'trips/refresh'],
  otherFaults: ['crashes', 'down'],
  numbers: {
    'SELECT sum(request_count) FROM kpi.api_performance': [14_000, 14_800],
    'SELECT round(avg(error_rate), 1) FROM kpi.api_performance': [0.3, 3],
    'SELECT count(*) FROM kpi.user_activity': [5_000, 9_000],
    'SELECT max(dau) FROM kpi.daily_active_users': [200, 300],
    'SELECT sum(user_count) FROM kpi.subscription_analytics': [1_100, 1_200],
    'SELECT max(churn_rate) FROM kpi.churn_analysis': [1, 40],
    'SELECT value FROM kpi.mrr': [4_000, 4_400],
    "SELECT value FROM executive_dashboard WHERE metric = 'mrr'": [4_000, 4_400],
    "SELECT value FROM technical_dashboard WHERE metric = 'api_requests_per_hour'": [550, 650],
    "SELECT count(*) FROM users WHERE last_active_at > now() - interval '1 hour'": [40, 120],
    'SELECT value FROM kpi.active_connections': [1, 5],
    "SELECT count(*) FROM kpi.slow_queries WHERE created_at > now() - interval '1 hour'": [0, 2],
  },
  faults: {
    'api-errors': {
      role: 'kpi',
      sql: 'SELECT 100.0 * count(*) FILTER (WHERE failed) / count(*) FROM kpi.recent_requests',
      broken: (value) => value > 15,
      healthy: (value) => value < 5,
    },
    'kpi-drop': kpiBelow('SELECT value FROM kpi.mrr', 3_000),
    'slow-query': slowQuerySeen,
    'idle-in-transaction': idleInTransactionSeen,
    'slow-function': slowFunctionSeen('calculate_mrr'),
    bloat: bloatSeen('api_usage'),
    'cold-cache': coldCacheSeen('trip_tracks'),
    deadlock: deadlockSeen,
    'unused-index': unusedIndexSeen('api_usage'),
    'no-data': noDataSeen('SELECT recorded_at FROM kpi.newest_trip'),
    'lock-chain': lockChainSeen,
    'connection-flood': connectionFloodSeen,
  },
});

describe('the trip tracker', () => {
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

  it('lets its refresh role renew every view, which then shows what is true now', async () => {
    await target.setFault('api-errors', true);
    const errorRate = "SELECT value FROM technical_dashboard WHERE metric = 'error_rate'";
    const before = await queryAs(target, 'kpi', errorRate);
    for (const view of materialisedViews) {
      await queryAs(target, 'refresh', `REFRESH MATERIALIZED VIEW CONCURRENTLY kpi.${view}`);
    }
    const after = await queryAs(target, 'kpi', errorRate);
    expect(Number(before[0]?.value)).toBeLessThan(5);
    expect(Number(after[0]?.value)).toBeGreaterThan(15);
    await target.setFault('api-errors', false);
    await queryAs(target, 'refresh', 'REFRESH MATERIALIZED VIEW kpi.technical_dashboard');
    expect(await queryAs(target, 'kpi', errorRate)).not.toEqual(after);
  });

  it('answers its quality numbers as JSON, worse ones under "crashes"', async () => {
    const readQuality = async () => JSON.parse((await visit(`${target.urls.http}/api/quality`)).body);
    expect(await readQuality()).toMatchObject({ crashRatePercent: 0.4, supportTickets: { open: 7 } });
    await target.setFault('crashes', true);
    expect(await readQuality()).toMatchObject({ crashRatePercent: 10.2, supportTickets: { open: 61 } });
    await target.setFault('crashes', false);
    expect(await readQuality()).toMatchObject({ crashRatePercent: 0.4 });
  });
});
