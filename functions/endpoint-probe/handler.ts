import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import type { EndpointProbeConfig } from '../../shared/plan/endpoint-probe-config.ts';
import { createResolver } from '../../shared/probes/resolver.ts';
import { setTimingFlags } from '../../shared/probes/timing-flags.ts';
import { createTurnClock } from '../../shared/probes/turn-clock.ts';
import { readConfig } from '../aws/config.ts';
import { createMetricSink } from '../aws/metric-sink.ts';
import { createResultLog } from '../aws/result-log.ts';
import { createSecrets } from '../aws/secrets.ts';
import { createTimer } from '../aws/timer.ts';
import { type ProbeEndpointsPorts, type ProbeEvent, probeEndpoints } from './probe-endpoints.ts';

setTimingFlags();

const config = readConfig<EndpointProbeConfig>(import.meta.url);
const clock = { now: Date.now };
const timer = createTimer();
const random = Math.random;

const ports: ProbeEndpointsPorts = {
  context: {
    resolver: createResolver(),
    secrets: createSecrets({ ...config, client: { region: config.homeRegion }, clock }),
    clock: createTurnClock(),
    now: clock.now,
  },
  metrics: createMetricSink({ client: { region: config.homeRegion }, clock, timer, random }),
  log: createResultLog(),
  timer,
  random,
};

/** Lambda's entry: composes the work with its adapters. */
export const handler = middy((event: ProbeEvent, context: Context) =>
  probeEndpoints(event, context.getRemainingTimeInMillis(), { config, ports }),
);
