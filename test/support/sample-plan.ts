import type { DefinitionInput } from '../../shared/definition/definition-schema.ts';
import { merge } from '../../shared/definition/merge.ts';
import { plan } from '../../shared/plan/make-plan.ts';
import type { Plan } from '../../shared/plan/plan.ts';
import { makeDefinition } from './definition.ts';

const account = '111122223333';

const cluster = 'arn:aws:rds:eu-central-1:111122223333:cluster:trips';
const secretArn = (name: string) => `arn:aws:secretsmanager:eu-central-1:111122223333:secret:${name}`;

/** A database of each kind, and all that reads them. */
const data = {
  networks: {
    private: { vpc: 'vpc-0abc1234', subnets: ['subnet-0aaa1111', 'subnet-0bbb2222'], securityGroups: ['sg-0ccc3333'] },
  },
  databases: {
    orders: {
      kind: 'postgres',
      host: 'orders.abc123def456.eu-central-1.rds.amazonaws.com',
      database: 'orders',
      tls: 'rds',
      network: 'private',
      health: { user: 'watchkeeper', iam: true },
      kpi: { user: 'watchkeeper_kpi', password: { secret: 'orders/kpi' } },
      refresh: { user: 'watchkeeper_refresh', iam: true },
    },
    trips: {
      kind: 'data-api',
      cluster,
      database: 'trips',
      autoPause: '5m',
      health: { secret: secretArn('trips/health-AbCdEf') },
      kpi: { secret: secretArn('trips/kpi') },
    },
  },
  calendars: { office: { days: 'weekdays', from: '08:30', to: '18:00', except: ['2026-12-25'] } },
  kpis: {
    revenue: {
      database: 'orders',
      sql: 'SELECT country, sum(amount) FROM orders GROUP BY country',
      unit: 'EUR',
      labels: ['ch', 'de'],
      alerts: {
        falling: { belowPercentOfLastWeek: 50, severity: 'warning', during: 'office' },
        failing: { on: 'failure', severity: 'warning' },
      },
    },
    trips: { database: 'trips', sql: 'SELECT count(*) FROM trips', every: '1h' },
    queue: {
      url: 'https://queue.shop.example/length',
      json: '$.length',
      headers: { authorization: { secret: 'queue/token' } },
      alert: { above: 100, severity: 'info' },
    },
  },
  refreshes: { sales: { database: 'orders', view: 'public.sales', concurrently: true } },
  reports: { weekly: { every: 'week', at: '07:30', to: ['engineering'] } },
};

/** One of everything that infra renders: regions, intervals, kinds of channels, functions and secrets, dashboards. */
const sample = {
  ...data,
  channels: {
    hook: { kind: 'webhook', url: 'https://status.shop.example/hook', signingSecret: { secret: 'hook/signing' } },
  },
  policies: { critical: ['engineering', 'phone', 'chat', 'hook'], warning: ['chat'], info: ['engineering'] },
  endpoints: {
    web: { latency: { degraded: '500ms' } },
    api: {
      kind: 'http',
      url: 'https://api.shop.example/',
      every: '5m',
      auth: { kind: 'bearer', token: { secret: 'api/token', from: 'secrets-manager' } },
      headers: { 'x-api-key': { secret: 'api/key' } },
    },
    port: { kind: 'tcp', host: 'shop.example', port: 5432, title: 'database port' },
  },
  dashboards: {
    overview: { title: 'Shop', panels: [{ panel: 'status' }, { panel: 'latency' }, { panel: 'jobs' }] },
  },
  environments: { prod: { account, region: 'eu-central-1', locations: ['eu-central-1', 'us-east-1'] } },
};

/** The change that leaves of the sample what probes and alerts need. */
export const withoutData = { networks: null, databases: null, kpis: null, refreshes: null, reports: null };

/** The plan of the sample, or of the sample with what a test changes about the definition; null removes. */
export function samplePlan(change: Readonly<Record<string, unknown>> = {}): Plan & { readonly account: string } {
  const definition = merge(makeDefinition(sample), change) as DefinitionInput;
  return { ...plan(definition, 'prod'), account };
}
