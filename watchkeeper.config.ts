import { defineMonitoring, secret } from './shared/definition/define-monitoring.ts';

export default defineMonitoring({
  service: 'shop',
  timeZone: 'Europe/Zurich',

  channels: {
    engineering: { kind: 'email', to: ['engineering@shop.example'] },
    'team-chat': { kind: 'slack', webhook: secret('slack/engineering') },
    'status-page': {
      kind: 'webhook',
      url: 'https://status.shop.example/hooks/alerts',
      signingSecret: secret('status-page/signing'),
    },
    'last-resort': { kind: 'email', to: ['founders@shop.example'] },
  },

  people: {
    ada: { name: 'Ada', phone: '+12025550101', email: 'ada@shop.example' },
    ben: { name: 'Ben', phone: '+12025550102' },
    cleo: { name: 'Cleo', phone: secret('phones/cleo') },
  },
  teams: { platform: { title: 'Platform', people: ['ada', 'ben', 'cleo'] } },
  rotations: { platform: { people: ['ada', 'ben', 'cleo'], start: '2026-01-05' } },
  owner: 'platform',
  runbook: 'https://runbooks.shop.example/',

  policies: {
    critical: {
      steps: [
        { notify: [{ onCall: 'platform' }, 'engineering', 'team-chat', 'status-page'] },
        { after: '10m', notify: [{ onCall: 'platform', role: 'backup' }] },
        { after: '30m', notify: [{ team: 'platform' }, 'last-resort'] },
      ],
      repeat: '30m',
      respondWithin: '10m',
    },
    warning: ['team-chat'],
    info: { digest: { every: 'day', at: '09:00' }, notify: ['engineering'] },
  },
  backstop: ['last-resort'],

  defaults: {
    every: '1m',
    timeout: '3s',
    latency: { degraded: '500ms', failed: '2500ms' },
    runbook: 'https://runbooks.shop.example/endpoints',
  },

  groups: {
    storefront: {
      baseUrl: 'https://shop.example',
      // One certificate serves all pages; the endpoint "certificate" watches it once.
      alarms: { certificate: false },
      endpoints: {
        web: {
          kind: 'http',
          url: '/',
          title: 'storefront',
          expect: { status: 200, body: { contains: 'Add to basket' } },
        },
        products: {
          kind: 'http',
          url: '/products.json',
          title: 'product list',
          expect: {
            headers: { 'content-type': { contains: 'application/json' } },
            json: { '$.products[*].priceCents': { above: 0 } },
          },
        },
        'old-home': {
          kind: 'http',
          url: '/old-home',
          title: 'old home page',
          expect: { redirectTo: '/' },
          alarms: { down: { when: '3 of 3', severity: 'warning' } },
        },
      },
    },
    api: {
      title: 'API',
      baseUrl: 'http://api.shop.example',
      endpoints: {
        health: {
          kind: 'http',
          url: '/api/health',
          title: 'API',
          expect: { status: 200, json: { '$.status': 'ok', '$.checks.*.status': 'ok' } },
        },
        checkout: {
          kind: 'http',
          url: '/checkout',
          title: 'checkout',
          // While the API is down, that is the news; checkout is listed on its incident.
          dependsOn: ['health'],
          body: { items: [{ sku: 'mug', quantity: 2 }] },
          expect: { status: '2xx', json: { '$.status': 'confirmed', '$.totalCents': { above: 0 } } },
        },
      },
    },
  },
  endpoints: {
    certificate: { kind: 'tls', host: 'shop.example', title: 'shop.example' },
    port: { kind: 'tcp', host: 'api.shop.example', port: 80, title: 'API port' },
    name: { kind: 'dns', name: 'shop.example', title: 'domain name' },
  },

  databases: {
    orders: {
      kind: 'postgres',
      title: 'orders database',
      host: 'db.shop.example',
      database: 'orders',
      health: { user: 'dbhealth', password: secret('orders/health') },
      kpi: { user: 'dbkpi', password: secret('orders/kpi') },
      runbook: 'https://runbooks.shop.example/database',
    },
  },

  kpis: {
    'orders-per-hour': {
      title: 'orders per hour',
      database: 'orders',
      sql: 'SELECT orders FROM kpi.orders_per_hour',
      unit: 'orders',
      every: '1m',
      target: 150,
      alert: { below: 60, for: '5m', severity: 'critical', outside: 'night' },
    },
    'revenue-today': {
      title: 'revenue today',
      database: 'orders',
      sql: 'SELECT revenue FROM kpi.revenue_today',
      unit: 'EUR',
      every: '5m',
    },
    'average-basket': {
      title: 'average basket',
      description: 'Of the orders of the last 24 hours.',
      database: 'orders',
      sql: 'SELECT basket FROM kpi.average_basket',
      unit: 'EUR',
      every: '5m',
      target: 120,
      alert: { below: 80, for: '15m', severity: 'warning' },
    },
  },
  calendars: {
    night: { days: 'every-day', from: '01:00', to: '06:00' },
  },

  dashboards: {
    business: {
      title: 'Business',
      panels: [
        { panel: 'kpis', kpis: ['orders-per-hour', 'revenue-today', 'average-basket'] },
        { panel: 'kpi', kpi: 'orders-per-hour' },
        { panel: 'check', check: 'connections', databases: ['orders'], title: 'Database connections' },
      ],
    },
    overview: {
      title: 'Shop',
      panels: [
        { panel: 'status' },
        { panel: 'availability', endpoints: ['web', 'health', 'checkout'] },
        { panel: 'latency', endpoints: ['web', 'products', 'health', 'checkout'] },
        { panel: 'certificates' },
        { panel: 'jobs' },
      ],
    },
  },

  reports: {
    weekly: { every: 'week', on: 'monday', at: '08:00', to: ['engineering'] },
  },

  environments: {
    prod: {
      account: '111122223333',
      region: 'eu-central-1',
      locations: ['eu-central-1', 'eu-west-1', 'us-east-1'],
    },
    staging: {
      account: '444455556666',
      region: 'eu-central-1',
      overrides: {
        defaults: { every: '5m' },
        groups: {
          storefront: { baseUrl: 'https://staging.shop.example' },
          api: { baseUrl: 'http://api.staging.shop.example' },
        },
        endpoints: {
          certificate: { host: 'staging.shop.example' },
          port: { host: 'api.staging.shop.example' },
          name: { name: 'staging.shop.example' },
        },
        databases: { orders: { host: 'db.staging.shop.example' } },
        policies: { critical: ['engineering', 'team-chat'], info: [] },
      },
    },
    local: {
      region: 'eu-central-1',
      target: './examples/shop/target.ts',
      overrides: {
        defaults: { allowNetworks: ['loopback'], ca: { file: '.watchkeeper/shop/ca.pem' } },
        groups: {
          storefront: { baseUrl: 'https://localhost:4611' },
          api: { baseUrl: 'http://127.0.0.1:4610' },
        },
        endpoints: {
          certificate: { host: 'localhost', port: 4611 },
          port: { host: '127.0.0.1', port: 4610 },
          name: null,
        },
        databases: { orders: { host: '127.0.0.1', port: 4612, tls: 'off' } },
      },
    },
  },
});
