import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { createIncidentStore } from '../../functions/aws/incident-store.ts';
import type { Incident } from '../../shared/model/incident.ts';
import { startDynamoDb } from '../support/dynamodb.ts';
import { storedRecord } from '../support/stored-incidents.ts';

/** The table of incidents of the shop's environment `prod`, and a router that answers what a test says. */
export interface TestAws {
  /** For the environment of a command. */
  readonly env: Readonly<Record<string, string>>;
  /** What the router was invoked with. */
  readonly events: unknown[];
  readonly said: { answer: unknown };
  remember(incident: Incident): Promise<void>;
  close(): Promise<void>;
}

/** Starts both on 127.0.0.1. */
export async function startTestAws(): Promise<TestAws> {
  const tableName = 'shop-prod-incidents';
  const dynamo = await startDynamoDb();
  await dynamo.createIncidentTable(tableName);
  const store = createIncidentStore({ client: dynamo.client, tableName, clock: { now: Date.now } });
  const events: unknown[] = [];
  const said: TestAws['said'] = { answer: null };
  const lambda = createServer(async (request, response) => {
    events.push(JSON.parse(await text(request)));
    response.end(JSON.stringify(said.answer));
  }).listen(0, '127.0.0.1');
  await once(lambda, 'listening');
  return {
    ...{ events, said },
    env: {
      AWS_ENDPOINT_URL_DYNAMODB: dynamo.client.endpoint,
      AWS_ENDPOINT_URL_LAMBDA: `http://127.0.0.1:${(lambda.address() as AddressInfo).port}`,
      AWS_ACCESS_KEY_ID: dynamo.client.credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: dynamo.client.credentials.secretAccessKey,
    },
    async remember(incident) {
      await store.write(storedRecord(incident), { after: undefined });
    },
    async close() {
      lambda.closeAllConnections();
      lambda.close();
      await Promise.all([once(lambda, 'close'), dynamo.close()]);
    },
  };
}
