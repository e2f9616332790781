import { defineMonitoring, secret } from '../../shared/definition/define-monitoring.ts';

/** A trip tracker with subscriptions: its database, its business numbers, and the views they are read from. */
export default defineMonitoring({
  service: 'trip-tracker',
  timeZone: 'Europe/Zurich',

  channels: {
    'on-call-phone': { kind: 'sms', to: ['+12025550171'] },
    development: { kind: 'email', to: ['development@trip-tracker.example'] },
    product: { kind: 'email', to: ['product@trip-tracker.example'] },
  },
  people: {
    nora: { name: 'Nora', phone: '+12025550172' },
    emil: { name: 'Emil', phone: '+12025550173' },
  },
  rotations: { engineers: { people: ['nora', 'emil'], start: '2026-01-05' } },
  teams: { development: { title: 'Development', people: ['nora', 'emil'] } },
  owner: 'development',
  runbook: 'https://runbooks.trip-tracker.example/',

  // Critical: the engineer on call, at once. Warning: the development team, within an hour. Info: the product team, within a day.
  policies: {
    critical: {
      steps: [
        { notify: [{ onCall: 'engineers' }] },
        { after: '10m', notify: [{ onCall: 'engineers', role: 'backup' }, 'development'] },
      ],
      repeat: '30m',
    },
    warning: { steps: [{ notify: ['development'] }], respondWithin: '1h' },
    info: { digest: { every: 'day', at: '08:00' }, notify: ['product'] },
  },
  backstop: ['on-call-phone'],

  defaults: { every: '1m', timeout: '3s', runbook: 'https://runbooks.trip-tracker.example/api' },
  endpoints: {
    api: {
      kind: 'http',
      url: 'https://api.trip-tracker.example/api/health',
      title: 'API',
      expect: { status: 200, json: { '$.status': 'ok' } },
    },
  },

  databases: {
    trips: {
      kind: 'postgres',
      title: 'trips database',
      host: 'db.trip-tracker.example',
      database: 'trips',
      health: { user: 'dbhealth', password: secret('trips/health') },
      kpi: { user: 'dbkpi', password: secret('trips/kpi') },
      refresh: { user: 'dbrefresh', password: secret('trips/refresh') },
      runbook: 'https://runbooks.trip-tracker.example/database',
      functions: { 'public.calculate_mrr': { target: '50ms' } },
    },
  },

  // Views are refreshed before they are read; a refresh that fails is an alarm of its own.
  refreshes: {
    'api-performance': { database: 'trips', view: 'kpi.api_performance', concurrently: true, every: '5m' },
    'user-activity': { database: 'trips', view: 'kpi.user_activity', concurrently: true },
    'daily-active-users': { database: 'trips', view: 'kpi.daily_active_users', concurrently: true },
    subscriptions: { database: 'trips', view: 'kpi.subscription_analytics', concurrently: true },
    churn: { database: 'trips', view: 'kpi.churn_analysis', concurrently: true },
    executive: { database: 'trips', view: 'kpi.executive_dashboard', concurrently: true, every: '5m' },
    technical: { database: 'trips', view: 'kpi.technical_dashboard', concurrently: true, every: '5m' },
  },

  kpis: {
    // Four rules with their operators as a table of rules would hold them. A busy hour only: one error of ten says nothing.
    'high-error-rate': {
      title: 'API errors of this hour',
      database: 'trips',
      sql: `SELECT round(sum(error_count) * 100.0 / sum(request_count), 2) AS error_rate FROM api_performance
        WHERE hour = date_trunc('hour', now()) HAVING sum(request_count) >= 100`,
      unit: '%',
      every: '5m',
      better: 'lower',
      alert: { operator: '>', threshold: 5, severity: 'critical' },
    },
    'slow-response-time': {
      title: 'API response time of this hour',
      database: 'trips',
      sql: `SELECT sum(avg_response_time * request_count) / sum(request_count) FROM api_performance
        WHERE hour = date_trunc('hour', now())`,
      unit: 'ms',
      every: '5m',
      better: 'lower',
      alert: { operator: '>', threshold: 2000, severity: 'warning' },
    },
    'database-connections': {
      title: 'connections at work',
      database: 'trips',
      sql: 'SELECT value FROM active_connections',
      unit: 'connections',
      every: '1m',
      better: 'lower',
      alert: { operator: '>', threshold: 80, severity: 'critical' },
    },
    'low-user-activity': {
      title: 'users of the last hour',
      database: 'trips',
      sql: `SELECT count(*) FROM users WHERE last_active_at > now() - interval '1 hour'`,
      unit: 'users',
      every: '5m',
      alert: { operator: '<', threshold: 10, severity: 'warning', outside: 'night' },
    },

    users: { database: 'trips', sql: `SELECT value FROM executive_dashboard WHERE metric = 'users'`, unit: 'users' },
    'premium-users': {
      title: 'premium users',
      database: 'trips',
      sql: `SELECT value FROM executive_dashboard WHERE metric = 'premium_users'`,
      unit: 'users',
    },
    mrr: {
      title: 'monthly recurring revenue',
      database: 'trips',
      sql: `SELECT value FROM executive_dashboard WHERE metric = 'mrr'`,
      unit: 'USD',
      every: '5m',
      target: 4_000,
      alert: { below: 3_500, severity: 'critical' },
    },
    'trips-today': {
      title: 'trips today',
      database: 'trips',
      sql: `SELECT value FROM executive_dashboard WHERE metric = 'trips_today'`,
      unit: 'trips',
      every: '5m',
    },
    'active-users': {
      title: 'active users of 7 days',
      database: 'trips',
      sql: `SELECT value FROM executive_dashboard WHERE metric = 'active_users_7d'`,
      unit: 'users',
    },
    churn: {
      title: 'users who left, of those who came last month',
      database: 'trips',
      sql: `SELECT churn_rate FROM churn_analysis
        WHERE month = (date_trunc('month', now()) - interval '1 month')::date`,
      unit: '%',
      every: '1h',
      better: 'lower',
      target: 10,
    },
    'newest-trip': {
      title: 'newest trip',
      database: 'trips',
      sql: 'SELECT recorded_at FROM newest_trip',
      every: '1m',
      measures: 'age',
      better: 'lower',
      alert: { olderThan: '30m', severity: 'warning', outside: 'night' },
    },

    'requests-per-hour': {
      title: 'API requests per hour',
      database: 'trips',
      sql: `SELECT value FROM technical_dashboard WHERE metric = 'api_requests_per_hour'`,
      unit: 'requests',
      every: '5m',
      alert: { below: 100, for: '10m', severity: 'warning', outside: 'night' },
    },
    'response-time': {
      title: 'average API response time',
      database: 'trips',
      sql: `SELECT value FROM technical_dashboard WHERE metric = 'avg_response_time'`,
      unit: 'ms',
      every: '5m',
      better: 'lower',
      target: 200,
    },
    'error-rate': {
      title: 'API error rate',
      database: 'trips',
      sql: `SELECT value FROM technical_dashboard WHERE metric = 'error_rate'`,
      unit: '%',
      every: '5m',
      better: 'lower',
      target: 1,
    },
    'slow-queries': {
      title: 'slow queries of the last hour',
      database: 'trips',
      sql: `SELECT count(*) FROM slow_queries WHERE created_at > now() - interval '1 hour'`,
      unit: 'queries',
      every: '5m',
      better: 'lower',
      alert: { atLeast: 10, severity: 'warning' },
    },

    // What the app counts by itself, it tells over HTTP.
    'crash-rate': {
      title: 'sessions that end in a crash',
      url: 'https://api.trip-tracker.example/api/quality',
      json: '$.crashRatePercent',
      unit: '%',
      every: '5m',
      better: 'lower',
      target: 1,
      alert: { above: 2, severity: 'critical' },
    },
    'support-tickets': {
      title: 'open support tickets',
      url: 'https://api.trip-tracker.example/api/quality',
      json: '$.supportTickets.open',
      unit: 'tickets',
      every: '5m',
      better: 'lower',
      alert: { above: 40, severity: 'info' },
    },
  },

  calendars: {
    night: { days: 'every-day', from: '23:00', to: '06:00' },
  },

  dashboards: {
    executive: {
      title: 'Executive',
      panels: [
        { panel: 'kpis', kpis: ['users', 'premium-users', 'mrr', 'trips-today', 'active-users', 'churn'] },
        { panel: 'kpi', kpi: 'mrr' },
      ],
    },
    technical: {
      title: 'Technical',
      panels: [
        { panel: 'status' },
        { panel: 'kpis', kpis: ['requests-per-hour', 'response-time', 'error-rate', 'database-connections'] },
        { panel: 'kpi', kpi: 'response-time' },
        { panel: 'check', check: 'connections', title: 'Database connections' },
        { panel: 'table', database: 'trips', table: 'slow', title: 'Slow queries' },
        { panel: 'jobs' },
      ],
    },
  },

  reports: {
    weekly: { every: 'week', on: 'monday', at: '07:30', to: ['product', 'development'] },
    monthly: { every: 'month', to: ['product'], kpis: ['users', 'premium-users', 'mrr', 'churn'] },
  },

  environments: {
    prod: { account: '111122223333', region: 'eu-central-1' },
    local: {
      region: 'eu-central-1',
      target: './target.ts',
      overrides: {
        defaults: { allowNetworks: ['loopback'], ca: { file: '.watchkeeper/trip-tracker/ca.pem' } },
        endpoints: { api: { url: 'https://localhost:4641/api/health' } },
        databases: { trips: { host: '127.0.0.1', port: 4642, tls: 'off' } },
        kpis: {
          'crash-rate': { url: 'http://127.0.0.1:4640/api/quality', allowNetworks: ['loopback'] },
          'support-tickets': { url: 'http://127.0.0.1:4640/api/quality', allowNetworks: ['loopback'] },
        },
      },
    },
  },
});
