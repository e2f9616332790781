import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import { type DatabaseHealthConfig, stateVariables } from '../../shared/plan/database-health-config.ts';
import { readConfig } from '../aws/config.ts';
import { createDatabaseConnector } from '../aws/database-connector.ts';
import { createEvidenceLog } from '../aws/evidence-log.ts';
import { createMetricSink } from '../aws/metric-sink.ts';
import { createPausedClusters } from '../aws/paused-clusters.ts';
import { createSecrets } from '../aws/secrets.ts';
import { createStateStore } from '../aws/state-store.ts';
import { createTimer } from '../aws/timer.ts';
import { type CheckDatabasesPorts, checkDatabases, type HealthEvent } from './check-databases.ts';

const config = readConfig<DatabaseHealthConfig>(import.meta.url);
const client = { region: config.region };
const clock = { now: Date.now };
const timer = createTimer();
const random = Math.random;
const secrets = createSecrets({ ...config, client, clock });

const ports: CheckDatabasesPorts = {
  connector: createDatabaseConnector({ secrets, clock, timer, random }),
  state: createStateStore({ client, tableName: process.env[stateVariables.tableName] ?? '', clock }),
  paused: createPausedClusters({ client: {}, clock, warn: console.warn }),
  metrics: createMetricSink({ client, clock, timer, random }),
  log: createEvidenceLog(),
  clock,
  timer,
};

/** Lambda's entry: composes the work with its adapters. */
export const handler = middy((event: HealthEvent, context: Context) =>
  checkDatabases(event, context.getRemainingTimeInMillis(), { config, ports }),
);
