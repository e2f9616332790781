import { defineMonitoring, secret } from '../../shared/definition/define-monitoring.ts';

/** A shoe shop's business numbers with their targets, the funnel from visitor to order, and reports by email. */
export default defineMonitoring({
  service: 'fitfoot',
  timeZone: 'Europe/Zurich',

  channels: {
    team: { kind: 'email', to: ['team@fitfoot.example'] },
    'on-call-phone': { kind: 'sms', to: ['+12025550185'] },
  },
  people: { finn: { name: 'Finn', email: 'finn@fitfoot.example' } },
  owner: 'finn',
  runbook: 'https://runbooks.fitfoot.example/',
  policies: { critical: ['on-call-phone', 'team'], warning: ['team'], info: [] },
  backstop: ['on-call-phone'],

  databases: {
    store: {
      kind: 'postgres',
      title: 'store database',
      host: 'db.fitfoot.example',
      database: 'store',
      health: { user: 'dbhealth', password: secret('store/health') },
      kpi: { user: 'dbkpi', password: secret('store/kpi') },
      runbook: 'https://runbooks.fitfoot.example/database',
    },
  },

  kpis: {
    'conversion-rate': {
      title: 'conversion rate',
      description: 'Visitors of the last 24 hours who ordered.',
      database: 'store',
      sql: 'SELECT conversion_percent FROM kpi.last_day',
      unit: '%',
      every: '15m',
      target: 2.5,
      alert: { below: 2, for: '30m', severity: 'warning' },
    },
    'revenue-per-visitor': {
      title: 'revenue per visitor',
      description: 'Of the last 24 hours.',
      database: 'store',
      sql: 'SELECT revenue_per_visitor FROM kpi.last_day',
      unit: 'CHF',
      every: '15m',
      target: 15,
      alert: { below: 10, for: '30m', severity: 'warning' },
    },
    'cart-abandonment': {
      title: 'cart abandonment',
      description: 'Carts of the last 24 hours that did not become an order.',
      database: 'store',
      sql: 'SELECT cart_abandonment_percent FROM kpi.last_day',
      unit: '%',
      every: '15m',
      better: 'lower',
      target: 65,
      alert: { above: 75, for: '30m', severity: 'warning' },
    },
    satisfaction: {
      title: 'customer satisfaction',
      description: 'Average rating of the last seven days, of 5.',
      database: 'store',
      sql: 'SELECT rating FROM kpi.satisfaction',
      unit: 'of 5',
      every: '1h',
      target: 4.5,
      alert: { below: 4, severity: 'warning' },
    },
    'daily-revenue': {
      title: 'revenue today',
      database: 'store',
      sql: 'SELECT revenue FROM kpi.daily_revenue WHERE date = current_date',
      unit: 'CHF',
      every: '15m',
      noData: 'zero',
      alert: { belowPercentOfLastWeek: 40, for: '1h', severity: 'critical', during: 'shopping-hours' },
    },
    funnel: {
      title: 'conversion funnel',
      description: 'Sessions of today, by how far they got.',
      database: 'store',
      sql: `SELECT steps.step, steps.reached FROM kpi.conversion_funnel AS funnel,
          LATERAL (VALUES ('Visitors', funnel.sessions), ('Cart additions', funnel.cart_additions),
            ('Checkouts', funnel.checkouts_started), ('Orders', funnel.orders_completed)) AS steps (step, reached)
        WHERE funnel.date = current_date`,
      unit: 'sessions',
      every: '15m',
      labels: ['Visitors', 'Cart additions', 'Checkouts', 'Orders'],
      judge: 'highest',
    },
    'best-sellers': {
      title: 'units sold by product',
      database: 'store',
      sql: 'SELECT title, units_sold FROM kpi.product_performance ORDER BY units_sold DESC LIMIT 20',
      unit: 'units',
      every: '1h',
      labels: ['Trail runner', 'City sneaker', 'Hiking boot', 'Refurbished classic'],
    },
    'newest-visit': {
      title: 'newest visit',
      database: 'store',
      sql: 'SELECT seen_at FROM kpi.newest_event',
      every: '1m',
      measures: 'age',
      better: 'lower',
      alert: { olderThan: '30m', severity: 'critical' },
    },
  },

  calendars: {
    'shopping-hours': { days: 'every-day', from: '12:00', to: '23:00' },
  },

  dashboards: {
    business: {
      title: 'FitFoot business',
      panels: [
        { panel: 'kpis', kpis: ['conversion-rate', 'revenue-per-visitor', 'cart-abandonment', 'satisfaction'] },
        { panel: 'kpi', kpi: 'daily-revenue', title: 'Daily revenue' },
        { panel: 'funnel', kpi: 'funnel', title: 'Conversion funnel' },
        { panel: 'funnel', kpi: 'best-sellers', title: 'Units sold' },
        { panel: 'status' },
      ],
    },
  },

  reports: {
    daily: {
      every: 'day',
      at: '07:00',
      to: ['team'],
      title: 'FitFoot, yesterday',
      sections: ['kpis', 'incidents'],
      kpis: ['daily-revenue', 'conversion-rate', 'revenue-per-visitor', 'cart-abandonment'],
    },
    weekly: { every: 'week', on: 'monday', at: '07:00', to: ['team'], title: 'FitFoot, last week' },
  },

  environments: {
    prod: { account: '111122223333', region: 'eu-central-1' },
    local: {
      region: 'eu-central-1',
      target: './target.ts',
      overrides: { databases: { store: { host: '127.0.0.1', port: 4652, tls: 'off' } } },
    },
  },
});
