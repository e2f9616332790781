import { defineMonitoring, secret } from '../../shared/definition/define-monitoring.ts';

const stats = 'https://not-a-label.example/api/stats';

/** The same page of the system that runs on this machine. */
const here = { url: 'http://127.0.0.1:4620/api/stats', allowNetworks: ['loopback'] };

/** A music platform: four endpoints every five minutes, the certificate of the site, its database and its numbers of the day. */
export default defineMonitoring({
  service: 'not-a-label',
  timeZone: 'Europe/Berlin',

  channels: {
    pager: { kind: 'pagerduty', routingKey: secret('pagerduty/routing-key') },
    'team-chat': { kind: 'slack', token: secret('slack/bot-token'), channel: 'C012ABCDEF' },
    engineering: { kind: 'email', to: ['engineering@not-a-label.example'] },
    finance: { kind: 'email', to: ['finance@not-a-label.example'] },
    devops: { kind: 'email', to: ['devops@not-a-label.example'] },
    // The team's own service, which adds connections when it is told of a pool that is used up.
    scaler: {
      kind: 'webhook',
      url: 'https://scaler.not-a-label.example/hooks/alerts',
      signingSecret: secret('scaler/signing'),
    },
    'on-call-phone': { kind: 'sms', to: ['+12025550142'] },
  },

  people: {
    mara: { name: 'Mara', phone: '+12025550143', email: 'mara@not-a-label.example' },
    jonas: { name: 'Jonas', phone: '+12025550144', email: 'jonas@not-a-label.example' },
    lin: { name: 'Lin', phone: secret('phones/lin'), email: 'lin@not-a-label.example' },
  },
  teams: { engineering: { title: 'Engineering', people: ['mara', 'jonas', 'lin'] } },
  // A week each, from Monday 09:00; whoever is next stands behind them.
  rotations: { engineers: { people: ['mara', 'jonas', 'lin'], start: '2026-01-05' } },
  owner: 'engineering',
  runbook: 'https://runbooks.not-a-label.example/',

  policies: {
    // SEV1: somebody answers within 15 minutes, or the next in line is called.
    critical: {
      steps: [
        { notify: ['pager', { onCall: 'engineers', by: ['sms'] }] },
        { after: '15m', notify: [{ onCall: 'engineers', role: 'backup', by: ['sms'] }] },
        { after: '30m', notify: [{ team: 'engineering' }] },
      ],
      repeat: '30m',
      respondWithin: '15m',
    },
    // SEV2 and SEV3 wait for the office to open.
    warning: { steps: [{ notify: ['team-chat'] }], holdUntil: 'business-hours', respondWithin: '1h' },
    info: { steps: [{ notify: ['team-chat'] }], holdUntil: 'business-hours', respondWithin: '4h' },
    errors: ['team-chat', 'engineering'],
    payments: ['finance', 'engineering', { onCall: 'engineers' }],
    certificates: { steps: [{ notify: ['devops'] }], holdUntil: 'business-hours' },
  },
  backstop: ['on-call-phone'],

  defaults: {
    every: '5m',
    timeout: '10s',
    latency: { degraded: '2s' },
    runbook: 'https://runbooks.not-a-label.example/endpoints',
    alarms: {
      // At five minutes between probes, a second opinion would come too late; each run retries by itself.
      down: { when: '1 of 1' },
      slow: { when: '2 of 2' },
      certificate: false,
    },
  },

  groups: {
    platform: {
      baseUrl: 'https://not-a-label.example',
      endpoints: {
        site: {
          kind: 'http',
          url: '/',
          title: 'main site',
          expect: { status: 200, body: { contains: 'Not a Label' } },
          alarms: { certificate: [{ daysLeft: 30, severity: 'warning', policy: 'certificates' }] },
        },
        api: { kind: 'http', url: '/api/health', title: 'API', expect: { status: 200, json: { '$.status': 'ok' } } },
        auth: { kind: 'http', url: '/api/auth/verify', title: 'auth service', expect: { status: 200 } },
        ai: { kind: 'http', url: '/api/ai/status', title: 'AI service', expect: { status: 200 } },
      },
    },
  },

  databases: {
    platform: {
      kind: 'postgres',
      title: 'platform database',
      host: 'platform.abcdefgh.eu-central-1.rds.amazonaws.com',
      database: 'platform',
      tls: 'rds',
      network: 'private',
      health: { user: 'dbhealth', iam: true },
      alarms: {
        unreachable: { check: 'unreachable', above: 0, for: '2m', severity: 'critical' },
        unmonitored: { check: 'unmonitored', above: 0, for: '5m', severity: 'critical' },
        'pool-used-up': {
          check: 'connections-used',
          above: 90,
          for: '2m',
          severity: 'critical',
          alsoNotify: ['scaler'],
        },
        'query-slow': { check: 'long-query', above: 10, for: '5m', severity: 'warning' },
        'queries-slow': { check: 'mean-query', above: 200, for: '10m', severity: 'warning' },
        'replica-behind': { check: 'replica-lag', above: 30, for: '5m', severity: 'warning' },
      },
    },
  },
  networks: {
    private: { vpc: 'vpc-0a1b2c3d', subnets: ['subnet-0a1b2c3d', 'subnet-1a2b3c4d'], securityGroups: ['sg-0a1b2c3d'] },
  },

  calendars: { 'business-hours': { days: 'weekdays', from: '09:00', to: '18:00', holidays: ['germany'] } },
  holidays: { germany: ['01-01', '05-01', '10-03', '12-25', '12-26', '2026-04-03', '2026-04-06'] },
  kpis: {
    revenue: { title: 'revenue today', url: stats, json: '$.revenueToday', unit: 'EUR', every: '5m', target: 2_500 },
    fees: { title: 'platform fees today', url: stats, json: '$.platformFees', unit: 'EUR', every: '5m', target: 250 },
    'active-users': {
      title: 'active users',
      url: stats,
      json: '$.activeUsers',
      unit: 'users',
      every: '5m',
      alert: { belowPercentOfLastWeek: 50, for: '30m', severity: 'warning', during: 'business-hours' },
    },
    signups: { title: 'signups today', url: stats, json: '$.signupsToday', unit: 'users', every: '15m', target: 40 },
    'ai-usage': { title: 'AI requests today', url: stats, json: '$.aiRequestsToday', every: '15m', better: 'lower' },
    'payment-errors': {
      title: 'payment errors of the last hour',
      url: stats,
      json: '$.paymentErrorsLastHour',
      unit: 'errors',
      every: '1m',
      better: 'lower',
      target: 0,
      alert: { above: 0, severity: 'critical', policy: 'payments' },
    },
    'error-rate': {
      title: 'error rate of the last five minutes',
      url: stats,
      json: '$.errorRatePercent',
      unit: '%',
      every: '5m',
      better: 'lower',
      alert: { above: 5, severity: 'warning', policy: 'errors' },
    },
  },

  environments: {
    prod: { account: '111122223333', region: 'eu-central-1' },
    local: {
      region: 'eu-central-1',
      target: './target.ts',
      overrides: {
        defaults: { allowNetworks: ['loopback'], ca: { file: '.watchkeeper/not-a-label/ca.pem' } },
        groups: { platform: { baseUrl: 'https://localhost:4621' } },
        databases: { platform: null },
        kpis: {
          revenue: here,
          fees: here,
          'active-users': here,
          signups: here,
          'ai-usage': here,
          'payment-errors': here,
          'error-rate': here,
        },
      },
    },
  },
});
