import { hash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RouteReport } from '../../functions/alert-router/route-alert.ts';
import { type ProbeLogLine, probeLogType } from '../../shared/model/probe-log.ts';
import { alertRouterVariables } from '../../shared/plan/alert-router-config.ts';
import { sampleNotification, sampleResult } from '../support/alert-samples.ts';
import { type AwsCall, type AwsServer, startAwsServer } from '../support/aws-server.ts';
import { type Receiver, startReceiver } from '../support/receiver.ts';
import { samplePlan } from '../support/sample-plan.ts';
import { readPublish, startSns } from '../support/sns-stand-in.ts';
import { type DeployedFunction, deployLocally } from './deploy-locally.ts';

const evidence: ProbeLogLine = {
  level: 'INFO',
  type: probeLogType,
  job: 'endpoint-probe/eu-central-1/1m',
  scheduledAtMs: Date.parse('2026-01-13T13:02:00Z'),
  result: sampleResult(),
};

let chat: Receiver;
let sns: Receiver;
/** EventBridge Scheduler, which speaks REST. */
let scheduler: Receiver;
let aws: AwsServer;
let router: DeployedFunction;

/** What the services say that answer in JSON: where the chat is, what the probe saw, that a dead letter was kept, that no incident is known. */
function answer({ operation, input }: AwsCall) {
  const outputs: Readonly<Record<string, unknown>> = {
    GetParameter: { Parameter: { Value: `${chat.url}/services/channel` } },
    SendMessage: { MD5OfMessageBody: hash('md5', String(input.MessageBody)) },
    GetSecretValue: { SecretString: 'the secret that the deployment made' },
    Query: { Items: [] },
    FilterLogEvents: { events: [{ message: JSON.stringify(evidence) }] },
  };
  return { output: outputs[operation] ?? {} };
}

beforeAll(async () => {
  chat = await startReceiver(({ path }) => ({ status: path.startsWith('/broken') ? 404 : 200, body: 'ok' }));
  sns = await startSns();
  scheduler = await startReceiver(() => ({ status: 200, body: JSON.stringify({ ScheduleArn: 'arn' }) }));
  aws = await startAwsServer(answer);
  const plan = samplePlan({ channels: { hook: { url: `${chat.url}/broken`, signingSecret: null } } });
  router = deployLocally(plan, 'alert-router');
});

afterAll(async () => {
  router[Symbol.dispose]();
  await aws.close();
  await scheduler[Symbol.asyncDispose]();
  await sns[Symbol.asyncDispose]();
  await chat[Symbol.asyncDispose]();
});

const roleArn = 'arn:aws:iam::111122223333:role/wake-up';

function call(event: unknown) {
  return router.invoke(event, {
    AWS_ENDPOINT_URL: aws.client.endpoint,
    AWS_ENDPOINT_URL_SNS: sns.url,
    AWS_ENDPOINT_URL_SCHEDULER: scheduler.url,
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'test',
    DEAD_LETTER_QUEUE_URL: `${aws.client.endpoint}/111122223333/shop-prod-alert-router-dead-letters`,
    ACTIONS_URL: 'https://links.shop.example/',
    WAKE_UP_ROLE_ARN: roleArn,
  });
}

function invoke(message: string) {
  const TopicArn = 'arn:aws:sns:eu-central-1:111122223333:shop-prod-critical';
  return call({ Records: [{ EventSource: 'aws:sns', Sns: { Message: message, TopicArn } }] });
}

describe('the deployed alert-router', () => {
  it('is told by the template where its dead letters go', () => {
    expect(router.variables.DEAD_LETTER_QUEUE_URL).toEqual({ Ref: expect.stringMatching(/^AlertRouter.*DeadLetters/) });
  });

  it('knows every environment variable that its handler reads', () => {
    expect(Object.keys(router.variables)).toEqual(expect.arrayContaining(Object.values(alertRouterVariables)));
  });

  it('takes an alarm to chat, email and phone, with what the probe saw', async () => {
    const before = aws.calls.length;
    const { answer: reports, error } = await invoke(JSON.stringify(sampleNotification()));
    expect(error).toBeUndefined();
    const [report] = reports as readonly RouteReport[];
    expect(report?.deliveries.map(({ channel, result }) => [channel, result])).toEqual([
      ['engineering', 'delivered'],
      ['phone', 'delivered'],
      ['chat', 'delivered'],
      ['hook', 'rejected'],
    ]);
    const told = chat.received.find(({ path }) => path === '/services/channel')?.body;
    expect(told).toContain('503');
    expect(told).toContain('https://links.shop.example/i/');
    expect(sns.received.map((request) => readPublish(request).TopicArn).toSorted()).toEqual([
      'arn:aws:sns:eu-central-1:111122223333:shop-prod-channel-engineering',
      'arn:aws:sns:eu-central-1:111122223333:shop-prod-channel-phone',
    ]);
    const searched = aws.calls.slice(before).filter(({ operation }) => operation === 'FilterLogEvents');
    expect(searched.map(({ region, input }) => [region, input.logGroupName]).toSorted()).toEqual([
      ['eu-central-1', '/aws/lambda/shop-prod-endpoint-probe'],
      ['us-east-1', '/aws/lambda/shop-prod-endpoint-probe'],
    ]);
  });

  it('has itself called back by the role that the template gives it, in the group that it may use', () => {
    const [made] = scheduler.received.map(({ path, body }) => ({ path, schedule: JSON.parse(body) }));
    expect(made?.path).toMatch(/^\/schedules\/shop-prod-endpoint-web-down-/);
    expect(made?.schedule).toMatchObject({
      GroupName: 'shop-prod-incidents',
      ActionAfterCompletion: 'DELETE',
      Target: { Arn: 'arn:aws:lambda:eu-central-1:111122223333:function:shop-prod-alert-router', RoleArn: roleArn },
    });
    expect(JSON.parse(made?.schedule.Target.Input)).toEqual({ wake: { alarm: 'shop-prod/endpoint/web/down' } });
  });

  it('sweeps, and says that it did', async () => {
    const before = aws.calls.length;
    const { answer: report, error } = await call({ sweep: true });
    expect(error).toBeUndefined();
    expect(report).toEqual({ due: 0, deliveries: 0, corrected: [] });
    const published = aws.calls.slice(before).filter(({ operation }) => operation === 'PutMetricData');
    expect(published.map(({ input }) => input)).toMatchObject([
      { Namespace: 'Watchkeeper/shop/prod', MetricData: [{ MetricName: 'RouterSweep', Value: 1 }] },
    ]);
  });

  it('keeps what a channel refused as a dead letter', async () => {
    const before = aws.calls.length;
    const { error } = await invoke(JSON.stringify(sampleNotification()));
    expect(error).toBeUndefined();
    const letters = aws.calls.slice(before).filter(({ operation }) => operation === 'SendMessage');
    expect(letters.map(({ input }) => JSON.parse(String(input.MessageBody)).delivery.channel)).toEqual(['hook']);
  });

  it('keeps what it cannot read as a dead letter', async () => {
    const before = aws.calls.length;
    const { error } = await invoke('no alarm');
    expect(error).toBeUndefined();
    expect(aws.calls.slice(before).map(({ operation }) => operation)).toEqual(['SendMessage']);
  });

  it('may do all that it was seen to do', () => {
    const done = new Set([
      ...aws.calls.map(({ operation }) => operation),
      ...sns.received.map((request) => readPublish(request).Action),
      ...scheduler.received.map(({ method }) => (method === 'POST' ? 'CreateSchedule' : method)),
    ]);
    expect([...done].toSorted()).toEqual([
      'CreateSchedule',
      'DescribeAlarms',
      'FilterLogEvents',
      'GetItem',
      'GetParameter',
      'GetSecretValue',
      'Publish',
      'PutItem',
      'PutMetricData',
      'Query',
      'SendMessage',
    ]);
    const allowed = router.allowedActions.map((action) => action.split(':')[1]);
    expect([...done].filter((operation) => !allowed.includes(operation))).toEqual([]);
  });
});
