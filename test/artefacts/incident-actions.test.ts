import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createIncidentStore } from '../../functions/aws/incident-store.ts';
import type { UrlResult } from '../../functions/incident-actions/function-url.ts';
import { actionLink, linkLifetimeMs } from '../../shared/actions/action-link.ts';
import { signActionToken } from '../../shared/actions/action-token.ts';
import type { Incident } from '../../shared/model/incident.ts';
import { sampleIncident } from '../functions/incident-actions/sample-incident.ts';
import { type AwsServer, startAwsServer } from '../support/aws-server.ts';
import { startDynamoDb, type TestDynamoDb } from '../support/dynamodb.ts';
import { type Receiver, startReceiver } from '../support/receiver.ts';
import { samplePlan } from '../support/sample-plan.ts';
import { type DeployedFunction, deployLocally } from './deploy-locally.ts';

const secret = 'the secret that the deployment made';
const incident: Incident = sampleIncident({ openedAtMs: Date.now() - 60_000 });
const token = signActionToken(
  { scope: 'shop/prod', incident: incident.id, by: 'ada/email', expiresAtMs: Date.now() + linkLifetimeMs },
  secret,
);
const path = actionLink('', token);

let aws: AwsServer;
let router: Receiver;
let dynamo: TestDynamoDb;
let actions: DeployedFunction;

beforeAll(async () => {
  aws = await startAwsServer(({ operation }) =>
    operation === 'GetSecretValue' ? { output: { SecretString: secret } } : { error: 'UnknownOperationException' },
  );
  router = await startReceiver(() => ({ status: 200, body: JSON.stringify({ done: true }) }));
  dynamo = await startDynamoDb();
  await dynamo.createIncidentTable('shop-prod-incidents');
  const store = createIncidentStore({
    ...{ client: dynamo.client, tableName: 'shop-prod-incidents', clock: { now: Date.now } },
  });
  const { alarm, openedAtMs: changedAtMs } = incident;
  await store.write({ alarm, state: 'ALARM', changedAtMs, incident }, { after: undefined });
  actions = deployLocally(samplePlan(), 'incident-actions');
});

afterAll(async () => {
  actions?.[Symbol.dispose]();
  await dynamo?.close();
  await router?.[Symbol.asyncDispose]();
  await aws?.close();
});

/** An event of a function URL, with what is read of it; forms come in Base64. */
async function request(method: string, form?: Readonly<Record<string, string>>) {
  const body = form === undefined ? {} : { body: Buffer.from(`${new URLSearchParams(form)}`).toString('base64') };
  const event = {
    ...{ version: '2.0', rawPath: path, rawQueryString: '', isBase64Encoded: form !== undefined },
    headers: form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' },
    requestContext: { http: { method, path } },
    ...body,
  };
  const { answer, error } = await actions.invoke(event, {
    AWS_ENDPOINT_URL: aws.client.endpoint,
    AWS_ENDPOINT_URL_DYNAMODB: dynamo.client.endpoint,
    AWS_ENDPOINT_URL_LAMBDA: router.url,
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'test',
  });
  expect(error).toBeUndefined();
  return answer as UrlResult;
}

describe('the deployed incident-actions', () => {
  it('shows the incident, and acts only when its form is sent', async () => {
    const page = await request('GET');
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('web is down');
    expect(router.received).toEqual([]);

    const form = /name="form" value="([^"]+)"/.exec(page.body)?.[1] ?? '';
    const { statusCode, headers } = await request('POST', { form, action: 'acknowledge', name: 'Zoë' });
    expect([statusCode, headers.location]).toEqual([303, path]);
    expect(router.received.map((call) => [call.path, JSON.parse(call.body)])).toEqual([
      [
        '/2015-03-31/functions/shop-prod-alert-router/invocations',
        {
          act: {
            ...{ action: 'acknowledge', incident: incident.id, seenActions: 0 },
            by: 'Zoë (by a link sent to ada/email)',
          },
        },
      ],
    ]);
  });

  it('asks for the secret of its own environment, and may do all that it was seen to do', () => {
    const asked = aws.calls.map(({ operation, input }) => `${operation} ${input.SecretId}`);
    expect(new Set(asked)).toEqual(new Set(['GetSecretValue shop/prod/watchkeeper-action-links']));
    expect(actions.allowedActions).toEqual(
      expect.arrayContaining([
        'secretsmanager:GetSecretValue',
        'dynamodb:GetItem',
        'dynamodb:BatchGetItem',
        'lambda:InvokeFunction',
      ]),
    );
  });
});
