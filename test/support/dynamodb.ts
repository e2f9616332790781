import { once } from 'node:events';
import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { CreateTableCommand, DynamoDBClient, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import { stateAttributes } from '../../shared/plan/state-attributes.ts';
import type { AwsServer } from './aws-server.ts';

/** `dynalite` has no types of its own. */
const dynalite: (options: { readonly createTableMs: number }) => Server = createRequire(import.meta.url)('dynalite');

/** A DynamoDB on 127.0.0.1. */
export interface TestDynamoDb {
  readonly client: AwsServer['client'];
  /** Creates a table as infra does. */
  createStateTable(tableName: string): Promise<void>;
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
    async createStateTable(tableName) {
      const dynamo = new DynamoDBClient(client);
      const AttributeName = stateAttributes.key;
      await dynamo.send(
        new CreateTableCommand({
          TableName: tableName,
          KeySchema: [{ AttributeName, KeyType: 'HASH' }],
          AttributeDefinitions: [{ AttributeName, AttributeType: 'S' }],
          BillingMode: 'PAY_PER_REQUEST',
        }),
      );
      await waitUntilTableExists(
        { client: dynamo, maxWaitTime: 10, minDelay: 1, maxDelay: 1 },
        { TableName: tableName },
      );
      dynamo.destroy();
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
