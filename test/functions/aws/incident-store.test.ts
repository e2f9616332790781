import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createIncidentStore } from '../../../functions/aws/incident-store.ts';
import type { Incident } from '../../../shared/model/incident.ts';
import type { AwsAnswer } from '../../support/aws-server.ts';
import { describeIncidentStore } from '../../support/describe-incident-store.ts';
import { startDynamoDb, type TestDynamoDb } from '../../support/dynamodb.ts';
import {
  dynamoAnswers,
  incidentTable,
  inTurn,
  onIncidentService,
  storedItem,
  storedKeys,
  writeFirst,
} from '../../support/incident-service.ts';
import { incidentsBeginAtMs, resolvedIncident, storedIncident, storedRecord } from '../../support/stored-incidents.ts';

let dynamo: TestDynamoDb;
let tables = 0;

beforeAll(async () => {
  dynamo = await startDynamoDb();
});
afterAll(() => dynamo.close());

describeIncidentStore('DynamoDB', async () => {
  tables += 1;
  const tableName = `shop-prod-incidents-${tables}`;
  await dynamo.createIncidentTable(tableName);
  let nowMs = incidentsBeginAtMs;
  return {
    store: createIncidentStore({ client: dynamo.client, tableName, clock: { now: () => nowMs } }),
    pass(ms) {
      nowMs += ms;
    },
    close: async () => undefined,
  };
});

const { done, refused, denied } = dynamoAnswers;
const retainedUntil = incidentsBeginAtMs / 1_000 + 400 * 86_400;

describe('createIncidentStore()', () => {
  it('writes the record, if its version is still the one that was read, and then its copy, if no newer one is there', async () => {
    const { end, calls } = await onIncidentService({}, (store) =>
      store.write(storedRecord(), { after: 3, dueAtMs: incidentsBeginAtMs + 1 }),
    );
    expect(end).toBe(true);
    expect(calls.map(({ operation, input }) => [operation, input])).toEqual([
      [
        'PutItem',
        {
          TableName: incidentTable,
          Item: {
            ...storedItem(storedKeys.record, storedRecord(), 4),
            Open: { S: 'open' },
            OpenedAt: { N: String(incidentsBeginAtMs) },
            Due: { S: 'due' },
            DueAt: { N: String(incidentsBeginAtMs + 1) },
          },
          ReturnValues: 'ALL_OLD',
          ConditionExpression: '#version = :after AND (attribute_not_exists(#expiresAt) OR #expiresAt > :now)',
          ExpressionAttributeNames: { '#version': 'Version', '#expiresAt': 'ExpiresAt' },
          ExpressionAttributeValues: { ':after': { N: '3' }, ':now': { N: String(incidentsBeginAtMs / 1_000) } },
        },
      ],
      [
        'PutItem',
        {
          TableName: incidentTable,
          Item: {
            ...storedItem(storedKeys.copy, storedIncident(), 4),
            Month: { S: '2026-11' },
            OpenedAt: { N: String(incidentsBeginAtMs) },
            ExpiresAt: { N: String(retainedUntil) },
          },
          ReturnValues: 'ALL_OLD',
          ConditionExpression: 'attribute_not_exists(#version) OR #version < :version',
          ExpressionAttributeNames: { '#version': 'Version' },
          ExpressionAttributeValues: { ':version': { N: '4' } },
        },
      ],
    ]);
  });

  it('lets the service delete the record of a resolved incident, and takes it out of the indexes', async () => {
    const record = storedRecord(resolvedIncident());
    const { calls } = await onIncidentService({}, writeFirst(record));
    expect(calls[0]?.input.Item).toEqual({
      ...storedItem(storedKeys.record, record),
      ExpiresAt: { N: String(retainedUntil) },
    });
  });

  it('says who was first without looking again, and leaves the log alone', async () => {
    const { end, made } = await onIncidentService({ PutItem: () => refused }, writeFirst(storedRecord()));
    expect(end).toBe(false);
    expect(made).toEqual([`PutItem ${storedKeys.record}`]);
  });

  it('recognises its own write when only the answer was lost', async () => {
    const stored = { output: { Item: storedItem(storedKeys.record, storedRecord()) } };
    const { end, made } = await onIncidentService(
      { PutItem: inTurn('reset', refused, done), GetItem: () => stored },
      writeFirst(storedRecord()),
    );
    expect(end).toBe(true);
    const put = `PutItem ${storedKeys.record}`;
    expect(made).toEqual([put, put, `GetItem ${storedKeys.record}`, `PutItem ${storedKeys.copy}`]);
  });

  it.each([
    ['content', storedItem(storedKeys.record, storedRecord(storedIncident({ flaps: 1 })))],
    ['version', storedItem(storedKeys.record, storedRecord(), 2)],
  ])('does not take the write of another for its own: another %s', async (_, Item) => {
    const { end } = await onIncidentService(
      { PutItem: inTurn('reset', refused), GetItem: () => ({ output: { Item } }) },
      writeFirst(storedRecord()),
    );
    expect(end).toBe(false);
  });

  it('reads what was written last, not what is eventually there', async () => {
    const { end, calls } = await onIncidentService(
      { GetItem: () => ({ output: { Item: storedItem(storedKeys.record, storedRecord(), 7) } }) },
      (store) => store.read('shop-prod-web-down'),
    );
    expect(end).toEqual({ record: storedRecord(), version: 7 });
    expect(calls[0]?.input).toMatchObject({ ConsistentRead: true });
  });

  it.each(['alarm', 'incident'] as const)('says which %s is no JSON', async (kind) => {
    const { end } = await onIncidentService(
      { GetItem: () => ({ output: { Item: storedItem(`${kind}/x`, '{') } }) },
      (store) => (kind === 'alarm' ? store.read('x').then(() => undefined) : store.find('x').then(() => undefined)),
    );
    expect(String(end)).toBe(`Error: Cannot recall "${kind}/x": what is stored under it is no JSON, must be deleted`);
  });

  it.each<readonly [string, AwsAnswer, string]>([
    ['may not be written', denied, 'AccessDeniedException'],
    ['does not answer in time', 'never', 'AbortError'],
  ])('rejects where the table %s', async (_, answer, name) => {
    const { end } = await onIncidentService({ PutItem: () => answer }, writeFirst(storedRecord()));
    expect((end as Error).name).toBe(name);
  });

  it('reads on where a batch was left over, and where an index has another page', async () => {
    const keys = ['alarm/a', 'alarm/b'];
    const recordOf = (key: string) => storedItem(key, storedRecord(storedIncident({ id: key })));
    const { end, made } = await onIncidentService(
      {
        Query: inTurn(
          { output: { Items: [{ Key: { S: keys[0] } }], LastEvaluatedKey: { Key: { S: keys[0] } } } },
          { output: { Items: [{ Key: { S: keys[1] } }] } },
        ),
        BatchGetItem: inTurn(
          {
            output: {
              Responses: { [incidentTable]: [recordOf('alarm/b')] },
              UnprocessedKeys: { [incidentTable]: { Keys: [{ Key: { S: keys[0] } }] } },
            },
          },
          { output: { Responses: { [incidentTable]: [recordOf('alarm/a')] } } },
        ),
      },
      (store) => store.open(),
    );
    expect((end as readonly Incident[]).map(({ id }) => id)).toEqual(keys);
    expect(made).toEqual(['Query keys', 'Query keys', 'BatchGetItem keys', 'BatchGetItem keys']);
  });
});
