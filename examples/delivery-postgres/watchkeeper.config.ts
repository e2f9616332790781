import { defineMonitoring, secret } from '../../shared/definition/define-monitoring.ts';

/** A delivery marketplace on one PostgreSQL with a standby: each rule about its database is one line. */
export default defineMonitoring({
  service: 'marketplace',
  timeZone: 'Europe/Zurich',

  channels: {
    'on-call-phone': { kind: 'sms', to: ['+12025550163'] },
    'database-team': { kind: 'email', to: ['database@marketplace.example'] },
    'team-chat': { kind: 'slack', webhook: secret('slack/database') },
  },
  people: {
    iris: { name: 'Iris', phone: '+12025550164' },
    otto: { name: 'Otto', phone: '+12025550165' },
  },
  teams: { database: { title: 'Database', people: ['iris', 'otto'] } },
  owner: 'database',
  runbook: 'https://runbooks.marketplace.example/',

  // P0 within 5 minutes, P1 (critical) 30 minutes, P2 (warning) 2 hours, P3 (info) a day. Alerts name P0 themselves.
  policies: {
    p0: {
      steps: [
        { notify: ['on-call-phone', 'database-team', 'team-chat'] },
        { after: '5m', notify: [{ team: 'database' }] },
      ],
      repeat: '15m',
      respondWithin: '5m',
    },
    critical: { steps: [{ notify: ['on-call-phone', 'database-team', 'team-chat'] }], respondWithin: '30m' },
    warning: { steps: [{ notify: ['database-team', 'team-chat'] }], respondWithin: '2h' },
    info: { steps: [{ notify: ['database-team'] }], respondWithin: '24h' },
  },
  backstop: ['on-call-phone'],

  databases: {
    marketplace: {
      kind: 'postgres',
      title: 'marketplace database',
      host: 'db.marketplace.example',
      database: 'marketplace',
      tls: 'rds',
      health: { user: 'dbhealth', password: secret('marketplace/health') },
      kpi: { user: 'dbkpi', password: secret('marketplace/kpi') },
      runbook: 'https://runbooks.marketplace.example/database',
      functions: {
        'public.calculate_on_time_rate': { target: '50ms' },
        'public.calculate_avg_delivery_time': { target: '50ms' },
        'public.calculate_revenue_metrics': { target: '100ms' },
        'public.get_order_status_distribution': { target: '50ms' },
      },
      alarms: {
        unreachable: { check: 'unreachable', above: 0, for: '1m', severity: 'critical', policy: 'p0' },
        'queries-very-slow': { check: 'long-query', above: 5, for: '2m', severity: 'critical' },
        'cache-very-cold': { check: 'cache-hit', below: 80, for: '5m', severity: 'critical' },
        'functions-very-slow': { check: 'slow-function', above: 500, for: '2m', severity: 'critical' },

        'many-connections': { check: 'connections', above: 100, for: '5m', severity: 'warning' },
        'idle-in-transaction': { check: 'idle-in-transaction', above: 10, for: '10m', severity: 'warning' },
        'queries-slow': { check: 'long-query', above: 1, for: '5m', severity: 'warning' },
        'cache-cold': { check: 'cache-hit', below: 95, for: '10m', severity: 'warning' },
        'sequential-scans': { check: 'sequential-scans', above: 100, for: '15m', severity: 'warning' },
        'functions-slow': { check: 'slow-function', above: 100, for: '5m', severity: 'warning' },
        'dead-tuples': { check: 'dead-tuples', above: 20, for: '30m', severity: 'warning' },
        'query-load': { check: 'query-rate', above: 1000, for: '10m', severity: 'warning' },

        // The check itself looks back seven days.
        'unused-indexes': { check: 'unused-indexes', above: 0, severity: 'info' },
        growth: { check: 'growth', above: 10, for: '1h', severity: 'info' },

        // What a monitor of its own adds: it sees enough, the pool has room, locks move, the standby follows.
        unmonitored: { check: 'unmonitored', above: 0, for: '5m', severity: 'critical' },
        'connections-used': { check: 'connections-used', above: 90, for: '2m', severity: 'critical' },
        'lock-wait': { check: 'lock-wait', above: 10, for: '2m', severity: 'warning' },
        deadlocks: { check: 'deadlocks', above: 0, for: '1m', severity: 'warning' },
        'function-target': { check: 'function-target', above: 100, for: '10m', severity: 'info' },
        'replica-lag': { check: 'replica-lag', above: 30, for: '5m', severity: 'warning' },
        'replicas-lost': { check: 'replicas-lost', above: 0, for: '2m', severity: 'critical' },
      },
    },
  },

  kpis: {
    'on-time-rate': {
      title: 'deliveries on time',
      database: 'marketplace',
      sql: 'SELECT percent FROM kpi.on_time_rate',
      unit: '%',
      every: '5m',
      target: 95,
      alert: { below: 85, for: '15m', severity: 'warning' },
    },
    'delivery-time': {
      title: 'average delivery time',
      database: 'marketplace',
      sql: 'SELECT minutes FROM kpi.delivery_minutes',
      unit: 'min',
      every: '5m',
      target: 40,
      better: 'lower',
      alert: { above: 60, for: '15m', severity: 'warning' },
    },
    revenue: {
      title: 'revenue of the last 24 hours',
      database: 'marketplace',
      sql: 'SELECT revenue FROM kpi.revenue',
      unit: 'CHF',
      every: '5m',
      target: 100_000,
      alerts: {
        low: { below: 60_000, severity: 'critical' },
        'unlike-last-week': { belowPercentOfLastWeek: 60, for: '30m', severity: 'warning' },
      },
    },
    'order-status': {
      title: 'orders by status',
      database: 'marketplace',
      sql: 'SELECT status, orders FROM kpi.order_status',
      unit: 'orders',
      every: '5m',
      labels: ['preparing', 'on_the_way', 'delivered', 'cancelled'],
    },
    'newest-order': {
      title: 'newest order',
      database: 'marketplace',
      sql: 'SELECT placed_at FROM kpi.newest_order',
      every: '1m',
      measures: 'age',
      better: 'lower',
      alert: { olderThan: '30m', severity: 'critical' },
    },
  },

  dashboards: {
    database: {
      title: 'Marketplace database',
      panels: [
        { panel: 'status' },
        { panel: 'functions', database: 'marketplace', title: 'Functions against their targets' },
        { panel: 'gauge', check: 'cache-hit', database: 'marketplace', title: 'Cache hits' },
        { panel: 'check', check: 'connections', title: 'Connections' },
        { panel: 'table', database: 'marketplace', table: 'slow', title: 'Slow queries' },
        { panel: 'table', database: 'marketplace', table: 'indexes', title: 'Indexes' },
        { panel: 'table', database: 'marketplace', table: 'bloat', title: 'Bloated tables' },
        { panel: 'check', check: 'replica-lag', title: 'Standby' },
      ],
    },
    business: {
      title: 'Deliveries',
      panels: [
        { panel: 'kpis', kpis: ['on-time-rate', 'delivery-time', 'revenue', 'newest-order'] },
        { panel: 'funnel', kpi: 'order-status', title: 'Orders by status' },
        { panel: 'kpi', kpi: 'revenue' },
      ],
    },
  },

  reports: {
    daily: { every: 'day', at: '07:00', to: ['database-team'], title: 'Marketplace, yesterday' },
  },

  environments: {
    prod: { account: '111122223333', region: 'eu-central-1' },
    local: {
      region: 'eu-central-1',
      target: './target.ts',
      overrides: { databases: { marketplace: { host: '127.0.0.1', port: 4632, tls: 'off' } } },
    },
  },
});
