import {
  BatchGetItemCommand,
  DynamoDBClient,
  type DynamoDBClientConfig,
  GetItemCommand,
  type KeysAndAttributes,
  PutItemCommand,
  type PutItemCommandInput,
  paginateQuery,
} from '@aws-sdk/client-dynamodb';
import { type IncidentIndex, incidentAttributes } from '../../shared/plan/incident-attributes.ts';
import { type IncidentItem, keyIn } from './incident-store-items.ts';

/** Part of an index: one partition of it, between two values of its sort key, both inclusive. Without them, all of it. */
export interface IndexRange {
  readonly partition: string;
  readonly from?: number;
  readonly to?: number;
  /** By the sort key. */
  readonly order: 'ascending' | 'descending';
  readonly limit: number;
}

/** What must hold of the item that a put replaces. */
export type PutCondition = Pick<
  PutItemCommandInput,
  'ConditionExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'
>;

/** The incident table's calls. Each rejects where it has not succeeded in time. */
export interface IncidentTable {
  get(key: string): Promise<IncidentItem | undefined>;
  /** Those that are there, in the order of their keys. */
  getAll(keys: readonly string[]): Promise<readonly IncidentItem[]>;
  /** The item that was replaced, expired or not. Rejects with `ConditionalCheckFailedException` where the condition does not hold. */
  put(item: IncidentItem, condition: PutCondition): Promise<IncidentItem | undefined>;
  /** Keys of the items in an index. */
  find(index: IncidentIndex, range: IndexRange): Promise<readonly string[]>;
}

/** API_BatchGetItem: at most 100 items a call. */
const batchSize = 100;

/** Opens the table by its name. `timeoutMs` is how long each of its calls has, retries of the SDK and pages included. */
export function openIncidentTable(
  client: DynamoDBClientConfig,
  { tableName, timeoutMs }: { readonly tableName: string; readonly timeoutMs: number },
): IncidentTable {
  const dynamo = new DynamoDBClient({ ...client, maxAttempts: 3 });
  const inTime = () => ({ abortSignal: AbortSignal.timeout(timeoutMs) });
  const keyOf = (key: string) => ({ [incidentAttributes.key]: { S: key } });

  async function getBatch(keys: readonly string[], limits: ReturnType<typeof inTime>) {
    const items: IncidentItem[] = [];
    let asked: Record<string, KeysAndAttributes> = { [tableName]: { Keys: keys.map(keyOf), ConsistentRead: true } };
    // Whatever is beyond 16 MB is left over for the next call (API_BatchGetItem).
    while (Object.keys(asked).length > 0) {
      const { Responses, UnprocessedKeys } = await dynamo.send(
        new BatchGetItemCommand({ RequestItems: asked }),
        limits,
      );
      items.push(...(Responses?.[tableName] ?? []));
      asked = UnprocessedKeys ?? {};
    }
    return items;
  }

  return {
    async get(key) {
      const command = new GetItemCommand({ TableName: tableName, Key: keyOf(key), ConsistentRead: true });
      return (await dynamo.send(command, inTime())).Item;
    },
    async getAll(keys) {
      const limits = inTime();
      const found = new Map<string, IncidentItem>();
      for (let start = 0; start < keys.length; start += batchSize) {
        const items = await getBatch(keys.slice(start, start + batchSize), limits);
        for (const item of items) found.set(keyIn(item), item);
      }
      return keys.map((key) => found.get(key)).filter((item) => item !== undefined);
    },
    async put(item, condition) {
      const command = new PutItemCommand({ TableName: tableName, Item: item, ReturnValues: 'ALL_OLD', ...condition });
      return (await dynamo.send(command, inTime())).Attributes;
    },
    async find({ name, partitionKey, sortKey }, { partition, from = 0, to = Number.MAX_SAFE_INTEGER, order, limit }) {
      const query = {
        TableName: tableName,
        IndexName: name,
        KeyConditionExpression: '#partition = :partition AND #sort BETWEEN :from AND :to',
        ExpressionAttributeNames: { '#partition': partitionKey, '#sort': sortKey },
        ExpressionAttributeValues: {
          ':partition': { S: partition },
          ':from': { N: String(from) },
          ':to': { N: String(to) },
        },
        ScanIndexForward: order === 'ascending',
      };
      const found: string[] = [];
      for await (const { Items = [] } of paginateQuery({ client: dynamo, pageSize: limit }, query, inTime())) {
        found.push(...Items.map(keyIn));
        if (found.length >= limit) break;
      }
      return found.slice(0, limit);
    },
  };
}
