import { createIncidentStore } from '../../functions/aws/incident-store.ts';
import type { AlarmRecord, Incident } from '../../shared/model/incident.ts';
import type { IncidentStore } from '../../shared/ports/incident-store.ts';
import { type AwsAnswer, type AwsCall, startAwsServer } from './aws-server.ts';
import { incidentsBeginAtMs } from './stored-incidents.ts';

/** What DynamoDB answers to a call. */
export const dynamoAnswers = {
  done: { output: {} },
  refused: { error: 'com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException' },
  denied: { error: 'AccessDeniedException', message: 'not authorized' },
  broken: { error: 'InternalServerError', status: 500 },
} as const satisfies Readonly<Record<string, AwsAnswer>>;

/** The table that the store of `onIncidentService` is made for. */
export const incidentTable = 'shop-prod-incidents';

/** Keys of the items that a stored incident is kept in. */
export const storedKeys = { record: 'alarm/shop-prod-web-down', copy: 'incident/k3v9x2m7q1wz' } as const;

/** The attributes that every item has. A text stands for itself, anything else for its JSON. */
export function storedItem(key: string, value: AlarmRecord | Incident | string, version = 1) {
  return {
    Key: { S: key },
    Value: { S: typeof value === 'string' ? value : JSON.stringify(value) },
    Version: { N: String(version) },
  };
}

/** Answers by operation; what is not named is done, with nothing to tell. */
export type DynamoAnswers = Readonly<Record<string, (call: AwsCall) => AwsAnswer>>;

/** Answers that are given one after the other; the last for ever. */
export function inTurn(...answers: readonly [AwsAnswer, ...AwsAnswer[]]): () => AwsAnswer {
  const left = [...answers];
  return () => (left.length > 1 ? left.shift() : left[0]) ?? answers[0];
}

/** The key of the item that a call puts or gets. */
export function keyOf({ input }: AwsCall): string | undefined {
  const { Key } = (input.Item ?? input.Key ?? {}) as { readonly Key?: { readonly S: string } };
  return Key?.S;
}

/** What an incident store does on a service that answers as told: what it gave or threw, its calls, and those in short. */
export async function onIncidentService<T>(answers: DynamoAnswers, use: (store: IncidentStore) => Promise<T>) {
  const server = await startAwsServer((call) => answers[call.operation]?.(call) ?? dynamoAnswers.done);
  const parts = { client: server.client, tableName: incidentTable, clock: { now: () => incidentsBeginAtMs } };
  try {
    const store = createIncidentStore({ ...parts, timeoutMs: 1_000 });
    const end = await use(store).catch((error: unknown) => error as Error);
    const made = server.calls.map((call) => `${call.operation} ${keyOf(call) ?? 'keys'}`);
    return { end, calls: server.calls, made };
  } finally {
    await server.close();
  }
}

/** A first write of a record. */
export function writeFirst(record: AlarmRecord): (store: IncidentStore) => Promise<boolean> {
  return (store) => store.write(record, { after: undefined });
}
