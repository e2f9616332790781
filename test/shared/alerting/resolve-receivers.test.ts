import { describe, expect, it } from 'vitest';
import { resolveReceiver, resolveReceivers } from '../../../shared/alerting/resolve-receivers.ts';
import type { Receiver } from '../../../shared/model/policy.ts';
import { roster } from './routing-samples.ts';
import { at } from './schedule-samples.ts';

/** Ada is on call, Ben is her backup. */
const critical = { roster, severity: 'critical', atMs: at('2026-01-06T03:00+01:00') } as const;
const warning = { ...critical, severity: 'warning' } as const;
const beforeAll = { ...critical, atMs: at('2026-01-01T03:00+01:00') } as const;

const person = (id: string): Receiver => ({ kind: 'person', person: id });
const team = (id: string): Receiver => ({ kind: 'team', team: id });
const onCall: Receiver = { kind: 'on-call', rotation: 'platform', role: 'primary' };

describe('resolveReceiver()', () => {
  it.each([
    ['a channel', { kind: 'channel', channel: 'chat' }, warning, 'channel chat: chat'],
    ['every way to a person where it is critical', person('ada'), critical, 'person ada: ada/sms ada/email <ada>'],
    ['a person by email where it is not', person('ada'), warning, 'person ada: ada/email <ada>'],
    ['a person by SMS where they have no email', person('cyd'), warning, 'person cyd: cyd/sms <cyd>'],
    ['a person by the ways that are named', { ...person('ada'), by: ['sms'] }, warning, 'person ada: ada/sms <ada>'],
    [
      'ways in the order that they are named',
      { ...person('ada'), by: ['email', 'sms'] },
      warning,
      'person ada: ada/email ada/sms <ada>',
    ],
    ['only contacts that exist', { ...person('ben'), by: ['sms', 'email'] }, critical, 'person ben: ben/email <ben>'],
    ['all people of a team', team('payments'), critical, 'team payments: ada/sms ada/email ben/email <ada ben dee>'],
    ['whoever is on call', onCall, critical, 'on call in platform: ada/sms ada/email <ada>'],
    ['their backup', { ...onCall, role: 'backup' }, critical, 'on call in platform (backup): ben/email <ben>'],
  ] as const)('finds %s', (_, receiver, context, expected) => {
    const { receiver: name, channels, mentions, problem } = resolveReceiver(receiver, context);
    expect(`${name}: ${[...channels, ...(mentions.length > 0 ? [`<${mentions.join(' ')}>`] : [])].join(' ')}`).toBe(
      expected,
    );
    expect(problem).toBeUndefined();
  });

  it.each([
    ['no such channel', { kind: 'channel', channel: 'chats' }, critical, 'there is no channel "chats"'],
    [
      'a channel of a built-in name',
      { kind: 'channel', channel: 'constructor' },
      critical,
      'there is no channel "constructor"',
    ],
    ['no such person', person('zed'), critical, 'there is no person "zed"'],
    ['a person without contacts', person('dee'), critical, 'no sms or email of Dee'],
    ['a person without that contact', { ...person('ben'), by: ['sms'] }, critical, 'no sms of Ben'],
    ['no such team', team('payment'), critical, 'there is no team "payment"'],
    ['a team of nobody', team('ghosts'), critical, 'nobody is in Ghosts'],
    ['a team without contacts', team('quiet'), critical, 'no sms or email of Dee'],
    ['no such rotation', { ...onCall, rotation: 'plattform' }, critical, 'there is no rotation "plattform"'],
    ['nobody on call', onCall, beforeAll, 'nobody is on call in Platform (primary)'],
    ['no backup', { ...onCall, role: 'backup' }, beforeAll, 'nobody is on call in Platform (backup)'],
  ] as const)('has a problem, and no channel, where there is %s', (_, receiver, context, problem) => {
    const resolved = resolveReceiver(receiver, context);
    expect(resolved.problem).toBe(problem);
    expect(resolved.channels).toEqual([]);
  });

  it('has a problem where somebody is on call whom nobody knows', () => {
    const context = { ...critical, roster: { ...roster, people: [] } };
    expect(resolveReceiver(onCall, context)).toEqual({
      receiver: 'on call in platform',
      people: [],
      channels: [],
      mentions: [],
      problem: 'there is no person "ada"',
    });
  });

  it('calls people by their names', () => {
    expect(resolveReceiver(team('payments'), critical).people).toEqual(['Ada', 'Ben', 'Dee']);
  });
});

describe('resolveReceivers()', () => {
  it('tells each channel and mentions each person once, in order, and keeps what is wrong', () => {
    const receivers: readonly Receiver[] = [
      onCall,
      { kind: 'channel', channel: 'chat' },
      team('payments'),
      person('zed'),
      { kind: 'channel', channel: 'chat' },
      person('zed'),
      person('dee'),
    ];
    expect(resolveReceivers(receivers, critical)).toEqual({
      channels: ['ada/sms', 'ada/email', 'chat', 'ben/email'],
      mentions: ['ada', 'ben', 'dee'],
      problems: ['there is no person "zed"', 'no sms or email of Dee'],
    });
  });

  it('tells nobody where there are no receivers', () => {
    expect(resolveReceivers([], critical)).toEqual({ channels: [], mentions: [], problems: [] });
  });
});
