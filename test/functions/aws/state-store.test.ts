import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStateStore } from '../../../functions/aws/state-store.ts';
import { type AwsAnswer, startAwsServer } from '../../support/aws-server.ts';
import { describeStateStore, stateBeginsAtMs } from '../../support/describe-state-store.ts';
import { startDynamoDb, type TestDynamoDb } from '../../support/dynamodb.ts';

let dynamo: TestDynamoDb;
let tables = 0;

beforeAll(async () => {
  dynamo = await startDynamoDb();
});
afterAll(() => dynamo.close());

describeStateStore('DynamoDB', async () => {
  tables += 1;
  const tableName = `shop-prod-state-${tables}`;
  await dynamo.createStateTable(tableName);
  let nowMs = stateBeginsAtMs;
  return {
    store: createStateStore({ client: dynamo.client, tableName, clock: { now: () => nowMs } }),
    pass(ms) {
      nowMs += ms;
    },
    close: async () => undefined,
  };
});

const state = { value: { commits: 12 }, after: 3, expiresAtMs: stateBeginsAtMs + 1_500 };
const refused: AwsAnswer = { error: 'com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException' };

const storedItem = (text: string, version = 4) => ({
  Key: { S: 'database/orders' },
  Value: { S: text },
  Version: { N: String(version) },
  ExpiresAt: { N: String(stateBeginsAtMs / 1_000 + 2) },
});

/** What a store does on a service that answers writes as told, one after the other, and reads with one item. */
async function onService<T>(
  { writes = [], item }: { readonly writes?: readonly AwsAnswer[]; readonly item?: unknown },
  use: (store: ReturnType<typeof createStateStore>) => Promise<T>,
) {
  const left = writes.values();
  const server = await startAwsServer(({ operation }) =>
    operation === 'GetItem' ? { output: { Item: item } } : (left.next().value ?? { output: {} }),
  );
  const parts = { client: server.client, tableName: 'shop-prod-state', clock: { now: () => stateBeginsAtMs } };
  try {
    const end = await use(createStateStore({ ...parts, timeoutMs: 1_000 })).catch((error: unknown) => error as Error);
    return { end, calls: server.calls };
  } finally {
    await server.close();
  }
}

describe('createStateStore()', () => {
  it('writes one item, if the version is still the one that was read', async () => {
    const { end, calls } = await onService({}, (store) => store.write('database/orders', state));
    expect(end).toBe(true);
    expect(calls.map(({ operation, input }) => [operation, input])).toEqual([
      [
        'PutItem',
        {
          TableName: 'shop-prod-state',
          Item: storedItem('{"commits":12}'),
          ConditionExpression: '#version = :after AND #expiresAt > :now',
          ExpressionAttributeNames: { '#version': 'Version', '#expiresAt': 'ExpiresAt' },
          ExpressionAttributeValues: { ':after': { N: '3' }, ':now': { N: String(stateBeginsAtMs / 1_000) } },
        },
      ],
    ]);
  });

  it('reads what was written last, not what is eventually there', async () => {
    const { end, calls } = await onService({ item: storedItem('[1]') }, (store) => store.read('database/orders'));
    expect(end).toEqual({ value: [1], version: 4 });
    expect(calls[0]?.input).toMatchObject({ ConsistentRead: true });
  });

  it('says who was first without looking again', async () => {
    const { end, calls } = await onService({ writes: [refused] }, (store) => store.write('database/orders', state));
    expect(end).toBe(false);
    expect(calls.map(({ operation }) => operation)).toEqual(['PutItem']);
  });

  it('recognises its own write when only the answer was lost', async () => {
    const { end, calls } = await onService(
      { writes: ['reset', refused], item: storedItem('{"commits":12}') },
      (store) => store.write('database/orders', state),
    );
    expect(end).toBe(true);
    expect(calls.map(({ operation }) => operation)).toEqual(['PutItem', 'PutItem', 'GetItem']);
  });

  it('does not take the write of another for its own', async () => {
    const { end } = await onService({ writes: ['reset', refused], item: storedItem('{"commits":13}') }, (store) =>
      store.write('database/orders', state),
    );
    expect(end).toBe(false);
  });

  it('says which item is no JSON', async () => {
    const { end } = await onService({ item: storedItem('{') }, (store) => store.read('database/orders'));
    expect(String(end)).toBe(
      'Error: Cannot recall "database/orders": what is stored under it is no JSON, must be deleted',
    );
  });

  it.each<readonly [string, AwsAnswer, string]>([
    ['may not be written', { error: 'AccessDeniedException', message: 'not authorized' }, 'AccessDeniedException'],
    ['does not answer in time', 'never', 'AbortError'],
  ])('rejects where the table %s', async (_, answer, name) => {
    const { end } = await onService({ writes: [answer, answer, answer] }, (store) =>
      store.write('database/orders', state),
    );
    expect((end as Error).name).toBe(name);
  });
});
