import { describe, expect, it } from 'vitest';
import type { Policy, Receiver } from '../../../shared/model/policy.ts';
import type { Rotation } from '../../../shared/model/rotation.ts';
import { type ChannelUsers, usedChannels } from '../../../shared/plan/used-channels.ts';

const rotation: Rotation = {
  id: 'primary',
  title: 'Primary',
  timeZone: 'Europe/Zurich',
  layers: [
    {
      name: 'week',
      people: ['ada', 'bo'],
      turn: { unit: 'week', count: 1 },
      handoverMinute: 540,
      startDate: '2026-01-05',
      backupOffset: 1,
    },
  ],
  overrides: [{ person: 'cy', role: 'primary', from: '2026-02-01T09:00', until: '2026-02-02T09:00' }],
};

const policy = (notify: readonly Receiver[], failover: readonly string[] = []): Policy => ({
  name: 'critical',
  steps: [{ afterMs: 0, notify }],
  recoveryMs: 300_000,
  failover,
});

const base: ChannelUsers = {
  channels: Object.fromEntries(
    ['mail', 'pager', 'chat', 'ada/sms', 'ada/email', 'bo/sms', 'cy/email', 'dee/sms'].map((name) => [
      name,
      { kind: 'sms', to: ['+12025550101'] } as const,
    ]),
  ),
  policies: {},
  routing: {},
  backstop: [],
  teams: [{ id: 'payments', title: 'Payments', people: ['ada', 'dee'] }],
  rotations: [rotation],
};

const told = (notify: readonly Receiver[]) => usedChannels({ ...base, policies: { critical: policy(notify) } });

describe('usedChannels()', () => {
  it.each<readonly [string, Receiver, readonly string[]]>([
    ['a channel', { kind: 'channel', channel: 'chat' }, ['chat']],
    ['a person by all contacts', { kind: 'person', person: 'ada' }, ['ada/sms', 'ada/email']],
    ['a person by the contacts that are asked for', { kind: 'person', person: 'ada', by: ['email'] }, ['ada/email']],
    ['everybody of a team', { kind: 'team', team: 'payments' }, ['ada/sms', 'ada/email', 'dee/sms']],
    [
      'whoever may ever be on call, overrides too',
      { kind: 'on-call', rotation: 'primary', role: 'primary' },
      ['ada/sms', 'ada/email', 'bo/sms', 'cy/email'],
    ],
    ['nobody of a rotation that is not there', { kind: 'on-call', rotation: 'gone', role: 'primary' }, []],
  ])('counts %s of a step', (_, receiver, channels) => {
    expect(told([receiver])).toEqual(channels);
  });

  it('counts channels that take over, those of the backstop, and those of single alarms', () => {
    const routing = {
      'endpoint/web/down': {
        policy: 'critical',
        owner: 'payments',
        alsoNotify: [{ kind: 'channel', channel: 'mail' }],
        dependsOn: [],
        worse: [],
        maintenance: [],
        runbookSteps: [],
      },
    } as const;
    const users = { ...base, routing, policies: { critical: policy([], ['chat']) }, backstop: ['pager'] };
    expect(usedChannels(users)).toEqual(['mail', 'pager', 'chat']);
  });

  it('counts nobody whom nothing tells', () => {
    expect(usedChannels(base)).toEqual([]);
  });
});
