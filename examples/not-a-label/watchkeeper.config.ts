import { defineMonitoring, secret } from '../../shared/definition/define-monitoring.ts';

/** A music platform: four endpoints every five minutes, their response time, and the certificate of the site. */
export default defineMonitoring({
  service: 'not-a-label',
  timeZone: 'Europe/Berlin',

  channels: {
    engineering: { kind: 'email', to: ['engineering@not-a-label.example'] },
    devops: { kind: 'email', to: ['devops@not-a-label.example'] },
    'on-call-phone': { kind: 'sms', to: ['+12025550142'] },
    'team-chat': { kind: 'slack', webhook: secret('slack/engineering') },
  },
  policies: {
    critical: ['on-call-phone', 'engineering', 'team-chat'],
    warning: ['devops', 'team-chat'],
    info: [],
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
          alarms: { certificate: [{ daysLeft: 30, severity: 'warning' }] },
        },
        api: { kind: 'http', url: '/api/health', title: 'API', expect: { status: 200, json: { '$.status': 'ok' } } },
        auth: { kind: 'http', url: '/api/auth/verify', title: 'auth service', expect: { status: 200 } },
        ai: { kind: 'http', url: '/api/ai/status', title: 'AI service', expect: { status: 200 } },
      },
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
      },
    },
  },
});
