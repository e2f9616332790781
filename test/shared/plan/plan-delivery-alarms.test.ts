import { describe, expect, it } from 'vitest';
import { evaluateAlarm } from '../../../shared/cloudwatch/evaluate-alarm.ts';
import type { AlarmState, PlannedAlarm } from '../../../shared/model/alarm.ts';
import { type DeliveryWays, planDeliveryAlarms } from '../../../shared/plan/plan-delivery-alarms.ts';

const context = {
  scope: 'shop-prod',
  namespace: 'Watchkeeper/shop/prod',
  region: 'eu-central-1',
  locations: ['eu-central-1'],
  topicOf: (severity: string) => `severity/${severity}`,
};

const topic = (id: string, name: string) => ({ id, name, region: 'eu-central-1', purpose: 'A topic.' });

const base: DeliveryWays = {
  channels: {
    mail: { kind: 'email', to: ['engineering@shop.example'] },
    chat: { kind: 'slack', webhook: { secret: 'slack/chat' } },
  },
  topics: [
    topic('severity/critical', 'shop-prod-critical'),
    topic('severity/warning', 'shop-prod-warning'),
    topic('channel/mail', 'shop-prod-channel-mail'),
    topic('watcher/eu-central-1', 'shop-prod-watcher'),
  ],
  subscriptions: [
    { topic: 'severity/critical', protocol: 'lambda', function: 'alert-router' },
    { topic: 'severity/warning', protocol: 'lambda', function: 'alert-router' },
    { topic: 'severity/critical', protocol: 'email', address: 'engineering@shop.example', told: 'openings' },
    { topic: 'channel/mail', protocol: 'email', address: 'engineering@shop.example', told: 'everything' },
    {
      topic: 'watcher/eu-central-1',
      protocol: 'email',
      address: 'engineering@shop.example',
      told: 'openings-and-ends',
    },
  ],
  smsMonthlyLimitUsd: 3,
  usedChannels: ['mail'],
};

const textSubscription = {
  topic: 'severity/critical',
  protocol: 'sms',
  address: '+12025550101',
  told: 'openings',
} as const;
const withTexts: DeliveryWays = { ...base, subscriptions: [...base.subscriptions, textSubscription] };

const idsOf = (ways: DeliveryWays) => planDeliveryAlarms(ways, context).map(({ id }) => id);

function alarmOf(id: string): PlannedAlarm {
  const alarm = planDeliveryAlarms(withTexts, context).find((candidate) => candidate.id === id);
  if (alarm === undefined) throw new Error(`Cannot find alarm "${id}" among those of deliveries`);
  return alarm;
}

describe('planDeliveryAlarms()', () => {
  it('watches channels that are used, topics that reach somebody by themselves, and the router', () => {
    expect(idsOf(base)).toEqual([
      'channel/mail/failing',
      'topic/severity/critical/undelivered',
      'topic/channel/mail/undelivered',
      'router/sweep',
    ]);
  });

  it.each<readonly [string, DeliveryWays, boolean]>([
    ['a topic texts', withTexts, true],
    [
      'the router texts by itself',
      { ...base, channels: { ...base.channels, boss: { kind: 'sms', to: [{ secret: 'phones/boss' }] } } },
      true,
    ],
    ['nobody texts', base, false],
  ])('watches what SMS cost where %s', (_, ways, watched) => {
    expect(idsOf(ways).includes('sms/spend')).toBe(watched);
  });

  it('tells the watcher, never the router', () => {
    const alarms = planDeliveryAlarms(withTexts, context);
    expect(new Set(alarms.map(({ topic: told }) => told))).toEqual(new Set(['watcher/eu-central-1']));
  });

  it('names them after their environment, and says what missing data means', () => {
    for (const { name, id, description, missingDataReason } of planDeliveryAlarms(withTexts, context)) {
      expect(name).toBe(`shop-prod/${id}`);
      expect(description).toContain(missingDataReason);
    }
  });
});

const noon = Date.parse('2026-01-13T12:00:00Z');
const minute = 60_000;

/** The state of an alarm at noon, after values that were published so many minutes before. */
function stateAfter(
  { rule }: PlannedAlarm,
  values: Readonly<Record<number, number>>,
  previousState: AlarmState = 'OK',
): AlarmState {
  const readings = Object.entries(values).map(([minutes, value]) => ({
    timestampMs: noon - Number(minutes) * minute,
    value,
  }));
  const read = (_metric: unknown, fromMs: number, toMs: number) =>
    readings.filter(({ timestampMs }) => timestampMs >= fromMs && timestampMs < toMs);
  return evaluateAlarm(rule, read, { nowMs: noon, previousState }).state;
}

describe('the alarm of a channel', () => {
  it.each([
    ['alarms on a delivery that failed', { 2: 1 }, 'ALARM'],
    ['alarms on one among many that worked', { 2: 1, 1: 0 }, 'ALARM'],
    ['is fine while deliveries work', { 2: 0, 1: 0 }, 'OK'],
    ['is fine while nothing is sent', {}, 'OK'],
    ['is over once a later delivery worked', { 7: 1, 2: 0 }, 'OK'],
    ['is over after half an hour of silence, so that the next failure rings again', { 30: 1 }, 'OK'],
  ] as const)('%s', (_, values, state) => {
    expect(stateAfter(alarmOf('channel/mail/failing'), values, 'ALARM')).toBe(state);
  });
});

describe('the alarm of a topic', () => {
  it.each([
    ['alarms on one message that was given up', { 2: 1 }, 'ALARM'],
    ['is fine where none was', { 2: 0 }, 'OK'],
    ['is fine while nothing is sent', {}, 'OK'],
  ] as const)('%s', (_, values, state) => {
    expect(stateAfter(alarmOf('topic/channel/mail/undelivered'), values)).toBe(state);
  });

  it('looks at the topic by its name, as SNS reports it', () => {
    expect(alarmOf('topic/channel/mail/undelivered').rule.queries).toMatchObject([
      {
        metric: {
          namespace: 'AWS/SNS',
          name: 'NumberOfNotificationsFailed',
          dimensions: { TopicName: 'shop-prod-channel-mail' },
        },
        stat: 'Sum',
      },
    ]);
  });
});

describe('the alarm on what SMS cost', () => {
  it.each([
    ['is fine below 80 % of the limit', { 2: 2.39 }, 'OK', 'OK'],
    ['alarms from 80 % on', { 2: 2.4 }, 'OK', 'ALARM'],
    ['keeps its state while nobody texts', {}, 'ALARM', 'ALARM'],
    ['is over when a new month begins with a text', { 2: 0.01 }, 'ALARM', 'OK'],
  ] as const)('%s', (_, values, before, state) => {
    expect(stateAfter(alarmOf('sms/spend'), values, before)).toBe(state);
  });
});

describe('the heartbeat of the router', () => {
  it.each([
    ['is fine while it sweeps', { 1: 1, 6: 1, 11: 1 }, 'OK'],
    ['is fine after one sweep that was lost', { 1: 1, 11: 1, 16: 1 }, 'OK'],
    ['alarms when it never sweeps', {}, 'ALARM'],
    ['alarms half an hour after its last sweep, for CloudWatch looks behind gaps', { 30: 1, 35: 1 }, 'ALARM'],
  ] as const)('%s', (_, values, state) => {
    expect(stateAfter(alarmOf('router/sweep'), values)).toBe(state);
  });

  it('gives a first deployment time for its sweeps', () => {
    expect(alarmOf('router/sweep').rule.warmUpMinutes).toBe(25);
  });
});
