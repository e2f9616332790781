import type { DefinitionInput } from '../../shared/definition/definition-schema.ts';
import { merge } from '../../shared/definition/merge.ts';
import { plan } from '../../shared/plan/make-plan.ts';
import type { Plan } from '../../shared/plan/plan.ts';

const down = { when: '2 of 2' } as const;

/**
 * A product with people: `balancer` and behind it `shop` (critical, on call, then the backup, then the lead), `blog` (a warning
 * of the office), `feed` (in a digest). Times are those of Zurich; Ada is on call in odd weeks, Grace in even ones.
 */
const definition = {
  service: 'shop',
  timeZone: 'Europe/Zurich',
  owner: 'platform',
  runbook: 'https://wiki.shop.example/outages',
  people: {
    ada: { name: 'Ada', email: 'ada@shop.example', phone: '+12025550111', slack: 'U0ADA0001' },
    grace: { name: 'Grace', email: 'grace@shop.example', phone: '+12025550112' },
    linus: { name: 'Linus', phone: '+12025550113' },
  },
  teams: { platform: { title: 'Platform', people: ['ada', 'grace'] } },
  rotations: { platform: { title: 'Platform', people: ['ada', 'grace'], start: '2026-01-05' } },
  channels: {
    chat: { kind: 'slack', token: { secret: 'slack/token' }, channel: 'C0ALERTS1' },
    engineering: { kind: 'email', to: ['engineering@shop.example'] },
    'last-resort': { kind: 'email', to: ['founders@shop.example'] },
  },
  backstop: ['last-resort'],
  calendars: { office: { days: 'weekdays', from: '08:30', to: '18:00' } },
  policies: {
    critical: {
      steps: [
        { notify: [{ onCall: 'platform', by: ['sms'] }, 'chat'] },
        { after: '10m', notify: [{ onCall: 'platform', role: 'backup', by: ['sms'] }] },
        { after: '20m', notify: [{ person: 'linus' }] },
      ],
      repeat: '30m',
    },
    warning: { steps: [{ notify: ['chat'] }], holdUntil: 'office' },
    info: { digest: { every: 'day', at: '09:00' }, notify: ['engineering'] },
  },
  defaults: { alarms: { certificate: false } },
  endpoints: {
    balancer: { kind: 'http', url: 'https://lb.shop.example/', alarms: { down } },
    shop: { kind: 'http', url: 'https://shop.example/', alarms: { down }, dependsOn: ['balancer'] },
    blog: { kind: 'http', url: 'https://blog.shop.example/', alarms: { down: { ...down, severity: 'warning' } } },
    feed: { kind: 'http', url: 'https://feed.shop.example/', alarms: { down: { ...down, severity: 'info' } } },
  },
  environments: { prod: { account: '111122223333', region: 'eu-central-1' } },
};

/** The plan of that product, with what a test changes about its definition; null removes. */
export function incidentPlan(change: Readonly<Record<string, unknown>> = {}): Plan & { readonly account: string } {
  return { ...plan(merge(definition, change) as unknown as DefinitionInput, 'prod'), account: '111122223333' };
}
