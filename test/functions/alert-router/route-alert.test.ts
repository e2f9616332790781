import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { handleEvent } from '../../../functions/alert-router/handle-event.ts';
import { routeAlert } from '../../../functions/alert-router/route-alert.ts';
import type { RouterPorts } from '../../../functions/alert-router/router-ports.ts';
import type { AlarmNotification } from '../../../shared/cloudwatch/alarm-notification.ts';
import { formatCloudWatchTime } from '../../../shared/cloudwatch/cloudwatch-time.ts';
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

const everybody = ['engineering', 'phone', 'chat', 'hook'];

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
    expect(report).toMatchObject({ outcome: 'told', why: 'The alarm is ALARM', evidence: 'found' });
    expect(channelsOf(report.deliveries)).toEqual(['engineering', 'phone', 'chat', 'hook']);
    expect(channelsOf(parcels)).toEqual(['engineering', 'phone', 'chat', 'hook']);
    expect(records).toEqual(report.deliveries);
    expect(letters).toEqual([]);
  });

  it('records who was told what, and with which result', async () => {
    const { records, report } = await route();
    expect(records[1]).toEqual({
      id: `${report.incident}/opening/${changedAtMs + 2_000}/phone`,
      incident: report.incident,
      tell: 'opening',
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
        text: 'CRITICAL shop prod: web is down since 14:03. Expected status 2xx or 3xx, got 503. https://runbooks.shop.example/',
      },
      result: 'delivered',
      attempts: 1,
    });
    expect(records.map(({ content }) => content.shape)).toEqual(['email', 'sms', 'slack', 'webhook']);
  });

  it('tells the channels of another severity where the alarm has another', async () => {
    const { parcels } = await route({
      AlarmName: 'shop-prod/endpoint/web/slow',
      // Two minutes ago: what could explain it has had its time.
      StateChangeTime: formatCloudWatchTime(changedAtMs - 120_000),
    });
    expect(channelsOf(parcels)).toEqual(['chat']);
  });

  it('tells that it is over and for how long it was, once the alarm has stayed OK for its recovery time', async () => {
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
    const world = fakeWorld();
    await route({}, world);
    const ports = { ...world.ports, evidence: up };
    const { report } = await route(over, { ...world, ports });
    expect(report).toMatchObject({ outcome: 'noted', why: 'The alarm is OK' });
    const fiveMinutesOn = { now: () => changedAtMs + 12 * 60_000 + 300_345 };
    const wake = handleEvent({ wake: { alarm: 'shop-prod/endpoint/web/down' } }, 60_000, {
      ...ports,
      clock: fiveMinutesOn,
    });
    await world.time.run(wake);
    expect(world.records.at(-1)).toMatchObject({
      status: 'resolved',
      headline: 'RESOLVED shop prod: web was down for 12 minutes, OK since 14:15 (Europe/Zurich)',
    });
    expect(channelsOf(world.records)).toEqual([...everybody, ...everybody]);
  });

  it('resolves nothing where there was no incident', async () => {
    const over = { NewStateValue: 'OK', OldStateValue: 'ALARM' } as const;
    const { report, parcels } = await route(over);
    expect(report).toMatchObject({
      outcome: 'noted',
      why: 'OK after ALARM: there was no incident, so nothing is resolved',
    });
    expect(parcels).toEqual([]);
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
    expect(report).toMatchObject({ outcome: 'noted', alarmName: 'shop-prod/endpoint/web/down', deliveries: [] });
    expect(report.why).toContain(why);
    expect([...parcels, ...letters]).toEqual([]);
  });

  it('opens an incident all the same where a policy tells nobody', async () => {
    const { ports } = fakeWorld();
    const silent = { name: 'critical', steps: [], recoveryMs: 300_000, failover: [] };
    const config = { ...ports.config, policies: { ...ports.config.policies, critical: silent } };
    const { report } = await route({}, fakeWorld({ config }));
    expect(report).toMatchObject({ outcome: 'noted', why: 'The alarm is ALARM', deliveries: [] });
    expect(report.incident).toMatch(/^[0-9a-z]{12}$/);
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
    // It is tried again in two minutes and in ten more: it is a dead letter after that.
    expect(letters).toEqual([]);
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
    const told = ['pager', 'chat', 'constructor'].map((channel) => ({ kind: 'channel', channel }) as const);
    const critical = { name: 'critical', steps: [{ afterMs: 0, notify: told }], recoveryMs: 300_000, failover: [] };
    const config = { ...ports.config, policies: { ...ports.config.policies, critical } };
    const { report, parcels } = await route({}, fakeWorld({ config }));
    expect(channelsOf(parcels)).toEqual(['chat']);
    const incident = await fakeWorld().ports.incidents.find(report.incident ?? '');
    expect(incident).toBeUndefined();
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
    await expect(route({}, world)).rejects.toThrow('SQS is away');
    expect(channelsOf(world.records).toSorted()).toEqual(['chat', 'engineering', 'hook', 'phone']);
    await expect(routeText('garbage', fakeWorld(broken))).rejects.toThrow('SQS is away');
  });

  it('ends every delivery delivered, kept for another try, or as a dead letter, whatever the receivers do', async () => {
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
        const world = fakeWorld({ script: () => outcomes.next().value });
        const { report, parcels, letters, ports } = await route({}, world);
        const dead = letters.flatMap((letter) => (letter.type === 'failed-delivery' ? [letter.delivery.channel] : []));
        for (const { channel, result, attempts } of report.deliveries) {
          expect(dead.filter((name) => name === channel)).toHaveLength(result === 'rejected' ? 1 : 0);
          expect(parcels.filter((parcel) => parcel.channel === channel)).toHaveLength(attempts);
        }
        expect(report.deliveries).toHaveLength(4);
        const stored = (await ports.incidents.find(report.incident ?? ''))?.tells.map(({ channel }) => channel);
        expect(stored).toEqual(channelsOf(report.deliveries.filter(({ result }) => result === 'gave-up')));
      }),
      { numRuns: 40 },
    );
  });
});
