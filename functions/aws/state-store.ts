import {
  type AttributeValue,
  ConditionalCheckFailedException,
  DynamoDBClient,
  type DynamoDBClientConfig,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { stateAttributes } from '../../shared/plan/state-attributes.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { StateStore, StoredState } from '../../shared/ports/state-store.ts';
import { decodeState } from '../../shared/state/decode-state.ts';
import { encodeState } from '../../shared/state/encode-state.ts';

/** Which table, and what the store needs besides it. */
export interface StateStoreParts {
  readonly client: DynamoDBClientConfig;
  readonly tableName: string;
  readonly clock: Clock;
  /** A call that has not succeeded after this long, retries of the SDK included, is given up. */
  readonly timeoutMs?: number;
}

type Item = Readonly<Record<string, AttributeValue>>;

interface Conflict {
  readonly key: string;
  readonly text: string;
  readonly version: number;
}

const names = { '#version': stateAttributes.version, '#expiresAt': stateAttributes.expiresAt } as const;

/**
 * Remembers in a DynamoDB table. Expired items count as gone at once: the service itself deletes them within days
 * (howitworks-ttl.html). Rejects where the table cannot be reached in time.
 */
export function createStateStore({ client, tableName, clock, timeoutMs = 4_000 }: StateStoreParts): StateStore {
  const dynamo = new DynamoDBClient({ ...client, maxAttempts: 3 });
  const inTime = () => ({ abortSignal: AbortSignal.timeout(timeoutMs) });
  const nowSeconds = () => Math.floor(clock.now() / 1_000);

  async function readItem(key: string): Promise<Item | undefined> {
    const Key = { [stateAttributes.key]: { S: key } };
    const { Item } = await dynamo.send(
      new GetItemCommand({ TableName: tableName, Key, ConsistentRead: true }),
      inTime(),
    );
    return Item !== undefined && numberIn(Item, 'expiresAt') > nowSeconds() ? Item : undefined;
  }

  /** A write whose answer was lost is made again by the SDK, and then fails on itself. */
  async function wasOurs(error: ConditionalCheckFailedException, { key, text, version }: Conflict): Promise<boolean> {
    if ((error.$metadata.attempts ?? 1) === 1) return false;
    const item = await readItem(key);
    return item !== undefined && numberIn(item, 'version') === version && textIn(item) === text;
  }

  return {
    async read(key) {
      const item = await readItem(key);
      return item === undefined ? undefined : decode(key, item);
    },
    async write(key, { value, after, expiresAtMs }) {
      const text = encodeState(key, value);
      const version = (after ?? 0) + 1;
      const now = { ':now': { N: String(nowSeconds()) } };
      const condition =
        after === undefined
          ? {
              ConditionExpression: 'attribute_not_exists(#version) OR #expiresAt <= :now',
              ExpressionAttributeValues: now,
            }
          : {
              ConditionExpression: '#version = :after AND #expiresAt > :now',
              ExpressionAttributeValues: { ...now, ':after': { N: String(after) } },
            };
      const Item = {
        [stateAttributes.key]: { S: key },
        [stateAttributes.value]: { S: text },
        [stateAttributes.version]: { N: String(version) },
        [stateAttributes.expiresAt]: { N: String(Math.ceil(expiresAtMs / 1_000)) },
      };
      const command = new PutItemCommand({ TableName: tableName, Item, ExpressionAttributeNames: names, ...condition });
      try {
        await dynamo.send(command, inTime());
        return true;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return await wasOurs(error, { key, text, version });
        throw error;
      }
    },
  };
}

const numberIn = (item: Item, attribute: 'version' | 'expiresAt') => Number(item[stateAttributes[attribute]]?.N ?? 0);

const textIn = (item: Item): string => item[stateAttributes.value]?.S ?? '';

function decode(key: string, item: Item): StoredState {
  return { value: decodeState(key, textIn(item)), version: numberIn(item, 'version') };
}
