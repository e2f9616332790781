import { describe, expect, it } from 'vitest';
import { problemsOf } from '../../support/definition.ts';

type Change = Readonly<Record<string, unknown>>;

const common = {
  people: { ben: { phone: '+12025550102' }, cleo: { email: 'cleo@shop.example' } },
  teams: { payments: { people: ['ada', 'cleo'] } },
  rotations: { platform: { people: ['ben', 'cleo'], start: '2026-01-05' } },
  calendars: { office: { days: 'weekdays' } },
};

const policy = (warning: unknown): Change => ({ ...common, policies: { warning } });
const step = (change: Change): Change => policy({ steps: [{ notify: ['chat'] }, { notify: ['chat'], ...change }] });

const mistakes: readonly (readonly [string, Change, string, string, string])[] = [
  ['an unknown channel', policy(['caht']), 'policies.warning.0', 'no channel is called "caht"', 'did you mean "chat"?'],
  [
    'an unknown person',
    policy([{ person: 'bne' }]),
    'policies.warning.0.person',
    'no person is called "bne"',
    'did you mean "ben"?',
  ],
  [
    'an unknown rotation',
    policy([{ onCall: 'platfrom' }]),
    'policies.warning.0.onCall',
    'no rotation is called "platfrom"',
    'did you mean "platform"?',
  ],
  [
    'an unknown team in a step',
    step({ notify: [{ team: 'payment' }] }),
    'policies.warning.steps.1.notify.0.team',
    'no team is called "payment"',
    'did you mean "payments"?',
  ],
  [
    'an unknown calendar of a step',
    step({ during: 'offce' }),
    'policies.warning.steps.1.during',
    'no calendar is called "offce"',
    'did you mean "office"?',
  ],
  [
    'an unknown calendar to wait for',
    policy({ steps: [{ notify: ['chat'] }], holdUntil: 'offce' }),
    'policies.warning.holdUntil',
    'no calendar is called "offce"',
    'did you mean "office"?',
  ],
  [
    'an unknown channel that takes over',
    policy({ steps: [{ notify: ['chat'] }], failover: ['phon'] }),
    'policies.warning.failover.0',
    'no channel is called "phon"',
    'did you mean "phone"?',
  ],
  [
    'a channel that takes over twice',
    policy({ steps: [{ notify: ['chat'] }], failover: ['phone', 'phone'] }),
    'policies.warning.failover.1',
    '"phone" stands twice',
    'write it once',
  ],
  [
    'somebody twice in one step',
    step({ notify: [{ person: 'ben' }, { person: 'ben', by: ['sms'] }] }),
    'policies.warning.steps.1.notify.1',
    '"ben" stands twice',
    'write it once',
  ],
  [
    'somebody by a way that they do not have',
    policy([{ person: 'ben', by: ['email'] }]),
    'policies.warning.0',
    '"ben" cannot be told: there is no email',
    'write people.ben.email',
  ],
  [
    'somebody who can only be mentioned',
    policy([{ person: 'ada' }]),
    'policies.warning.0',
    '"ada" cannot be told: there is no phone or email',
    'write people.ada.phone or people.ada.email',
  ],
  [
    'a rotation by a way that one of its people does not have',
    policy([{ onCall: 'platform', by: ['sms'] }]),
    'policies.warning.0',
    '"cleo" cannot be told: there is no phone',
    'write people.cleo.phone',
  ],
  [
    'a team of which nobody can be told',
    policy([{ team: 'payments', by: ['sms'] }]),
    'policies.warning.0',
    '"ada", "cleo" cannot be told: there is no phone',
    'write people.ada.phone',
  ],
  [
    'steps out of order',
    policy({
      steps: [
        { after: '10m', notify: ['chat'] },
        { after: '5m', notify: ['phone'] },
      ],
    }),
    'policies.warning.steps.1.after',
    '"5m" is before "10m"',
    'write steps in order',
  ],
  [
    'a critical policy that waits',
    { ...common, policies: { critical: { steps: [{ notify: ['phone'] }], holdUntil: 'office' } } },
    'policies.critical.holdUntil',
    'critical is never held',
    'leave it out',
  ],
  [
    'a critical policy that is a digest',
    { policies: { critical: { digest: { every: 'day' }, notify: ['engineering'] } } },
    'policies.critical.digest',
    'critical is never held',
    'write a list, or steps',
  ],
  [
    'a digest by SMS',
    policy({ digest: { every: 'hour' }, notify: ['phone'] }),
    'policies.warning.notify.0',
    '"phone" is a channel of kind sms, and a digest is a list',
    'name a channel of another kind',
  ],
  [
    'a digest to PagerDuty',
    {
      channels: { pager: { kind: 'pagerduty', routingKey: { secret: 'pagerduty/key' } } },
      policies: { info: { digest: { every: 'day' }, notify: ['pager'] } },
    },
    'policies.info.notify.0',
    '"pager" is a channel of kind pagerduty, and a digest is a list',
    'name a channel of another kind',
  ],
  [
    'a digest to a phone',
    policy({ digest: { every: 'day' }, notify: [{ person: 'ben' }] }),
    'policies.warning.notify.0',
    '"ben" has no email, and a digest does not fit into an SMS',
    'write people.ben.email',
  ],
  [
    'a digest to a rotation of which somebody has a phone alone',
    policy({ digest: { every: 'day' }, notify: [{ onCall: 'platform' }] }),
    'policies.warning.notify.0',
    '"ben" has no email, and a digest does not fit into an SMS',
    'write people.ben.email',
  ],
  [
    'a digest that asks for an SMS',
    policy({ digest: { every: 'day' }, notify: [{ person: 'cleo', by: ['email', 'sms'] }] }),
    'policies.warning.notify.0',
    'a digest does not fit into an SMS',
    `write by: ['email']`,
  ],
  [
    'a digest that asks for an SMS to somebody without email',
    policy({ digest: { every: 'day' }, notify: [{ person: 'ben', by: ['sms'] }] }),
    'policies.warning.notify.0',
    'a digest does not fit into an SMS',
    `write people.ben.email, and by: ['email']`,
  ],
  [
    'a policy that tells nobody',
    policy([]),
    'policies.warning',
    'nobody is told',
    'name at least one channel; only "info" may be an empty list',
  ],
  [
    'a policy of its own that tells nobody',
    { policies: { silent: [] } },
    'policies.silent',
    'nobody is told',
    'name at least one channel; only "info" may be an empty list',
  ],
  [
    'a policy with capitals',
    { policies: { P0: ['phone'] } },
    'policies.P0',
    '"P0" is not a name',
    'write 1 to 40 lower-case letters, digits and hyphens, a letter first',
  ],
];

describe('checkDefinition() of policies', () => {
  it.each<readonly [string, unknown]>([
    ['whoever is on call, then the backup', [{ onCall: 'platform' }, { onCall: 'platform', role: 'backup' }]],
    ['a team of which somebody can be told', [{ team: 'payments' }]],
    [
      'two steps at one moment, in different hours',
      { steps: [{ notify: ['chat'], during: 'office' }, { notify: ['phone'] }] },
    ],
    ['a digest to somebody who has email', { digest: { every: 'day' }, notify: [{ person: 'cleo' }] }],
    [
      'what waits for the office and then goes to people',
      { steps: [{ notify: [{ person: 'cleo' }, { person: 'ben' }] }], holdUntil: 'office' },
    ],
    [
      'a digest by email',
      { digest: { every: 'week', on: 'friday', at: '16:00' }, notify: [{ person: 'cleo', by: ['email'] }] },
    ],
  ])('accepts %s', (_, written) => {
    expect(problemsOf(policy(written))).toEqual([]);
  });

  it.each(mistakes)('reports %s', (_, change, path, message, hint) => {
    expect(problemsOf(change)).toEqual([{ path, message, hint }]);
  });

  it('says of a misspelt channel in one policy only that, and goes on with the others', () => {
    const problems = problemsOf({ policies: { critical: [{ oncall: 'x' }], warning: ['caht'] } });
    expect(problems.map(({ path }) => path)).toEqual(['policies.critical.0.oncall', 'policies.warning.0']);
  });
});
