import { once } from 'node:events';
import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DynamoDBClient,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { incidentAttributes, incidentIndexes } from '../../shared/plan/incident-attributes.ts';
import { stateAttributes } from '../../shared/plan/state-attributes.ts';
import type { AwsServer } from './aws-server.ts';

/** `dynalite` has no types of its own. */
const dynalite: (options: { readonly createTableMs: number }) => Server = createRequire(import.meta.url)('dynalite');

/** A DynamoDB on 127.0.0.1. */
export interface TestDynamoDb {
  readonly client: AwsServer['client'];
  /** Creates the table of what runs remember, as infra does. */
  createStateTable(tableName: string): Promise<void>;
  /** Creates the table of incidents, as infra does. */
  createIncidentTable(tableName: string): Promise<void>;
  close(): Promise<void>;
}

/** Starts a DynamoDB that keeps its items in memory. */
export async function startDynamoDb(): Promise<TestDynamoDb> {
  const server = dynalite({ createTableMs: 0 });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'test' },
  };
  return {
    client,
    createStateTable: (tableName) => createTable(client, { TableName: tableName, ...stateTable }),
    createIncidentTable: (tableName) => createTable(client, { TableName: tableName, ...incidentTable }),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

type TableShape = Pick<CreateTableCommandInput, 'KeySchema' | 'AttributeDefinitions' | 'GlobalSecondaryIndexes'>;

const stateTable: TableShape = {
  KeySchema: [{ AttributeName: stateAttributes.key, KeyType: 'HASH' }],
  AttributeDefinitions: [{ AttributeName: stateAttributes.key, AttributeType: 'S' }],
};

const indexes = Object.values(incidentIndexes);
const texts = new Set<string>([incidentAttributes.key, ...indexes.map(({ partitionKey }) => partitionKey)]);
const numbers = new Set<string>(indexes.map(({ sortKey }) => sortKey));

const incidentTable: TableShape = {
  KeySchema: [{ AttributeName: incidentAttributes.key, KeyType: 'HASH' }],
  AttributeDefinitions: [
    ...[...texts].map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const })),
    ...[...numbers].map((AttributeName) => ({ AttributeName, AttributeType: 'N' as const })),
  ],
  GlobalSecondaryIndexes: indexes.map(({ name, partitionKey, sortKey }) => ({
    IndexName: name,
    KeySchema: [
      { AttributeName: partitionKey, KeyType: 'HASH' },
      { AttributeName: sortKey, KeyType: 'RANGE' },
    ],
    Projection: { ProjectionType: 'KEYS_ONLY' },
  })),
};

async function createTable(
  client: AwsServer['client'],
  table: TableShape & Pick<CreateTableCommandInput, 'TableName'>,
): Promise<void> {
  const dynamo = new DynamoDBClient(client);
  await dynamo.send(new CreateTableCommand({ ...table, BillingMode: 'PAY_PER_REQUEST' }));
  await waitUntilTableExists(
    { client: dynamo, maxWaitTime: 10, minDelay: 1, maxDelay: 1 },
    { TableName: table.TableName },
  );
  dynamo.destroy();
}
