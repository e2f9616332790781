import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AlarmView } from '../../local/api/types.ts';
import type { AlarmState } from '../../shared/model/alarm.ts';
import { plan } from '../../shared/plan/make-plan.ts';
import { type AwsServer, startAwsServer } from '../support/aws-server.ts';
import { makeDefinition } from '../support/definition.ts';
import { runCli } from './run-cli.ts';
import { useConfig } from './use-config.ts';

const definition = makeDefinition({ environments: { local: { region: 'eu-central-1' } } });
const sinceMs = Date.UTC(2026, 0, 12, 13, 3);

const config = useConfig(definition);

/** A console that says what a test wants of its alarms and of what it watches. */
async function startConsole() {
  const said = { state: 'OK' as AlarmState, environment: 'local' };
  const server = createServer((request, response) => {
    const alarms = plan(definition, 'local').alarms.map((alarm): AlarmView => {
      const state = alarm.subject.kind === 'endpoint' && alarm.subject.aspect === 'down' ? said.state : 'OK';
      return { alarm, state, stateReason: 'As it is', changedAtMs: sinceMs, datapoints: [], history: [] };
    });
    const watch = { service: 'shop', environment: said.environment };
    response.end(JSON.stringify(request.url === '/api/watch' ? watch : alarms));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    said,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

describe('watchkeeper status, of the console that runs here', () => {
  let watch: Awaited<ReturnType<typeof startConsole>>;
  beforeEach(async () => {
    watch = await startConsole();
  });
  afterEach(() => watch.close());
  const status = (...args: readonly string[]) => runCli(['status', '--config', config(), '--url', watch.url, ...args]);

  it('is healthy, with code 0', async () => {
    const { code, stdout } = await status();
    expect(code).toBe(0);
    expect(
      stdout
        .split('\n')
        .slice(0, 4)
        .map((line) => line.replaceAll(/ {2,}/g, ' ')),
    ).toEqual([
      'shop, environment local: healthy',
      '',
      'AREA VERDICT ALARMS IN ALARM NO DATA',
      expect.stringMatching(/^endpoints healthy \d+ 0 0$/),
    ]);
  });

  it('names what is wrong, with code 1', async () => {
    watch.said.state = 'ALARM';
    const { code, stdout } = await status();
    expect(code).toBe(1);
    expect(stdout).toMatch(/^shop, environment local: failing: web is down\n/);
    expect(stdout).toContain('critical  web is down (since 12 Jan, 14:03)\n          As it is\n');
  });

  it('prints JSON', async () => {
    watch.said.state = 'ALARM';
    expect(JSON.parse((await status('--json')).stdout)).toMatchObject({
      verdict: 'failing',
      wrong: [{ title: 'web is down' }],
    });
  });

  it('asks no console that watches something else', async () => {
    watch.said.environment = 'demo';
    expect(await status()).toEqual({
      code: 1,
      stdout: '',
      stderr: `Cannot ask the console at ${watch.url}: it watches shop, environment demo, must be shop, environment local; where it listens on another port, name it: --url http://127.0.0.1:4700\n`,
    });
  });

  it('says where no console runs', async () => {
    const nowhere = 'http://127.0.0.1:1';
    expect(await runCli(['status', '--config', config(), '--url', nowhere])).toEqual({
      code: 1,
      stdout: '',
      stderr: `Cannot ask the console at ${nowhere}: nothing listens there, must be running: "watchkeeper start"; where it listens on another port, name it: --url http://127.0.0.1:4700\n`,
    });
  });
});

describe('watchkeeper status --env prod, of CloudWatch', () => {
  const { alarms } = plan(definition, 'prod');
  let aws: AwsServer;
  afterEach(() => aws.close());
  const status = () =>
    runCli(['status', '--config', config(), '--env', 'prod'], {
      AWS_ENDPOINT_URL_CLOUDWATCH: aws.client.endpoint,
      AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_MAX_ATTEMPTS: '1',
    });
  const describeAlarms = (names: readonly string[]) => ({
    output: { MetricAlarms: names.map((AlarmName) => ({ AlarmName, StateValue: 'OK', StateReason: '' })) },
  });

  it('is healthy where every alarm is OK', async () => {
    aws = await startAwsServer(() => describeAlarms(alarms.map(({ name }) => name)));
    expect(await status()).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^shop, environment prod: healthy\n/),
    });
    expect(aws.calls).toMatchObject([{ operation: 'DescribeAlarms', input: { AlarmNamePrefix: 'shop-prod/' } }]);
  });

  it('is unknown where nothing is deployed', async () => {
    aws = await startAwsServer(() => describeAlarms([]));
    const { code, stdout } = await status();
    expect([code, stdout]).toEqual([
      1,
      expect.stringContaining(`unknown: ${alarms.length} of ${alarms.length} alarms do not exist, must be deployed`),
    ]);
  });

  it('says in one line that AWS refuses', async () => {
    aws = await startAwsServer(() => ({ error: 'AccessDeniedException', status: 403, message: 'not authorized' }));
    expect(await status()).toMatchObject({
      code: 1,
      stderr: 'Cannot read the alarms of environment "prod": AccessDeniedException: not authorized\n',
    });
  });
});
