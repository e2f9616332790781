import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WrittenReport } from '../../functions/report/write-report.ts';
import { type AwsServer, startAwsServer } from '../support/aws-server.ts';
import { type Receiver, startReceiver } from '../support/receiver.ts';
import { samplePlan } from '../support/sample-plan.ts';
import { readPublish, startSns } from '../support/sns-stand-in.ts';
import { type DeployedFunction, deployLocally } from './deploy-locally.ts';

let aws: AwsServer;
let sns: Receiver;
let s3: Receiver;
let report: DeployedFunction;

beforeAll(async () => {
  aws = await startAwsServer(({ operation }) => {
    const outputs: Readonly<Record<string, unknown>> = {
      StartQuery: { queryId: 'query' },
      GetQueryResults: { status: 'Complete', results: [] },
    };
    return { output: outputs[operation] ?? {} };
  });
  sns = await startSns();
  s3 = await startReceiver(() => ({ status: 200, headers: { etag: '"1"' } }));
  report = deployLocally(samplePlan(), 'report');
});

afterAll(async () => {
  report[Symbol.dispose]();
  await s3[Symbol.asyncDispose]();
  await sns[Symbol.asyncDispose]();
  await aws.close();
});

const invoke = (event: object) =>
  report.invoke(event, {
    AWS_ENDPOINT_URL: aws.client.endpoint,
    AWS_ENDPOINT_URL_SNS: sns.url,
    AWS_ENDPOINT_URL_S3: s3.url,
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'test',
    REPORT_BUCKET: String(report.variables.REPORT_BUCKET),
  });

describe('the deployed report', () => {
  it('reads, stores and sends the report that is due', async () => {
    const { answer, error } = await invoke({ report: 'weekly', scheduledAt: new Date().toISOString() });
    expect(error).toBeUndefined();
    expect(answer as WrittenReport).toMatchObject({ report: 'weekly', told: ['engineering'], problems: [] });
    expect(s3.received.map(({ method, path }) => `${method} ${path}`)).toEqual([
      expect.stringMatching(/^PUT \/shop-prod-reports-111122223333\/reports\/weekly\/[\d-]{10}\.html(\?|$)/),
    ]);
    expect(sns.received.map((request) => readPublish(request).TopicArn)).toEqual([
      'arn:aws:sns:eu-central-1:111122223333:shop-prod-channel-engineering',
    ]);
  });

  it('sends nothing where it is told so', async () => {
    const { answer, error } = await invoke({ report: 'weekly', send: false });
    expect(error).toBeUndefined();
    expect(answer as WrittenReport).toMatchObject({ told: [] });
    expect(sns.received).toHaveLength(1);
  });

  it('may do all that it was seen to do', () => {
    const done = new Set([
      ...aws.calls.map(({ operation }) => operation),
      ...sns.received.map((request) => String(readPublish(request).Action)),
      ...s3.received.map(({ method }) => (method === 'PUT' ? 'PutObject' : method)),
    ]);
    expect([...done].toSorted()).toEqual([
      'DescribeAlarmHistory',
      'GetMetricData',
      'GetQueryResults',
      'Publish',
      'PutObject',
      'StartQuery',
    ]);
    const allowed = report.allowedActions.map((action) => action.split(':')[1]);
    expect([...done].filter((operation) => !allowed.includes(operation))).toEqual([]);
  });
});
