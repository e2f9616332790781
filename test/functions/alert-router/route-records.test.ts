import { describe, expect, it } from 'vitest';
import { reserveMs } from '../../../functions/alert-router/handle-record.ts';
import { routeRecords } from '../../../functions/alert-router/route-records.ts';
import { sampleNotification } from '../../support/alert-samples.ts';
import { type FakeWorld, fakeWorld } from '../../support/router-fakes.ts';

const record = (Message: string, TopicArn = 'arn:aws:sns:eu-central-1:111122223333:shop-prod-critical') => ({
  Sns: { Message, TopicArn },
});
const down = JSON.stringify(sampleNotification());

async function routeEvent(event: unknown, world: FakeWorld = fakeWorld(), remainingMs = 60_000) {
  const lines: string[] = [];
  const work = routeRecords(event, remainingMs, { ...world.ports, writeLine: (line) => void lines.push(line) });
  const reports = await world.time.run(work);
  return { reports, lines: lines.map((line) => JSON.parse(line)), ...world };
}

describe('routeRecords()', () => {
  it('routes each record on its own, a broken one and one told twice among them', async () => {
    const { reports, letters } = await routeEvent({ Records: [record(down), record('garbage'), record(down)] });
    expect(reports.map(({ outcome }) => outcome)).toEqual(['told', 'dead-lettered', 'noted']);
    expect(letters).toHaveLength(1);
  });

  it('logs one line per record: what became of it, and who was told, without the texts', async () => {
    const { lines } = await routeEvent({ Records: [record(down), record('garbage')] });
    expect(lines).toEqual([
      {
        level: 'ERROR',
        type: 'alert-route',
        outcome: 'dead-lettered',
        why: 'Cannot read alarm notification: it is no JSON object, must be the message of a CloudWatch alarm',
        deliveries: [],
      },
      {
        level: 'INFO',
        type: 'alert-route',
        outcome: 'told',
        why: 'The alarm is ALARM',
        alarmName: 'shop-prod/endpoint/web/down',
        evidence: 'found',
        incident: expect.stringMatching(/^[0-9a-z]{12}$/),
        deliveries: ['engineering', 'phone', 'chat', 'hook'].map((channel) => ({
          channel,
          result: 'delivered',
          attempts: 1,
        })),
      },
    ]);
  });

  it('knows the topic of a record', async () => {
    const foreign = JSON.stringify(sampleNotification({ AlarmName: 'by-hand', AlarmDescription: null }));
    const { reports } = await routeEvent({
      Records: [record(foreign, 'arn:aws:sns:eu-central-1:111122223333:shop-prod-warning')],
    });
    expect(reports[0]?.deliveries).toMatchObject([{ severity: 'warning', channel: 'chat' }]);
  });

  it.each([{}, null, undefined, 'text', { Records: {} }, { Records: [null] }, { Records: [{ Sns: {} }] }])(
    'keeps an event that is none: %j',
    async (event) => {
      const { reports, letters } = await routeEvent(event);
      expect(reports).toMatchObject([{ outcome: 'dead-lettered' }]);
      expect(letters).toMatchObject([{ type: 'unreadable-notification', text: JSON.stringify(event) ?? '' }]);
    },
  );

  it('has nothing to do for an event without records', async () => {
    expect((await routeEvent({ Records: [] })).reports).toEqual([]);
  });

  it('keeps time in reserve for dead letters', async () => {
    const world = fakeWorld({ script: () => ({ result: 'retry', problem: 'HTTP 429', retryAfterMs: 20_000 }) });
    const startMs = world.time.clock.now();
    const { reports } = await routeEvent({ Records: [record(down)] }, world, 30_000);
    expect(reports[0]?.deliveries.map(({ result, attempts }) => `${result} ${attempts}`)).toEqual(
      Array(4).fill('gave-up 1'),
    );
    expect(world.time.clock.now() - startMs).toBeLessThanOrEqual(30_000 - reserveMs);
  });

  it('fails after all records are done where one could not be kept', async () => {
    const world = fakeWorld({
      deadLetters: {
        put: async () => {
          throw new Error('SQS is away');
        },
      },
    });
    await expect(routeEvent({ Records: [record('garbage'), record(down)] }, world)).rejects.toThrow('SQS is away');
    expect(world.records).toHaveLength(4);
  });
});
