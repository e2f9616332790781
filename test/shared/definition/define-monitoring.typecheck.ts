import { defineMonitoring, secret } from '../../../shared/definition/define-monitoring.ts';

/**
 * What the compiler must refuse, checked by `tsc`: each `@ts-expect-error` fails the type check when the line below it
 * compiles after all. Nothing here runs.
 */
const common = {
  service: 'shop',
  timeZone: 'Europe/Zurich',
  channels: { phone: { kind: 'sms', to: ['+12025550101'] } },
  policies: { critical: ['phone'], warning: [], info: [] },
  backstop: ['phone'],
  environments: { prod: { account: '111122223333', region: 'eu-central-1' } },
} as const;

export const misspeltChannel = defineMonitoring({
  ...common,
  channels: { phone: { kind: 'sms', to: ['+12025550101'] } },
  // @ts-expect-error: no channel of that name
  policies: { critical: ['fone'], warning: [], info: [] },
});

export const missingPolicy = defineMonitoring({
  ...common,
  channels: { phone: { kind: 'sms', to: ['+12025550101'] } },
  // @ts-expect-error: every severity has a policy
  policies: { critical: ['phone'], warning: [] },
});

export const unknownKinds = defineMonitoring({
  ...common,
  channels: {
    phone: { kind: 'sms', to: ['+12025550101'] },
    // @ts-expect-error: no such kind of channel
    pager: { kind: 'pager', to: ['+12025550101'] },
  },
  endpoints: {
    // @ts-expect-error: no such kind of endpoint
    web: { kind: 'htpp', url: 'https://shop.example/' },
  },
});

export const wrongFields = defineMonitoring({
  ...common,
  channels: { phone: { kind: 'sms', to: ['+12025550101'] } },
  endpoints: {
    // @ts-expect-error: no such field
    typo: { kind: 'http', url: 'https://shop.example/', metod: 'GET' },
    // @ts-expect-error: a duration has a unit
    duration: { kind: 'http', url: 'https://shop.example/', timeout: '30 seconds' },
    // @ts-expect-error: a TCP probe has no headers
    foreign: { kind: 'tcp', host: 'shop.example', port: 80, headers: {} },
    // @ts-expect-error: a port is needed
    missing: { kind: 'tcp', host: 'shop.example' },
    // @ts-expect-error: M of N
    when: { kind: 'http', url: 'https://shop.example/', alarms: { down: { when: '2/3' } } },
    // @ts-expect-error: a secret is a reference
    literal: { kind: 'http', url: 'https://shop.example/', auth: { kind: 'bearer', token: 'abc' } },
    fine: { kind: 'http', url: 'https://shop.example/', auth: { kind: 'bearer', token: secret('api/token') } },
  },
});

export const unknownNames = defineMonitoring({
  ...common,
  channels: { phone: { kind: 'sms', to: ['+12025550101'] } },
  groups: { api: { baseUrl: 'https://api.shop.example', endpoints: { health: { kind: 'http', url: '/health' } } } },
  endpoints: { web: { kind: 'http', url: 'https://shop.example/' } },
  dashboards: {
    main: {
      title: 'Main',
      panels: [
        { panel: 'latency', endpoints: ['web', 'health'] },
        // @ts-expect-error: no endpoint of that name
        { panel: 'latency', endpoints: ['helth'] },
      ],
    },
  },
  environments: {
    prod: {
      account: '111122223333',
      region: 'eu-central-1',
      // @ts-expect-error: no group of that name
      overrides: { groups: { apu: { baseUrl: 'https://other.shop.example' } } },
    },
    staging: { account: '444455556666', region: 'eu-central-1', overrides: { endpoints: { web: { timeout: '2s' } } } },
  },
});

export const people = defineMonitoring({
  ...common,
  channels: { phone: { kind: 'sms', to: ['+12025550101'] }, chat: { kind: 'slack', webhook: secret('slack/team') } },
  people: { ada: { phone: secret('phones/ada') }, bob: { email: 'bob@shop.example' } },
  teams: {
    payments: { people: ['ada', 'bob'] },
    // @ts-expect-error: no person of that name
    typo: { people: ['adda'] },
  },
  rotations: {
    platform: { people: ['ada', 'bob'], start: '2026-01-05', overrides: [] },
    layered: { layers: { day: { people: ['ada'], start: '2026-01-05', during: 'office' } } },
    // @ts-expect-error: no person of that name
    person: { people: ['adda'], start: '2026-01-05' },
    // @ts-expect-error: no calendar of that name
    calendar: { layers: { day: { people: ['ada'], start: '2026-01-05', during: 'offce' } } },
    override: {
      people: ['ada'],
      start: '2026-01-05',
      // @ts-expect-error: no person of that name
      overrides: [{ person: 'bobb', from: '2026-01-05T09:00', until: '2026-01-06T09:00' }],
    },
  },
  holidays: { zurich: ['12-25'] },
  calendars: {
    office: { days: 'weekdays', holidays: ['zurich'] },
    // @ts-expect-error: no list of holidays of that name
    typo: { days: 'weekdays', holidays: ['zurch'] },
  },
  owner: 'payments',
  policies: {
    critical: ['phone', { onCall: 'platform' }, { person: 'ada', by: ['sms'] }],
    warning: { steps: [{ notify: ['chat'], during: 'office' }], holdUntil: 'office', failover: ['phone'] },
    info: { digest: { every: 'day' }, notify: ['chat', { team: 'payments' }] },
    // @ts-expect-error: no rotation of that name
    rotation: [{ onCall: 'platfrom' }],
    // @ts-expect-error: no field of that name
    field: [{ oncall: 'platform' }],
    // @ts-expect-error: no team of that name
    team: { steps: [{ notify: [{ team: 'payment' }] }] },
    // @ts-expect-error: no channel of that name
    channel: { steps: [{ notify: ['fone'] }] },
    // @ts-expect-error: no calendar of that name
    calendar: { steps: [{ notify: ['phone'], during: 'offce' }] },
    // @ts-expect-error: no calendar of that name
    hold: { steps: [{ notify: ['phone'] }], holdUntil: 'offce' },
    // @ts-expect-error: no channel of that name
    failover: { steps: [{ notify: ['phone'] }], failover: ['fone'] },
    // @ts-expect-error: no person of that name
    digest: { digest: { every: 'day' }, notify: [{ person: 'adda' }] },
  },
  maintenance: {
    nightly: { of: ['web'], reason: 'backups', during: 'office' },
    // @ts-expect-error: no calendar of that name
    typo: { of: 'everything', reason: 'backups', during: 'offce' },
  },
  endpoints: {
    web: {
      kind: 'http',
      url: 'https://shop.example/',
      owner: 'ada',
      policy: 'warning',
      alsoNotify: [{ team: 'payments' }],
      dependsOn: ['port'],
      alarms: { down: { policy: 'critical' }, certificate: [{ daysLeft: 7, severity: 'info', policy: 'info' }] },
    },
    port: { kind: 'tcp', host: 'shop.example', port: 80 },
    // @ts-expect-error: no team or person of that name
    owner: { kind: 'tcp', host: 'shop.example', port: 80, owner: 'paymnts' },
    // @ts-expect-error: no policy of that name
    policy: { kind: 'tcp', host: 'shop.example', port: 80, policy: 'crit' },
    // @ts-expect-error: no channel of that name
    also: { kind: 'tcp', host: 'shop.example', port: 80, alsoNotify: ['fone'] },
    // @ts-expect-error: no endpoint or database of that name
    parent: { kind: 'tcp', host: 'shop.example', port: 80, dependsOn: ['prt'] },
    // @ts-expect-error: no policy of that name
    down: { kind: 'tcp', host: 'shop.example', port: 80, alarms: { down: { policy: 'crit' } } },
  },
  kpis: {
    errors: {
      url: 'https://shop.example/stats',
      json: '$.errors',
      alert: { above: 0, severity: 'critical', policy: 'critical', alsoNotify: [{ person: 'bob' }] },
    },
    policy: {
      url: 'https://shop.example/stats',
      json: '$.e',
      // @ts-expect-error: no policy of that name
      alert: { above: 0, severity: 'critical', policy: 'crit' },
    },
  },
});

export const unknownOwner = defineMonitoring({
  ...common,
  channels: { phone: { kind: 'sms', to: ['+12025550101'] } },
  people: { ada: { phone: '+12025550102' } },
  // @ts-expect-error: no team or person of that name
  owner: 'adda',
});
