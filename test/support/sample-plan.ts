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
  calendars: { office: { days: 'weekdays', from: '08:30', to: '18:00', holidays: ['zurich'] } },
  holidays: { zurich: ['2026-12-25'] },
  kpis: {
    revenue: {
      database: 'orders',
      sql: 'SELECT country, sum(amount) FROM orders GROUP BY country',
      unit: 'EUR',
      labels: ['ch', 'de'],
      alerts: {
        falling: { belowPercentOfLastWeek: 50, severity: 'warning', during: 'office', policy: 'office-hours' },
        failing: { on: 'failure', severity: 'warning' },
      },
    },
    trips: { database: 'trips', sql: 'SELECT count(*) FROM trips', every: '1h' },
    queue: {
      url: 'https://queue.shop.example/length',
      json: '$.length',
      headers: { authorization: { secret: 'queue/token' } },
      alert: { above: 100, severity: 'info', policy: 'daily' },
    },
  },
  refreshes: { sales: { database: 'orders', view: 'public.sales', concurrently: true, policy: 'paged' } },
  reports: { weekly: { every: 'week', at: '07:30', to: ['engineering'] } },
};

/** People with numbers in the open and in secret, whoever is on call, and policies with all that they can do. */
const telling = {
  people: {
    ada: { phone: '+12025550111', email: 'ada@shop.example' },
    ben: { name: 'Ben', phone: { secret: 'phones/ben' } },
  },
  teams: { platform: { title: 'Platform', people: ['ada', 'ben'] } },
  rotations: { platform: { people: ['ada', 'ben'], start: '2026-01-05' } },
  owner: 'platform',
  runbooks: { port: { steps: ['Look at the load balancer.', { text: 'Restart it.', run: 'make restart' }] } },
  maintenance: {
    backups: { of: ['orders'], reason: 'backups', during: 'office' },
    move: {
      of: ['port'],
      reason: 'a new rack',
      from: '2026-07-01T22:00',
      until: '2026-07-02T02:00',
      backstop: 'muted',
    },
  },
};

const policies = {
  critical: ['engineering', 'phone', 'chat', 'hook'],
  warning: ['chat'],
  info: ['engineering'],
  paged: {
    steps: [
      { notify: [{ onCall: 'platform' }] },
      {
        after: '10m',
        notify: [
          { onCall: 'platform', role: 'backup' },
          { person: 'ada', by: ['email'] },
        ],
      },
      { after: '30m', notify: [{ team: 'platform' }], during: 'office' },
    ],
    repeat: '30m',
    respondWithin: '10m',
  },
  'office-hours': { steps: [{ notify: ['chat'] }], holdUntil: 'office' },
  daily: { digest: { every: 'day', at: '09:00' }, notify: ['engineering'] },
};

/** One of everything that infra renders: regions, intervals, kinds of channels, functions and secrets, dashboards. */
const sample = {
  ...data,
  ...telling,
  policies,
  channels: {
    hook: { kind: 'webhook', url: 'https://status.shop.example/hook', signingSecret: { secret: 'hook/signing' } },
  },
  endpoints: {
    web: { latency: { degraded: '500ms' } },
    api: {
      kind: 'http',
      url: 'https://api.shop.example/',
      every: '5m',
      dependsOn: ['port'],
      auth: { kind: 'bearer', token: { secret: 'api/token', from: 'secrets-manager' } },
      headers: { 'x-api-key': { secret: 'api/key' } },
    },
    port: { kind: 'tcp', host: 'shop.example', port: 5432, title: 'database port', runbook: 'port' },
  },
  dashboards: {
    overview: { title: 'Shop', panels: [{ panel: 'status' }, { panel: 'latency' }, { panel: 'jobs' }] },
  },
  environments: { prod: { account, region: 'eu-central-1', locations: ['eu-central-1', 'us-east-1'] } },
};

/** The change that leaves of the sample what probes and alerts need. */
export const withoutData = { networks: null, databases: null, kpis: null, refreshes: null, reports: null };

/** The definition of the sample, with what a test changes about it; null removes. */
export function sampleDefinition(change: Readonly<Record<string, unknown>> = {}): DefinitionInput {
  return merge(makeDefinition(sample), change) as DefinitionInput;
}

/** The plan of the sample, or of the sample with what a test changes about the definition. */
export function samplePlan(change: Readonly<Record<string, unknown>> = {}): Plan & { readonly account: string } {
  return { ...plan(sampleDefinition(change), 'prod'), account };
}
