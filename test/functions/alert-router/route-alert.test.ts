import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type RouterPorts, routeAlert } from '../../../functions/alert-router/route-alert.ts';
import type { AlarmNotification } from '../../../shared/cloudwatch/alarm-notification.ts';
import type { SendOutcome } from '../../../shared/model/send-outcome.ts';
import { changedAtMs, sampleNotification, sampleResult } from '../../support/alert-samples.ts';
import { type FakeWorld, fakeWorld, type Script } from '../../support/router-fakes.ts';

const deadlineMs = changedAtMs + 50_000;

async function route(change: Partial<AlarmNotification> = {}, world: FakeWorld = fakeWorld(), topicName?: string) {
  const text = JSON.stringify(sampleNotification(change));
  return await routeText(text, world, topicName);
}

async function routeText(text: string, world: FakeWorld = fakeWorld(), topicName?: string) {
  const arrival = { text, deadlineMs, ...(topicName === undefined ? {} : { topicName }) };
  const report = await world.time.run(routeAlert(arrival, world.ports));
  return { report, ...world };
}

const channelsOf = (entries: readonly { readonly channel: string }[]): readonly string[] =>
  entries.map(({ channel }) => channel);

/** An outbox at which one channel is in trouble. */
const troubleAt =
  (troubled: string, outcome: SendOutcome): Script =>
  ({ channel }) =>
    channel === troubled ? outcome : { result: 'delivered' };

describe('routeAlert()', () => {
  it('tells every channel of the severity once, in the policy’s order, and records each', async () => {
    const { report, parcels, records, letters } = await route();
    expect(report).toMatchObject({ outcome: 'told', why: 'The alarm went from OK to ALARM', evidence: 'found' });
    expect(channelsOf(report.deliveries)).toEqual(['engineering', 'phone', 'chat', 'hook']);
    expect(channelsOf(parcels)).toEqual(['engineering', 'phone', 'chat', 'hook']);
    expect(records).toEqual(report.deliveries);
    expect(letters).toEqual([]);
  });

  it('records who was told what, and with which result', async () => {
    const { records } = await route();
    expect(records[1]).toEqual({
      id: `shop-prod/endpoint/web/down/${changedAtMs}/phone`,
      atMs: changedAtMs + 2_000,
      channel: 'phone',
      kind: 'sms',
      route: 'policy',
      alarmName: 'shop-prod/endpoint/web/down',
      status: 'firing',
      severity: 'critical',
      headline: 'CRITICAL shop prod: web is down since 14:03 (Europe/Zurich)',
      to: ['+12025550101'],
      content: {
        shape: 'sms',
        text: 'CRITICAL shop prod: web is down since 14:03. Expected status 2xx or 3xx, got 503.',
      },
      result: 'delivered',
      attempts: 1,
    });
    expect(records.map(({ content }) => content.shape)).toEqual(['email', 'sms', 'slack', 'webhook']);
  });

  it('tells the channels of another severity where the alarm has another', async () => {
    const { parcels } = await route({ AlarmName: 'shop-prod/endpoint/web/slow' });
    expect(channelsOf(parcels)).toEqual(['chat']);
  });

  it('tells that it is over, and for how long it was where somebody remembers', async () => {
    const over = {
      NewStateValue: 'OK',
      OldStateValue: 'ALARM',
      StateChangeTime: '2026-01-13T13:15:12.345+0000',
    } as const;
    const up = {
      latest: async () =>
        sampleResult({ outcome: 'up', reason: 'Up: status 200 in 87 ms', startedAtMs: changedAtMs + 700_000 }),
      finding: async () => undefined,
    };
    const remembering = await route(over, fakeWorld({ evidence: up, history: { openedAt: async () => changedAtMs } }));
    expect(remembering.records[0]?.headline).toBe(
      'RESOLVED shop prod: web was down for 12 minutes, OK since 14:15 (Europe/Zurich)',
    );
    const forgetful = await route(over, fakeWorld({ evidence: up }));
    expect(forgetful.records[0]?.headline).toBe('RESOLVED shop prod: web was down, OK since 14:15 (Europe/Zurich)');
  });

  it.each([
    {
      what: 'a deploy',
      change: { OldStateValue: 'INSUFFICIENT_DATA', NewStateValue: 'OK' },
      why: 'OK after INSUFFICIENT_DATA',
    },
    {
      what: 'missing data',
      change: { OldStateValue: 'OK', NewStateValue: 'INSUFFICIENT_DATA' },
      why: 'Data stopped coming',
    },
  ] as const)('tells nobody of $what, and says why', async ({ change, why }) => {
    const { report, parcels, letters } = await route(change);
    expect(report).toMatchObject({ outcome: 'told-nobody', alarmName: 'shop-prod/endpoint/web/down', deliveries: [] });
    expect(report.why).toContain(why);
    expect([...parcels, ...letters]).toEqual([]);
  });

  it('says so where a severity has no channel', async () => {
    const { ports } = fakeWorld();
    const config = { ...ports.config, routes: { ...ports.config.routes, critical: [] } };
    const { report } = await route({}, fakeWorld({ config }));
    expect(report).toMatchObject({ outcome: 'told-nobody', deliveries: [] });
    expect(report.why).toBe('The alarm went from OK to ALARM; no channel is told of severity critical');
  });

  it('tells of an alarm that it does not know by the severity of its topic', async () => {
    const foreign = { AlarmName: 'by-hand', AlarmDescription: 'Made by hand' };
    const { records } = await route(foreign, fakeWorld(), 'shop-prod-warning');
    expect(records).toMatchObject([
      { channel: 'chat', headline: 'WARNING shop prod: alarm "by-hand" is on since 14:03 (Europe/Zurich)' },
    ]);
  });

  it('does not wait for evidence longer than its patience', async () => {
    const { report, time } = await route(
      {},
      fakeWorld({ evidence: { latest: () => new Promise(() => undefined), finding: async () => undefined } }),
    );
    expect(report).toMatchObject({ outcome: 'told', evidence: 'too late' });
    expect(time.clock.now()).toBe(changedAtMs + 5_000);
  });

  it('keeps one channel’s trouble away from the others, and does not repeat what they got', async () => {
    const world = fakeWorld({ script: troubleAt('chat', { result: 'retry', problem: 'HTTP 503' }) });
    const { report, parcels, letters } = await route({}, world);
    expect(report.deliveries.map(({ channel, result, attempts }) => [channel, result, attempts])).toEqual([
      ['engineering', 'delivered', 1],
      ['phone', 'delivered', 1],
      ['chat', 'gave-up', 5],
      ['hook', 'delivered', 1],
    ]);
    expect(channelsOf(parcels).filter((channel) => channel !== 'chat')).toEqual(['engineering', 'phone', 'hook']);
    expect(letters).toMatchObject([
      {
        type: 'failed-delivery',
        problem: 'Cannot deliver to channel "chat" in 5 attempts: HTTP 503',
        delivery: { channel: 'chat', result: 'gave-up', problem: 'HTTP 503' },
      },
    ]);
  });

  it('writes a refusal into the dead letters without a second attempt', async () => {
    const world = fakeWorld({ script: troubleAt('hook', { result: 'rejected', problem: 'HTTP 410: gone' }) });
    const { letters } = await route({}, world);
    expect(letters).toMatchObject([
      { type: 'failed-delivery', delivery: { channel: 'hook', result: 'rejected', attempts: 1 } },
    ]);
  });

  it('writes a dead letter where sending itself has a bug, and tells nobody the details', async () => {
    const script: Script = ({ channel }) => {
      if (channel === 'hook') throw new TypeError('cannot read https://hook.shop.example/secret');
      return { result: 'delivered' };
    };
    const { letters } = await route({}, fakeWorld({ script }));
    expect(letters).toMatchObject([
      { problem: 'Cannot deliver to channel "hook" in 1 attempt: Sending failed by itself (TypeError)' },
    ]);
  });

  it.each([
    { what: 'empty', text: '' },
    { what: 'no JSON', text: 'hello' },
    { what: 'another JSON', text: '{"Records":[]}' },
    { what: 'a list', text: '[1,2,3]' },
    { what: 'without a state', text: JSON.stringify({ ...sampleNotification(), NewStateValue: 'BURNING' }) },
    { what: 'without a time', text: JSON.stringify({ ...sampleNotification(), StateChangeTime: 'now' }) },
    { what: 'too long', text: JSON.stringify({ ...sampleNotification(), NewStateReason: 'x'.repeat(300_000) }) },
    { what: 'deeply nested', text: '['.repeat(100_000) },
    { what: 'a poisoned prototype', text: '{"__proto__":{"AlarmName":"x"}}' },
  ])('keeps a message that is $what as a dead letter, and goes on', async ({ text }) => {
    const { report, parcels, letters } = await routeText(text);
    expect(report).toMatchObject({ outcome: 'dead-lettered', deliveries: [] });
    expect(report.why).toMatch(/^Cannot read alarm notification: /);
    expect(parcels).toEqual([]);
    expect(letters).toMatchObject([
      { type: 'unreadable-notification', problem: report.why, text: text.slice(0, 65_536) },
    ]);
  });

  it('keeps no credential of a message that it cannot read', async () => {
    const { letters } = await routeText('{"password":"hunter2","note":"Bearer q1w2e3r4t5y6"}');
    expect(JSON.stringify(letters)).not.toMatch(/hunter2|q1w2e3r4t5y6/);
  });

  it('keeps an alert that it cannot compose', async () => {
    const { ports } = fakeWorld();
    const { report, letters } = await route(
      {},
      fakeWorld({ config: { ...ports.config, timeZone: 'Europe/Atlantis' } }),
    );
    expect(report.outcome).toBe('dead-lettered');
    expect(letters).toMatchObject([{ type: 'unrouted-alert' }]);
    expect(letters[0]).toHaveProperty('text', expect.stringContaining('shop-prod/endpoint/web/down'));
  });

  it('keeps what a channel that is not configured should have been told', async () => {
    const { ports } = fakeWorld();
    const config = { ...ports.config, routes: { ...ports.config.routes, critical: ['pager', 'chat', 'constructor'] } };
    const { report, letters } = await route({}, fakeWorld({ config }));
    expect(channelsOf(report.deliveries)).toEqual(['chat']);
    expect(letters.map(({ problem }) => problem)).toEqual([
      'Cannot tell channel "pager": it is not configured, must be one of the plan\'s channels',
      'Cannot tell channel "constructor": it is not configured, must be one of the plan\'s channels',
    ]);
  });

  it('fails only where the dead letter cannot be written, and only after everybody else was told', async () => {
    const broken: Partial<RouterPorts> = {
      deadLetters: {
        put: async () => {
          throw new Error('SQS is away');
        },
      },
    };
    const world = fakeWorld({ ...broken, script: troubleAt('engineering', { result: 'rejected', problem: 'no' }) });
    await expect(route({}, world)).rejects.toThrow('Cannot keep an alert that could not be delivered');
    expect(channelsOf(world.records).toSorted()).toEqual(['chat', 'engineering', 'hook', 'phone']);
    await expect(routeText('garbage', fakeWorld(broken))).rejects.toThrow('SQS is away');
  });

  it('ends every delivery delivered or as a dead letter, whatever the receivers do', async () => {
    const outcome: fc.Arbitrary<SendOutcome> = fc.oneof(
      fc.constant<SendOutcome>({ result: 'delivered' }),
      fc.constant<SendOutcome>({ result: 'rejected', problem: 'HTTP 404' }),
      fc
        .integer({ min: 0, max: 40_000 })
        .map((retryAfterMs): SendOutcome => ({ result: 'retry', problem: 'HTTP 429', retryAfterMs })),
      fc.constant<SendOutcome>({ result: 'retry', problem: 'No answer' }),
    );
    await fc.assert(
      fc.asyncProperty(fc.infiniteStream(outcome), async (outcomes) => {
        const { report, parcels, letters } = await route({}, fakeWorld({ script: () => outcomes.next().value }));
        const dead = letters.flatMap((letter) => (letter.type === 'failed-delivery' ? [letter.delivery.channel] : []));
        for (const { channel, result, attempts } of report.deliveries) {
          expect(dead.filter((name) => name === channel)).toHaveLength(result === 'delivered' ? 0 : 1);
          expect(parcels.filter((parcel) => parcel.channel === channel)).toHaveLength(attempts);
        }
        expect(report.deliveries).toHaveLength(4);
      }),
      { numRuns: 40 },
    );
  });
});
