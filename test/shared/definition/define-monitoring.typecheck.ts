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
