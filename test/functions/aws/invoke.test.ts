import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { invokeFunction } from '../../../functions/aws/invoke.ts';
import type { ActAnswer, RouterEvent } from '../../../shared/model/router-event.ts';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = undefined;
});

/** What Lambda's service answers, as it stands on the wire (API_Invoke). */
interface WireAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** It never answers. */
  readonly isSilent?: true;
}

async function startLambda({ status = 200, headers = {}, body, isSilent }: WireAnswer) {
  const requests: { readonly url: string | undefined; readonly event: unknown }[] = [];
  const started = createServer(async (request, response) => {
    requests.push({ url: request.url, event: JSON.parse(await text(request)) });
    if (isSilent) return;
    response.writeHead(status, headers).end(JSON.stringify(body));
  }).listen(0, '127.0.0.1');
  server = started;
  await once(started, 'listening');
  const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'test' };
  const client = {
    endpoint: `http://127.0.0.1:${(started.address() as AddressInfo).port}`,
    credentials,
  };
  return { requests, client };
}

const invocation = {
  functionName: 'shop-prod-endpoint-probe',
  region: 'eu-central-1',
  timeoutSeconds: 60,
  event: { endpoints: ['web'] },
};

describe('invokeFunction()', () => {
  it('sends the event and gives the answer', async () => {
    const { client, requests } = await startLambda({ body: { summary: '1 up' } });
    expect(await invokeFunction(invocation, client)).toEqual({ ok: true, answer: { summary: '1 up' } });
    expect(requests).toEqual([
      { url: '/2015-03-31/functions/shop-prod-endpoint-probe/invocations', event: { endpoints: ['web'] } },
    ]);
  });

  it("carries a person's action to the router, and what the router says to it", async () => {
    const said: ActAnswer = { done: false, problem: 'Somebody was faster – größer ☃' };
    const { client, requests } = await startLambda({ body: said });
    const event: RouterEvent = {
      act: { action: 'acknowledge', note: 'größer ☃', incident: 'k3v9x2m7q1wz', by: 'ada', seenActions: 0 },
    };
    const answered = await invokeFunction<ActAnswer>(
      { ...invocation, functionName: 'shop-prod-alert-router', event },
      client,
    );
    expect(answered.ok && answered.answer.done === false && answered.answer.problem).toBe(said.problem);
    expect(requests).toEqual([{ url: '/2015-03-31/functions/shop-prod-alert-router/invocations', event }]);
  });

  const refusal = (status: number, name: string, message = 'Some text of the service'): WireAnswer => ({
    status,
    headers: { 'x-amzn-errortype': name },
    body: { Type: 'User', message },
  });
  const refused: readonly (readonly [string, WireAnswer, string])[] = [
    [
      'an error of the function itself',
      { headers: { 'x-amz-function-error': 'Unhandled' }, body: { errorMessage: 'Out of time' } },
      'it failed: Out of time',
    ],
    [
      'expired credentials',
      refusal(403, 'ExpiredTokenException'),
      'the credentials have expired, must be renewed: "aws sso login", or a new session',
    ],
    [
      'unknown credentials',
      refusal(403, 'UnrecognizedClientException'),
      "AWS does not know the credentials, must be those of the environment's account",
    ],
    [
      'a missing permission',
      refusal(403, 'AccessDeniedException'),
      'the credentials may not, must be allowed lambda:InvokeFunction on it',
    ],
    [
      'a function that is not there',
      refusal(404, 'ResourceNotFoundException'),
      'there is no such function in this account, must be deployed first: "npx cdk deploy"',
    ],
    [
      'throttling',
      refusal(429, 'TooManyRequestsException'),
      'it is throttled: all runs that it may have at once are under way, try again in a minute',
    ],
    [
      'anything else',
      refusal(400, 'InvalidRequestContentException', 'Could not parse the body'),
      'Could not parse the body',
    ],
  ];
  for (const [what, answer, why] of refused) {
    it(`explains ${what} in one sentence`, async () => {
      const { client } = await startLambda(answer);
      expect(await invokeFunction(invocation, client)).toEqual({
        ok: false,
        problem: `Cannot invoke "shop-prod-endpoint-probe" in eu-central-1: ${why}`,
      });
    });
  }

  it('waits for as long as the function may run and a little more', async () => {
    const { client } = await startLambda({ body: {}, isSilent: true });
    expect(await invokeFunction({ ...invocation, timeoutSeconds: 0.05, patienceMs: 50 }, client)).toEqual({
      ok: false,
      problem: 'Cannot invoke "shop-prod-endpoint-probe" in eu-central-1: it gave no answer within 0.1 s',
    });
  });

  it('invokes once, whatever becomes of it', async () => {
    const { client, requests } = await startLambda(refusal(503, 'ServiceException'));
    expect(await invokeFunction(invocation, client)).toMatchObject({ ok: false });
    expect(requests).toHaveLength(1);
  });

  it('explains that AWS cannot be reached', async () => {
    const { client } = await startLambda({ body: {} });
    await new Promise((resolve) => server?.close(resolve));
    expect(await invokeFunction(invocation, client)).toEqual({
      ok: false,
      problem:
        'Cannot invoke "shop-prod-endpoint-probe" in eu-central-1: AWS cannot be reached from here (ECONNREFUSED), must be: check network and proxy',
    });
  });
});
