import { performance } from 'node:perf_hooks';
import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import type { ViewRefreshConfig } from '../../shared/plan/view-refresh-config.ts';
import { readConfig } from '../aws/config.ts';
import { createDatabaseConnector } from '../aws/database-connector.ts';
import { createEvidenceLog } from '../aws/evidence-log.ts';
import { createMetricSink } from '../aws/metric-sink.ts';
import { createSecrets } from '../aws/secrets.ts';
import { createTimer } from '../aws/timer.ts';
import { type RefreshEvent, type RefreshViewsPorts, refreshViews } from './refresh-views.ts';

const config = readConfig<ViewRefreshConfig>(import.meta.url);
const client = { region: config.region };
const clock = { now: Date.now };
const timer = createTimer();
const random = Math.random;
const secrets = createSecrets({ ...config, client, clock });

const ports: RefreshViewsPorts = {
  connector: createDatabaseConnector({ secrets, clock, timer, random }),
  exactNow: () => performance.now(),
  timer,
  clock,
  metrics: createMetricSink({ client, clock, timer, random }),
  log: createEvidenceLog(),
};

/** Lambda's entry: composes the work with its adapters. */
export const handler = middy((event: RefreshEvent, context: Context) =>
  refreshViews(event, context.getRemainingTimeInMillis(), { config, ports }),
);
