import { afterEach, describe, expect, it } from 'vitest';
import { createRouterClient } from '../../../functions/aws/router-client.ts';
import { type Receiver, type Reply, startReceiver } from '../../support/receiver.ts';

const running: Receiver[] = [];
afterEach(async () => {
  for (const receiver of running.splice(0)) await receiver[Symbol.asyncDispose]();
});

const act = { action: 'acknowledge', incident: '7k3m9x2q4ab5', by: 'ada/email', seenActions: 0 } as const;

async function startLambda(reply: Reply, timeoutMs = 20_000) {
  const lambda = await startReceiver(() => reply);
  running.push(lambda);
  const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'test' };
  const client = { endpoint: lambda.url, region: 'eu-central-1', credentials };
  return { lambda, router: createRouterClient({ client, functionName: 'shop-prod-alert-router', timeoutMs }) };
}

const answering = (body: unknown): Reply => ({ status: 200, body: JSON.stringify(body) });

describe('createRouterClient()', () => {
  it.each([
    ['done', { done: true }],
    ['done, with the incident after it', { done: true, incident: { id: '7k3m9x2q4ab5' } }],
    ['refused', { done: false, problem: 'Cannot acknowledge it: Grace did' }],
  ])('hands the action to the router and gives its answer: %s', async (_, answer) => {
    const { lambda, router } = await startLambda(answering(answer));
    expect(await router.act(act)).toEqual(answer);
    expect(lambda.received.map(({ method, path, body }) => [method, path, JSON.parse(body)])).toEqual([
      ['POST', '/2015-03-31/functions/shop-prod-alert-router/invocations', { act }],
    ]);
  });

  it.each([
    ['null', null],
    ['a word', 'done'],
    ['a refusal without its reason', { done: false }],
  ])('rejects an answer that says nothing: %s', async (_, answer) => {
    const { router } = await startLambda(answering(answer));
    await expect(router.act(act)).rejects.toThrow(
      'Cannot understand "shop-prod-alert-router": its answer does not say whether it was done, must say so',
    );
  });

  it('rejects where the router failed', async () => {
    const { router } = await startLambda({
      ...{ status: 200, headers: { 'x-amz-function-error': 'Unhandled' } },
      body: JSON.stringify({ errorMessage: 'The table is gone' }),
    });
    await expect(router.act(act)).rejects.toThrow(
      'Cannot invoke "shop-prod-alert-router" in eu-central-1: it failed: The table is gone',
    );
  });

  it('rejects where there is no answer in time, and asks once', async () => {
    const { lambda, router } = await startLambda('silence', 200);
    await expect(router.act(act)).rejects.toThrow('it gave no answer within 0.2 s');
    expect(lambda.received).toHaveLength(1);
  });
});
