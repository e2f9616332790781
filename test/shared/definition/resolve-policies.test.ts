import { describe, expect, it } from 'vitest';
import { resolvePolicies } from '../../../shared/definition/resolve-policies.ts';
import { makeDefinition } from '../../support/definition.ts';

const policyOf = (written: unknown) => resolvePolicies(makeDefinition({ policies: { p0: written } })).p0;

const chat = { kind: 'channel', channel: 'chat' };

describe('resolvePolicies()', () => {
  it('takes a list for one step at once; the channels of the policy and the backstop take over', () => {
    expect(policyOf(['chat', { person: 'ada', by: ['sms'] }])).toEqual({
      name: 'p0',
      recoveryMs: 300_000,
      steps: [{ afterMs: 0, notify: [chat, { kind: 'person', person: 'ada', by: ['sms'] }] }],
      failover: ['chat', 'phone'],
    });
  });

  it('has no steps where the list is empty', () => {
    expect(policyOf([])).toMatchObject({ steps: [], failover: ['phone'] });
  });

  it('gives steps with their waits, and all that a policy may say', () => {
    expect(
      policyOf({
        steps: [
          { notify: [{ onCall: 'platform' }] },
          { after: '10m', notify: [{ team: 'platform' }], during: 'office' },
        ],
        repeat: '1h',
        holdUntil: 'office',
        recovery: '90s',
        respondWithin: '15m',
        failover: ['engineering'],
      }),
    ).toEqual({
      name: 'p0',
      steps: [
        { afterMs: 0, notify: [{ kind: 'on-call', rotation: 'platform', role: 'primary' }] },
        { afterMs: 600_000, notify: [{ kind: 'team', team: 'platform' }], during: 'office' },
      ],
      repeatMs: 3_600_000,
      holdUntil: 'office',
      recoveryMs: 90_000,
      respondWithinMs: 900_000,
      failover: ['engineering'],
    });
  });

  it.each<readonly [string, unknown, unknown]>([
    ['an hour, on the hour', { every: 'hour' }, { every: 'hour', atMinute: 0, timeZone: 'Europe/Zurich' }],
    ['an hour, at a minute', { every: 'hour', at: 30 }, { every: 'hour', atMinute: 30, timeZone: 'Europe/Zurich' }],
    ['a day', { every: 'day' }, { every: 'day', atMinute: 540, timeZone: 'Europe/Zurich' }],
    ['a week', { every: 'week' }, { every: 'week', on: 'monday', atMinute: 540, timeZone: 'Europe/Zurich' }],
    [
      'a week, on Friday afternoon',
      { every: 'week', on: 'friday', at: '16:30' },
      { every: 'week', on: 'friday', atMinute: 990, timeZone: 'Europe/Zurich' },
    ],
  ])('gives the digest of %s', (_, digest, schedule) => {
    expect(policyOf({ digest, notify: ['chat'] })).toMatchObject({
      digest: schedule,
      steps: [{ afterMs: 0, notify: [chat] }],
    });
  });
});
