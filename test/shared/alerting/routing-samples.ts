import type { Roster } from '../../../shared/alerting/resolve-receivers.ts';
import type { RoutingPlan } from '../../../shared/alerting/route-steps.ts';
import type { ChannelSpec } from '../../../shared/channels/registry.ts';
import type { PlannedAlarm } from '../../../shared/model/alarm.ts';
import type { AlarmRouting, Policy } from '../../../shared/model/policy.ts';
import type { Severity } from '../../../shared/model/severity.ts';
import { at, makeOffice, makeRotation } from './schedule-samples.ts';

const address: ChannelSpec = { kind: 'email', to: ['somebody@shop.example'] };
const phone: ChannelSpec = { kind: 'sms', to: ['+12025550101'] };

/** Ada has both contacts, Ben an email address, Cyd a phone, Dee none. */
export const roster = {
  channels: {
    engineering: address,
    chat: address,
    'ada/sms': phone,
    'ada/email': address,
    'ben/email': address,
    'cyd/sms': phone,
  },
  people: [
    { id: 'ada', name: 'Ada' },
    { id: 'ben', name: 'Ben' },
    { id: 'cyd', name: 'Cyd' },
    { id: 'dee', name: 'Dee' },
  ],
  teams: [
    { id: 'payments', title: 'Payments', people: ['ada', 'ben', 'dee'] },
    { id: 'ghosts', title: 'Ghosts', people: ['zed'] },
    { id: 'quiet', title: 'Quiet', people: ['dee'] },
  ],
  rotations: [makeRotation()],
} satisfies Roster;

function makeAlarm(id: string, severity: Severity, title: string): PlannedAlarm {
  const metric = { namespace: 'shop', name: 'Up', dimensions: {} };
  return {
    ...{ id, severity, title },
    name: `shop-prod/${id}`,
    region: 'eu-central-1',
    subject: { kind: 'endpoint', endpoint: id, aspect: 'down' },
    meaning: 'It does not answer.',
    missingDataReason: 'nothing is known',
    rule: {
      queries: [{ kind: 'stat', id: 'm', metric, stat: 'Average', periodSeconds: 60, returnData: true }],
      comparison: 'LessThanThreshold',
      threshold: 1,
      evaluationPeriods: 3,
      datapointsToAlarm: 2,
      treatMissingData: 'missing',
    },
    topic: `severity/${severity}`,
    description: `[${severity}] ${title}.`,
  };
}

/** Told at once to a channel, unless told otherwise. */
export function makePolicy(differs: Partial<Policy> = {}): Policy {
  return {
    name: 'warning',
    steps: [{ afterMs: 0, notify: [{ kind: 'channel', channel: 'engineering' }] }],
    recoveryMs: 300_000,
    failover: [],
    ...differs,
  };
}

export function makeRouting(differs: Partial<AlarmRouting> = {}): AlarmRouting {
  return {
    policy: 'warning',
    alsoNotify: [],
    dependsOn: [],
    worse: [],
    maintenance: [],
    runbookSteps: [],
    ...differs,
  };
}

/** The alarm `web` of one severity, routed by one policy, and the database that it may depend on. */
export function makeRoutingPlan({
  severity = 'warning',
  policy = {},
  routing = {},
  plan = {},
}: {
  readonly severity?: Severity;
  readonly policy?: Partial<Policy>;
  readonly routing?: Partial<AlarmRouting>;
  readonly plan?: Partial<RoutingPlan>;
} = {}): RoutingPlan {
  const made = makePolicy(policy);
  return {
    ...roster,
    alarms: [makeAlarm('web', severity, 'web is down'), makeAlarm('orders', 'critical', 'orders cannot be reached')],
    routing: { web: makeRouting({ policy: made.name, ...routing }) },
    policies: { [made.name]: made },
    calendars: { office: makeOffice() },
    maintenance: [
      {
        name: 'upgrade',
        reason: 'new disks',
        when: { kind: 'once', fromMs: at('2026-01-10T02:00+01:00'), untilMs: at('2026-01-10T04:00+01:00') },
        mutesBackstop: false,
      },
    ],
    backstop: ['engineering'],
    ...plan,
  };
}
