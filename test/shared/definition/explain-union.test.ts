import { describe, expect, it } from 'vitest';
import { problemsOf } from '../../support/definition.ts';

type Change = Readonly<Record<string, unknown>>;

const policy = (warning: unknown): Change => ({ policies: { warning } });
const rotation = (platform: unknown): Change => ({
  people: { ben: { email: 'ben@shop.example' } },
  rotations: { platform },
});
const move = { of: ['web'], reason: 'a new rack', from: '2026-07-01T22:00', until: '2026-07-02T02:00' };

/** One mistake each inside of a union: [what it is, the change that makes it, path, message, hint]. */
const mistakes: readonly (readonly [string, Change, string, string, string])[] = [
  [
    'a misspelt field of a step',
    policy({ steps: [{ notify: ['chat'] }, { afer: '5m', notify: ['chat'] }] }),
    'policies.warning.steps.1.afer',
    'unknown field "afer"',
    'did you mean "after"?',
  ],
  [
    'a misspelt field that must be there',
    policy({ stpes: [{ notify: ['chat'] }] }),
    'policies.warning.stpes',
    'unknown field "stpes"',
    'did you mean "steps"?',
  ],
  [
    'a policy with steps and a digest',
    policy({ steps: [{ notify: ['chat'] }], digest: { every: 'day' }, notify: ['chat'] }),
    'policies.warning',
    '"steps" cannot stand with "digest" and "notify"',
    'leave out one or the other',
  ],
  [
    'a digest that waits for the office',
    policy({ digest: { every: 'day' }, notify: ['chat'], holdUntil: 'office' }),
    'policies.warning.holdUntil',
    'unknown field "holdUntil"',
    'known: "recovery", "respondWithin", "digest", "notify"',
  ],
  [
    'a digest at an odd interval',
    policy({ digest: { every: 'month' }, notify: ['chat'] }),
    'policies.warning.digest.every',
    '"month" is not a known every',
    'known: "hour", "day", "week"',
  ],
  [
    'a duration in a policy that is none',
    policy({ steps: [{ notify: ['chat'] }], repeat: 'hourly' }),
    'policies.warning.repeat',
    '"hourly" is not a duration',
    'write a number and a unit: "30s", "5m", "1h", "1d"',
  ],
  ['a policy without steps', policy({ steps: [] }), 'policies.warning.steps', 'the list is empty', 'write at least 1'],
  [
    'a policy that says nothing yet',
    policy({ recovery: '5m' }),
    'policies.warning',
    'is incomplete',
    'write "steps", or "digest" and "notify"',
  ],
  [
    'a channel in place of a policy',
    policy('chat'),
    'policies.warning',
    '"chat" is not allowed here',
    'write a list, or write an object',
  ],
  [
    'a misspelt receiver',
    policy([{ oncall: 'platform' }]),
    'policies.warning.0.oncall',
    'unknown field "oncall"',
    'did you mean "onCall"?',
  ],
  [
    'a receiver that is two things',
    policy([{ person: 'ada', team: 'platform' }]),
    'policies.warning.0',
    '"team" cannot stand with "person"',
    'leave out one or the other',
  ],
  [
    'a receiver that is nobody',
    policy(['chat', { by: ['sms'] }]),
    'policies.warning.1',
    'is incomplete',
    'write "person", "onCall", or "team"',
  ],
  [
    'a way to tell somebody that there is not',
    policy([{ person: 'ada', by: ['phone'] }]),
    'policies.warning.0.by.0',
    '"phone" is not one of "sms", "email"',
    'write one of them',
  ],
  [
    'a role that there is not',
    policy([{ onCall: 'platform', role: 'secondary' }]),
    'policies.warning.0.role',
    '"secondary" is not one of "primary", "backup"',
    'write one of them',
  ],
  [
    'a misspelt field of a rotation',
    rotation({ people: ['ben'], strat: '2026-01-05' }),
    'rotations.platform.strat',
    'unknown field "strat"',
    'did you mean "start"?',
  ],
  [
    'a rotation with people and layers',
    rotation({ people: ['ben'], start: '2026-01-05', layers: {} }),
    'rotations.platform',
    '"layers" cannot stand with "people" and "start"',
    'leave out one or the other',
  ],
  [
    'a day that there is not in a layer',
    rotation({ layers: { eu: { people: ['ben'], start: '2026-02-30' } } }),
    'rotations.platform.layers.eu.start',
    '"2026-02-30" is not a date',
    'write it like "2026-12-25"',
  ],
  [
    'a handover at the end of a day',
    rotation({ people: ['ben'], start: '2026-01-05', handover: { at: '24:00' } }),
    'rotations.platform.handover.at',
    '"24:00" is not a time of day',
    'write it like "09:00"',
  ],
  [
    'a maintenance window without its end',
    { maintenance: { move: { ...move, until: undefined } } },
    'maintenance.move.until',
    'until is missing',
    'write it like "2026-12-24T09:00"',
  ],
  [
    'a maintenance window once and again',
    { maintenance: { move: { ...move, during: 'night' } } },
    'maintenance.move',
    '"during" cannot stand with "from" and "until"',
    'leave out one or the other',
  ],
  [
    'a moment without a time of day',
    { maintenance: { move: { ...move, until: '2026-07-02' } } },
    'maintenance.move.until',
    '"2026-07-02" is not a date with a time of day',
    'write it like "2026-12-24T09:00"',
  ],
  [
    'a step of a runbook with half of what it needs',
    { runbooks: { orders: { steps: [{ text: 'Restart it.', rnu: 'make restart' }] } } },
    'runbooks.orders.steps.0.rnu',
    'unknown field "rnu"',
    'did you mean "run"?',
  ],
  [
    'an alarm above one number and below another',
    {
      kpis: {
        mrr: { url: 'https://shop.example/stats', json: '$.mrr', alert: { above: 5, below: 3, severity: 'info' } },
      },
    },
    'kpis.mrr.alert',
    '"below" cannot stand with "above"',
    'leave out one or the other',
  ],
];

describe('checkDefinition() of what has several forms', () => {
  it.each(mistakes)('reports %s once', (_, change, path, message, hint) => {
    expect(problemsOf(change)).toEqual([{ path, message, hint }]);
  });
});
