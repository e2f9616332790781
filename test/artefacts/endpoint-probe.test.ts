import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProbeReport } from '../../functions/endpoint-probe/probe-report.ts';
import { functionConfigFile } from '../../shared/plan/endpoint-probe-config.ts';
import { type AwsServer, startAwsServer } from '../support/aws-server.ts';
import { type Receiver, startReceiver } from '../support/receiver.ts';
import { samplePlan } from '../support/sample-plan.ts';
import { type DeployedFunction, deployLocally } from './deploy-locally.ts';

let site: Receiver;
let aws: AwsServer;
let probe: DeployedFunction;

/** A site with a page for everybody, and one for those who know the token. */
const startSite = () =>
  startReceiver(({ path, headers }) => {
    if (path === '/') return { status: 200, body: 'Add to basket' };
    return { status: headers.authorization === 'Bearer let-me-in' ? 200 : 401 };
  });

beforeAll(async () => {
  site = await startSite();
  aws = await startAwsServer(({ operation }) =>
    operation === 'GetSecretValue' ? { output: { SecretString: 'let-me-in' } } : { output: {} },
  );
  const plan = samplePlan({
    defaults: { allowNetworks: ['loopback'], retry: { times: 0 } },
    endpoints: {
      web: { url: `${site.url}/`, expect: { body: { contains: 'Add to basket' } } },
      api: { url: `${site.url}/api`, headers: null },
      port: null,
      gone: { kind: 'http', url: `${site.url}/`, expect: { status: 503 } },
    },
  });
  probe = deployLocally(plan, 'endpoint-probe');
});

afterAll(async () => {
  probe[Symbol.dispose]();
  await aws.close();
  await site[Symbol.asyncDispose]();
});

/** What Lambda itself puts into the environment of a function. */
const environment = () => ({
  AWS_ENDPOINT_URL: aws.client.endpoint,
  AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'test',
});

describe('the deployed endpoint-probe', () => {
  it('probes what its job names, and publishes metrics of the minute in which it was due', async () => {
    const before = aws.calls.length;
    const event = { job: 'endpoint-probe/eu-central-1/1m', scheduledAt: '2026-03-05T08:30:12Z' };
    const { answer, error, log } = await probe.invoke(event, environment());
    expect(error).toBeUndefined();
    expect(site.received.map(({ path }) => path)).toEqual(['/', '/']);
    expect((answer as ProbeReport).counts).toEqual({ up: 1, degraded: 0, down: 1, unknown: 0 });

    const [published, ...others] = aws.calls.slice(before).filter(({ operation }) => operation === 'PutMetricData');
    expect(others).toEqual([]);
    expect(published?.input.Namespace).toBe('Watchkeeper/shop/prod');
    expect(published?.input.MetricData).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          MetricName: 'ResultPercent',
          Value: 100,
          Timestamp: Date.parse('2026-03-05T08:30:00Z') / 1_000,
        }),
        expect.objectContaining({
          MetricName: 'Down',
          Value: 1,
          Dimensions: expect.arrayContaining([{ Name: 'Endpoint', Value: 'gone' }]),
        }),
      ]),
    );
    expect(log.map((line) => JSON.parse(line).result.outcome).toSorted()).toEqual(['down', 'up']);
  });

  it('probes only what a person asks for, with the secret that this endpoint needs, and publishes nothing', async () => {
    const before = aws.calls.length;
    const { answer, error } = await probe.invoke({ endpoints: ['api'] }, environment());
    expect(error).toBeUndefined();
    expect((answer as ProbeReport).results).toEqual([expect.objectContaining({ endpoint: 'api', outcome: 'up' })]);
    expect(aws.calls.slice(before).map(({ operation, input }) => [operation, input])).toEqual([
      ['GetSecretValue', { SecretId: 'shop/prod/api/token' }],
    ]);
  });

  it('fails where its metrics are refused, so that its alarm tells somebody', async () => {
    const refusing = await startAwsServer(() => ({ error: 'AccessDenied', status: 403 }));
    const { error } = await probe.invoke(
      { job: 'endpoint-probe/eu-central-1/1m' },
      { ...environment(), AWS_ENDPOINT_URL: refusing.client.endpoint },
    );
    await refusing.close();
    expect(error?.message).toMatch(/^Cannot publish all metrics of endpoint-probe\/eu-central-1\/1m: .*AccessDenied/);
  });

  it('carries its part of the plan and no secret', () => {
    const config = readFileSync(join(probe.directory, functionConfigFile), 'utf8');
    expect(JSON.parse(config)).toMatchObject({ location: 'eu-central-1', homeRegion: 'eu-central-1' });
    expect(config).not.toContain('let-me-in');
  });

  it('is small enough to start fast', () => {
    const sizes = readdirSync(probe.directory)
      .filter((file) => file.endsWith('.mjs'))
      .map((file) => statSync(join(probe.directory, file)).size);
    expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(1_000_000);
  });

  it('may do all that it was seen to do', () => {
    const done = new Set(aws.calls.map(({ operation }) => operation));
    expect([...done].toSorted()).toEqual(['GetSecretValue', 'PutMetricData']);
    const allowed = probe.allowedActions.map((action) => action.split(':')[1]);
    expect([...done].filter((operation) => !allowed.includes(operation))).toEqual([]);
  });
});
