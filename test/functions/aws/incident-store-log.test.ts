import { describe, expect, it } from 'vitest';
import type { AlarmRecord } from '../../../shared/model/incident.ts';
import type { AwsAnswer, AwsCall } from '../../support/aws-server.ts';
import {
  type DynamoAnswers,
  dynamoAnswers,
  incidentTable,
  inTurn,
  keyOf,
  onIncidentService,
  storedItem,
  storedKeys,
  writeFirst,
} from '../../support/incident-service.ts';
import { incidentsBeginAtMs, resolvedIncident, storedIncident, storedRecord } from '../../support/stored-incidents.ts';

const { done, refused, denied, broken } = dynamoAnswers;

describe('the log of createIncidentStore()', () => {
  const copyAnswers =
    (...answers: Parameters<typeof inTurn>) =>
    (records: () => AwsAnswer) => {
      const copies = inTurn(...answers);
      return (call: AwsCall) => (keyOf(call) === storedKeys.copy ? copies() : records());
    };

  it('does not hold up an open incident, whose next write makes up for it', async () => {
    const { end, made } = await onIncidentService(
      { PutItem: copyAnswers(denied)(() => done) },
      writeFirst(storedRecord()),
    );
    expect(end).toBe(true);
    expect(made).toEqual([`PutItem ${storedKeys.record}`, `PutItem ${storedKeys.copy}`]);
  });

  it('leaves a newer copy alone', async () => {
    const { end, made } = await onIncidentService(
      { PutItem: copyAnswers(refused)(() => done) },
      writeFirst(storedRecord(resolvedIncident())),
    );
    expect(end).toBe(true);
    expect(made).toEqual([`PutItem ${storedKeys.record}`, `PutItem ${storedKeys.copy}`]);
  });

  it('is tried for longer than the SDK does when the incident is over', async () => {
    const { end, made } = await onIncidentService(
      { PutItem: copyAnswers(broken, broken, broken, done)(() => done) },
      writeFirst(storedRecord(resolvedIncident())),
    );
    expect(end).toBe(true);
    expect(made).toEqual([`PutItem ${storedKeys.record}`, ...Array(4).fill(`PutItem ${storedKeys.copy}`)]);
  });

  it('rejects the last write that it missed, and takes it when the write is repeated', async () => {
    const record = storedRecord(resolvedIncident());
    const answers: DynamoAnswers = {
      PutItem: copyAnswers(denied, done)(inTurn(done, refused)),
      GetItem: () => ({ output: { Item: storedItem(storedKeys.record, record) } }),
    };
    const { end, made } = await onIncidentService(answers, async (store) => {
      const first = await writeFirst(record)(store).catch(({ name }: Error) => name);
      const other = await writeFirst(storedRecord())(store);
      return [first, other, await writeFirst(record)(store), await writeFirst(record)(store)];
    });
    expect(end).toEqual(['AccessDeniedException', false, true, false]);
    expect(made.filter((call) => call === `PutItem ${storedKeys.copy}`)).toHaveLength(2);
  });

  it('gets the last copy of an incident from the write of the next one', async () => {
    const next = storedIncident({ id: 'next00000001' });
    const before = { output: { Attributes: storedItem(storedKeys.record, storedRecord(resolvedIncident()), 8) } };
    const { end, calls } = await onIncidentService(
      { PutItem: (call) => (keyOf(call) === storedKeys.record ? before : done) },
      (store) => store.write(storedRecord(next), { after: 8 }),
    );
    expect(end).toBe(true);
    const former = calls.find((call) => keyOf(call) === storedKeys.copy)?.input;
    expect(former?.Item).toMatchObject(storedItem(storedKeys.copy, resolvedIncident(), 8));
    expect(former?.ExpressionAttributeValues).toEqual({ ':version': { N: '8' } });
  });

  it('writes the next incident even where the former one cannot be copied', async () => {
    const before = { output: { Attributes: storedItem(storedKeys.record, '{', 8) } };
    const { end } = await onIncidentService({ PutItem: inTurn(before, done) }, (store) =>
      store.write(storedRecord(), { after: 8 }),
    );
    expect(end).toBe(true);
  });

  const stale: DynamoAnswers = {
    GetItem: () => ({ output: { Item: storedItem(storedKeys.copy, storedIncident()) } }),
    Query: () => ({ output: { Items: [{ Key: { S: storedKeys.copy } }] } }),
  };
  const batch = (record: AlarmRecord) => (call: AwsCall) => {
    const asked = JSON.stringify(call.input);
    const found = asked.includes(storedKeys.copy)
      ? storedItem(storedKeys.copy, storedIncident())
      : storedItem(storedKeys.record, record);
    return { output: { Responses: { [incidentTable]: [found] } } };
  };
  const period = { fromMs: incidentsBeginAtMs - 1, toMs: incidentsBeginAtMs + 1, limit: 1 };

  it.each([
    ['goes by the record where the copy of an incident is open', resolvedIncident(), resolvedIncident()],
    ['goes by the copy where the alarm has another incident', storedIncident({ id: 'next00000001' }), storedIncident()],
  ])('%s', async (_, inRecord, expected) => {
    const { end } = await onIncidentService(
      { ...stale, BatchGetItem: batch(storedRecord(inRecord)) },
      async (store) => [await store.find('k3v9x2m7q1wz'), ...(await store.list(period))],
    );
    expect(end).toEqual([expected, expected]);
  });

  it('asks for as many months as it needs', async () => {
    const { calls } = await onIncidentService({}, (store) =>
      store.list({ fromMs: incidentsBeginAtMs - 40 * 86_400_000, toMs: incidentsBeginAtMs, limit: 5 }),
    );
    const months = calls.map(({ input }) => (input.ExpressionAttributeValues as Record<string, unknown>)[':partition']);
    expect(months).toEqual([{ S: '2026-11' }, { S: '2026-10' }]);
  });
});
