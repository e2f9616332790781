import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeDefinition } from '../support/definition.ts';
import { createConfigFolder, runCli } from './run-cli.ts';

let configs: Awaited<ReturnType<typeof createConfigFolder>>;
let config = '';
beforeAll(async () => {
  configs = await createConfigFolder();
  config = await configs.write(
    makeDefinition({
      environments: {
        prod: { locations: ['eu-central-1', 'us-east-1'] },
        local: { region: 'eu-central-1' },
      },
    }),
  );
});
afterAll(() => configs.remove());

let lambda: Awaited<ReturnType<typeof startLambda>>;
beforeEach(async () => {
  lambda = await startLambda();
});
afterEach(() => lambda.close());

/** Stands in for Lambda in every region: each invocation finds the endpoint up, or as `outcome` says. */
async function startLambda() {
  const events: unknown[] = [];
  const said = { outcome: 'up' };
  const server = createServer(async (request, response) => {
    events.push(JSON.parse(await text(request)));
    const { outcome } = said;
    const counts = { up: 0, degraded: 0, down: 0, unknown: 0, [outcome]: 1 };
    const result = {
      endpoint: 'web',
      outcome,
      reason: 'As it is',
      target: 'https://shop.example/',
      attempts: 1,
      totalMs: 20,
    };
    response.end(JSON.stringify({ summary: `1 ${outcome} of 1 endpoint`, counts, results: [result] }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    events,
    said,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const invoke = (...args: readonly string[]) =>
  runCli(['invoke', ...args, '--config', config], {
    AWS_ENDPOINT_URL_LAMBDA: lambda.url,
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'test',
  });

describe('watchkeeper invoke', () => {
  it('invokes the function at every location: progress aside, one table', async () => {
    const { code, stdout, stderr } = await invoke('endpoint-probe', '--env', 'prod');
    expect(code).toBe(0);
    expect(stderr.split('\n').slice(0, 2)).toEqual([
      'Invoking shop-prod-endpoint-probe in eu-central-1 ...',
      'Invoking shop-prod-endpoint-probe in us-east-1 ...',
    ]);
    expect(stderr.match(/1 up of 1 endpoint/g)).toHaveLength(2);
    expect(stdout).toBe(
      [
        'LOCATION      ENDPOINT  OUTCOME  DNS  CONNECT  TLS  WAIT  TRANSFER  TOTAL  REASON',
        'eu-central-1  web       up         -        -    -     -         -  20 ms  As it is',
        'us-east-1     web       up         -        -    -     -         -  20 ms  As it is',
        '',
      ].join('\n'),
    );
    expect(lambda.events).toEqual([{}, {}]);
  });

  it('asks one location for some endpoints, and prints JSON', async () => {
    const { code, stdout } = await invoke('endpoint-probe/us-east-1', '--env', 'prod', '--only', 'web', '--json');
    expect([code, JSON.parse(stdout)]).toMatchObject([0, [{ location: 'us-east-1', summary: '1 up of 1 endpoint' }]]);
    expect(lambda.events).toEqual([{ endpoints: ['web'] }]);
  });

  it.each(['down', 'unknown'])('ends with code 1 when something is %s', async (outcome) => {
    lambda.said.outcome = outcome;
    expect((await invoke('endpoint-probe/us-east-1', '--env', 'prod')).code).toBe(1);
  });

  it('ends with code 1 and one line when AWS refuses', async () => {
    const { code, stderr } = await runCli(['invoke', 'endpoint-probe/us-east-1', '--env', 'prod', '--config', config]);
    expect([code, stderr.split('\n')]).toEqual([
      1,
      [
        'Invoking shop-prod-endpoint-probe in us-east-1 ...',
        'Cannot invoke "shop-prod-endpoint-probe" in us-east-1: no AWS credentials were found, must be set: AWS_PROFILE, or "aws configure"',
        '',
      ],
    ]);
  });

  const mistakes: readonly (readonly [string, readonly string[], string])[] = [
    [
      'an unknown function',
      ['endpoint-prob', '--env', 'prod'],
      'Cannot invoke "endpoint-prob": there is no such function to invoke by hand, did you mean "endpoint-probe"?\n',
    ],
    [
      'an unknown endpoint',
      ['endpoint-probe', '--env', 'prod', '--only', 'wbe'],
      'Cannot ask about "wbe": there is no endpoint of that name, did you mean "web"?\n',
    ],
    [
      'an environment that is on this machine only',
      ['endpoint-probe', '--env', 'local'],
      'Cannot invoke "endpoint-probe" in environment "local": it has no account, must be one that is deployed\n',
    ],
  ];
  for (const [what, args, stderr] of mistakes) {
    it(`refuses ${what} with code 2`, async () => {
      expect(await invoke(...args)).toEqual({ code: 2, stdout: '', stderr });
      expect(lambda.events).toEqual([]);
    });
  }
});
