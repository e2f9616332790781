import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import type { KpiQueryConfig } from '../../shared/plan/kpi-query-config.ts';
import { createResolver } from '../../shared/probes/resolver.ts';
import { createTurnClock } from '../../shared/probes/turn-clock.ts';
import { readConfig } from '../aws/config.ts';
import { createDatabaseConnector } from '../aws/database-connector.ts';
import { createEvidenceLog } from '../aws/evidence-log.ts';
import { createMetricHistory } from '../aws/metric-history.ts';
import { createMetricSink } from '../aws/metric-sink.ts';
import { createSecrets } from '../aws/secrets.ts';
import { createTimer } from '../aws/timer.ts';
import { type KpiEvent, type QueryKpisPorts, queryKpis } from './query-kpis.ts';
import { historyLimitMs } from './read-last-weeks.ts';

const config = readConfig<KpiQueryConfig>(import.meta.url);
const client = { region: config.region };
const clock = { now: Date.now };
const timer = createTimer();
const random = Math.random;
const secrets = createSecrets({ ...config, client, clock });

const ports: QueryKpisPorts = {
  context: { resolver: createResolver(), secrets, clock: createTurnClock(), now: clock.now },
  connector: createDatabaseConnector({ secrets, clock, timer, random }),
  realNow: clock.now,
  timer,
  history: createMetricHistory({ client, timeoutMs: historyLimitMs }),
  metrics: createMetricSink({ client, clock, timer, random }),
  log: createEvidenceLog(),
};

/** Lambda's entry: composes the work with its adapters. */
export const handler = middy((event: KpiEvent, context: Context) =>
  queryKpis(event, context.getRemainingTimeInMillis(), { config, ports }),
);
