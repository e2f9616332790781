import { describe, expect, it } from 'vitest';
import { checkDefinition } from '../../../shared/definition/check-definition.ts';
import { makeDefinition, problemsOf } from '../../support/definition.ts';
import { sampleDefinition } from '../../support/sample-plan.ts';

type Change = Readonly<Record<string, unknown>>;

const tcp = { kind: 'tcp', host: 'shop.example', port: 80 };
const people = { ben: { phone: '+12025550102' }, cleo: { email: 'cleo@shop.example' } };
const turns = { people: ['ben', 'cleo'], start: '2026-01-05' };
const office = { days: 'weekdays', from: '08:30', to: '18:00' };

const backup = { onCall: 'platform', role: 'backup' } as const;

/** A rotation of two layers, the night with its own people. */
const sun = (night: readonly string[]): Change => ({
  people,
  calendars: {
    day: { days: 'every-day', from: '08:00', to: '20:00' },
    night: { days: 'every-day', from: '20:00', to: '08:00' },
  },
  rotations: {
    platform: {
      layers: { day: { ...turns, during: 'day' }, night: { ...turns, people: night, during: 'night' } },
    },
  },
});

const noOwner = 'write owner at the top of the definition or where the alert stands: a team or a person';
const noRunbook =
  'write runbook at the top of the definition or where the alert stands: an address, or one of runbooks';
const nobody =
  'add a person, a team, whoever is on call or a channel of kind email, sms or pagerduty in a step without "during"';
const held = 'name another policy for what is critical';

const web =
  'web is down, certificate of web expires in less than 7 days, certificate of web expires in less than 3 days';

/** What cannot be proven: [what it is, the change that makes it, path, message, hint]. */
const doubts: readonly (readonly [string, Change, string, string, string])[] = [
  ['alerts without an owner', { owner: null }, 'owner', `3 critical alerts have no owner (${web})`, noOwner],
  ['alerts without a runbook', { runbook: null }, 'runbook', `3 critical alerts have no runbook (${web})`, noRunbook],
  [
    'one alert without a runbook',
    { runbook: null, endpoints: { web: { alarms: { certificate: false } } } },
    'runbook',
    '1 critical alert has no runbook (web is down)',
    noRunbook,
  ],
  [
    'more alerts than a line can name',
    { owner: null, endpoints: { port: tcp, name: { kind: 'dns', name: 'shop.example' } } },
    'owner',
    `5 critical alerts have no owner (${web} and 2 more)`,
    noOwner,
  ],
  [
    'a route that ends in a room',
    { policies: { critical: ['chat'] } },
    'policies.critical',
    `3 critical alerts reach nobody in person (${web})`,
    nobody,
  ],
  [
    'a route that ends with a person in office hours alone',
    {
      calendars: { office },
      policies: { critical: { steps: [{ notify: ['chat'] }, { notify: ['phone'], during: 'office' }] } },
    },
    'policies.critical',
    `3 critical alerts reach nobody in person (${web})`,
    nobody,
  ],
  [
    'a critical alert whose own policy ends in a room',
    { policies: { room: ['chat'] }, endpoints: { web: { alarms: { down: { policy: 'room' } } } } },
    'policies.room',
    '1 critical alert reaches nobody in person (web is down)',
    nobody,
  ],
  [
    'a critical alert that nobody is told of',
    { endpoints: { web: { alarms: { down: { policy: 'info' } } } } },
    'policies.info',
    '1 critical alert reaches nobody in person (web is down)',
    nobody,
  ],
  [
    'a critical alert that waits for the office',
    {
      calendars: { office },
      policies: { later: { steps: [{ notify: ['phone'] }], holdUntil: 'office' } },
      endpoints: { web: { alarms: { down: { policy: 'later' } } } },
    },
    'policies.later.holdUntil',
    'critical is never held, but 1 critical alert has this policy (web is down)',
    held,
  ],
  [
    'a critical alert in a digest',
    {
      policies: { daily: { digest: { every: 'day' }, notify: ['engineering'] } },
      endpoints: { port: { ...tcp, policy: 'daily' } },
    },
    'policies.daily.digest',
    'critical is never held, but 1 critical alert has this policy (port is down)',
    held,
  ],
  [
    'a rotation that leaves the weekend alone',
    {
      people,
      calendars: { office: { days: 'weekdays' } },
      rotations: { platform: { layers: { week: { ...turns, during: 'office' } } } },
      policies: { critical: [{ onCall: 'platform' }] },
    },
    'rotations.platform',
    'nobody is on call every Sat 00:00 to Sun 24:00 (Europe/Zurich), 53 times within a year, the first on 10 January 2026',
    'add a layer for these hours',
  ],
  [
    'a last step that calls a backup whom the night does not have',
    {
      ...sun(['cleo']),
      policies: { critical: { steps: [{ notify: [{ onCall: 'platform' }] }, { notify: ['chat', backup] }] } },
    },
    'policies.critical.steps.1',
    'the backup of "platform" may be nobody, and no later step tells anybody: layer "night" of rotation "platform" has one person, and a backup comes from the same layer',
    'add somebody to that layer, or a later step that tells somebody else',
  ],
  [
    'a last step that calls a backup whom the rotation does not have',
    {
      people,
      rotations: { platform: { ...turns, backup: 0 } },
      policies: { critical: { steps: [{ notify: ['phone'] }, { after: '5m', notify: [backup] }] } },
    },
    'policies.critical.steps.1',
    'the backup of "platform" may be nobody, and no later step tells anybody: rotation "platform" has none (backup: 0)',
    'add somebody to that layer, or a later step that tells somebody else',
  ],
  [
    'a rotation with a gap on one holiday, in its own zone',
    {
      people,
      calendars: { all: { days: 'every-day', holidays: ['all'], timeZone: 'America/New_York' } },
      holidays: { all: ['2026-07-04'] },
      rotations: { platform: { timeZone: 'America/New_York', layers: { all: { ...turns, during: 'all' } } } },
      endpoints: { web: { alsoNotify: [{ onCall: 'platform' }] } },
    },
    'rotations.platform',
    'nobody is on call from Sat 4 July 2026, 00:00 to Sun 5 July 2026, 00:00 (America/New_York)',
    'add a layer for these hours',
  ],
];

describe('checkDefinition() proves, before anything is deployed,', () => {
  it.each(doubts)('that there is no such thing as %s', (_, change, path, message, hint) => {
    expect(problemsOf(change)).toEqual([{ path, message, hint }]);
  });

  it.each<readonly [string, Change]>([
    ['an owner of its own', { owner: null, endpoints: { web: { owner: 'ada' } } }],
    [
      'a runbook of steps alone',
      { runbook: null, runbooks: { web: { steps: ['Restart it.'] } }, endpoints: { web: { runbook: 'web' } } },
    ],
    [
      'a backup whom every hour has',
      { ...sun(['cleo', 'ben']), policies: { critical: { steps: [{ notify: ['phone'] }, { notify: [backup] }] } } },
    ],
    [
      'a backup whom the night does not have, and somebody after it',
      { ...sun(['cleo']), policies: { critical: { steps: [{ notify: [backup] }, { notify: ['phone'] }] } } },
    ],
    ['a person told too', { policies: { critical: ['chat'] }, endpoints: { web: { alsoNotify: ['phone'] } } }],
    [
      'a room for warnings',
      {
        endpoints: { web: { alarms: { down: { severity: 'warning' }, certificate: false } } },
        owner: null,
        runbook: null,
      },
    ],
    [
      'layers that follow the sun',
      {
        people,
        calendars: {
          day: { days: 'every-day', from: '08:00', to: '20:00' },
          night: { days: 'every-day', from: '20:00', to: '08:00' },
        },
        rotations: {
          platform: {
            layers: {
              zurich: { people: ['ben'], start: '2026-01-05', during: 'day' },
              sydney: { people: ['cleo'], start: '2026-01-05', during: 'night' },
            },
          },
        },
        policies: { critical: [{ onCall: 'platform' }] },
      },
    ],
    [
      'a gap in a rotation that only warnings use',
      {
        people,
        calendars: { office },
        rotations: { platform: { layers: { week: { ...turns, during: 'office' } } } },
        policies: { warning: [{ onCall: 'platform' }] },
      },
    ],
    ['everything that the sample has', sampleDefinition()],
  ])('and is content with %s', (_, change) => {
    expect(problemsOf(change)).toEqual([]);
  });

  it('nothing twice: what is unknown is not called missing as well', () => {
    expect(
      problemsOf({ runbook: 'outages', owner: 'adda', policies: { critical: ['pohne'] } }).map(({ path }) => path),
    ).toEqual(['policies.critical.0', 'runbook', 'owner']);
  });

  it('what an environment changes, and only that', () => {
    const problemsIn = (overrides: Change, change: Change = {}) => {
      const environments = { staging: { region: 'eu-central-1', overrides } };
      const checked = checkDefinition(makeDefinition({ ...change, environments }));
      return checked.ok ? [] : checked.problems.map(({ path, message }) => `${path}: ${message}`);
    };
    expect(problemsIn({ policies: { critical: ['chat'] } })).toEqual([
      `environments.staging.overrides.policies.critical: 3 critical alerts reach nobody in person (${web})`,
    ]);
    // Fewer alerts than in the definition itself, but none that was not told.
    expect(problemsIn({ endpoints: { web: { alarms: { certificate: false } } } }, { owner: null })).toEqual([
      `owner: 3 critical alerts have no owner (${web})`,
    ]);
    expect(problemsIn({ endpoints: { port: tcp } }, { owner: null })).toEqual([
      `owner: 3 critical alerts have no owner (${web})`,
      'environments.staging.overrides.owner: 1 critical alert has no owner (port is down)',
    ]);
  });
});
