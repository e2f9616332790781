import { setTimeout } from 'node:timers/promises';
import type { LoggedPorts } from '../../../functions/alert-router/route-records.ts';
import { createActionLinks } from '../../../functions/alert-router/sign-links.ts';
import { alarmConsoleUrl } from '../../../shared/cloudwatch/console-links.ts';
import type { AlertRouterConfig } from '../../../shared/plan/alert-router-config.ts';
import type { Clock } from '../../../shared/ports/clock.ts';
import type { IncidentStore } from '../../../shared/ports/incident-store.ts';
import { sampleResult } from '../../../test/support/alert-samples.ts';

/** What a measurement brings itself. */
export interface BenchParts {
  readonly config: AlertRouterConfig;
  readonly clock: Clock;
  readonly incidents: IncidentStore;
}

/** The router's world in which everything but the store answers at once, and links are really signed. */
export function createBenchPorts({ config, clock, incidents }: BenchParts): LoggedPorts {
  const { service, environment, region } = config;
  return {
    ...{ config, clock, incidents, random: Math.random },
    timer: { wait: (ms, signal) => setTimeout(ms, undefined, signal && { signal }).catch(() => undefined) },
    wakeUps: { set: async () => undefined },
    evidence: {
      latest: async ({ endpoint, beforeMs }) => ({ ...sampleResult(), endpoint, startedAtMs: beforeMs - 20_000 }),
      finding: async () => undefined,
    },
    outbox: {
      send: async ({ channel }) => ({ result: 'delivered', ...(channel === 'chat' ? { thread: 'ts-1' } : {}) }),
    },
    deliveryLog: { write: () => undefined },
    deadLetters: {
      put: async ({ problem }) => {
        throw new Error(`Cannot measure: something ended in the dead letters ("${problem}")`);
      },
    },
    metrics: { put: async (data) => ({ sent: data.length, lost: 0, calls: 1, retries: 0 }) },
    linksOf: (alarm) => ({ alarmUrl: alarmConsoleUrl(region, alarm) }),
    actionLink: createActionLinks({
      ...{ service, environment },
      baseUrl: () => 'https://actions.shop.example/',
      secret: async () => 'a secret of the benchmark that is long enough',
    }),
    writeLine: () => undefined,
  };
}
