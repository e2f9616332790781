import { hash } from 'node:crypto';
import { createIncidentStore } from '../../functions/aws/incident-store.ts';
import { incidentTableName, wakeUpGroupName } from '../../shared/plan/names.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { IncidentStore } from '../../shared/ports/incident-store.ts';
import { type AwsCall, type AwsServer, startAwsServer } from '../support/aws-server.ts';
import { startDynamoDb } from '../support/dynamodb.ts';
import { type Received, type Receiver, type Reply, startReceiver } from '../support/receiver.ts';
import { type SchedulerStandIn, startScheduler } from '../support/scheduler-stand-in.ts';
import { startSns } from '../support/sns-stand-in.ts';
import { startVendorStandIn, type VendorStandIn } from './vendor-stand-in.ts';

/** An alarm as CloudWatch describes it. */
export interface DescribedAlarm {
  readonly AlarmName: string;
  readonly StateValue: 'OK' | 'ALARM';
  /** Epoch seconds. */
  readonly StateUpdatedTimestamp: number;
}

/** What may go wrong on the way to DynamoDB, by the names of its operations. */
export interface Trouble {
  /** Their connections break before anything is done. */
  down: readonly string[];
  /** The next answers to these are lost: what was asked for is done. */
  unanswered: string[];
  /** The next two calls of this wait for each other, so that neither caller has seen what the other does. */
  meeting: { readonly operation: string; first?: PromiseWithResolvers<void> } | undefined;
}

/** Stand-ins for all that the functions of incidents talk to. */
export interface IncidentServices extends AsyncDisposable {
  readonly hook: Receiver;
  readonly pager: VendorStandIn;
  readonly database: Receiver;
  readonly sns: Receiver;
  readonly scheduler: SchedulerStandIn;
  /** SQS, CloudWatch with its logs, Parameter Store, Secrets Manager. */
  readonly aws: AwsServer;
  readonly trouble: Trouble;
  /** What CloudWatch says of its alarms. */
  readonly described: DescribedAlarm[];
  /** The table itself, past whatever is in trouble. */
  readonly store: IncidentStore;
  /** By which an SDK finds them. */
  readonly environment: Readonly<Record<string, string>>;
}

/** Whose subscription nobody has confirmed. */
const unconfirmedTopic = 'shop-prod-channel-last-resort';

/** Starts the services of `shop-prod`. */
export async function startIncidentServices(clock: Clock): Promise<IncidentServices> {
  await using started = new AsyncDisposableStack();
  const trouble: Trouble = { down: [], unanswered: [], meeting: undefined };
  const described: DescribedAlarm[] = [];
  const hook = started.use(await startReceiver(() => ({ status: 200, body: 'ok' })));
  const pager = started.use(await startVendorStandIn('events.pagerduty.com'));
  const dynalite = started.adopt(await startDynamoDb(), (server) => server.close());
  const tableName = incidentTableName('shop-prod');
  await dynalite.createIncidentTable(tableName);
  const database = started.use(await startReceiver((request) => forward(request, dynalite.client.endpoint, trouble)));
  const subscribed = (arn: string) => (arn.endsWith(unconfirmedTopic) ? ['PendingConfirmation'] : [`${arn}:1`]);
  const sns = started.use(await startSns(undefined, subscribed));
  const scheduler = started.use(await startScheduler({ group: wakeUpGroupName('shop-prod'), now: clock.now }));
  const aws = started.adopt(await startAwsServer(answerOf(described)), (server) => server.close());
  const stack = started.move();
  return {
    ...{ hook, pager, database, sns, scheduler, aws, trouble, described },
    store: createIncidentStore({ client: dynalite.client, tableName, clock }),
    environment: {
      ...pager.environment,
      AWS_ENDPOINT_URL: aws.client.endpoint,
      AWS_ENDPOINT_URL_DYNAMODB: database.url,
      AWS_ENDPOINT_URL_SNS: sns.url,
      AWS_ENDPOINT_URL_SCHEDULER: scheduler.url,
      AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'test',
    },
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

/** The name of the operation that DynamoDB is asked for. */
export const operationOf = ({ headers }: Received): string => `${headers['x-amz-target']}`.split('.').at(-1) ?? '';

async function forward(request: Received, endpoint: string, trouble: Trouble): Promise<Reply> {
  const { down, unanswered } = trouble;
  const operation = operationOf(request);
  if (down.includes(operation)) return 'reset';
  await meet(operation, trouble);
  const kept = ['authorization', 'content-type', 'x-amz-date', 'x-amz-target'].map(
    (name) => [name, `${request.headers[name]}`] as const,
  );
  const headers = Object.fromEntries(kept);
  const response = await fetch(endpoint, { method: 'POST', headers, body: request.body });
  const body = await response.text();
  const lost = unanswered.indexOf(operation);
  if (lost === -1) return { status: response.status, headers: { 'content-type': headers['content-type'] ?? '' }, body };
  unanswered.splice(lost, 1);
  return 'reset';
}

async function meet(operation: string, trouble: Trouble): Promise<void> {
  const { meeting } = trouble;
  if (meeting?.operation !== operation) return;
  if (meeting.first === undefined) {
    meeting.first = Promise.withResolvers();
    await meeting.first.promise;
    return;
  }
  trouble.meeting = undefined;
  meeting.first.resolve();
}

/** What the services say that answer in JSON. */
const answerOf =
  (described: readonly DescribedAlarm[]) =>
  ({ operation, input }: AwsCall) => {
    const outputs: Readonly<Record<string, unknown>> = {
      SendMessage: { MD5OfMessageBody: hash('md5', `${input.MessageBody}`) },
      GetParameter: { Parameter: { Value: 'the key of the integration' } },
      GetSecretValue: { SecretString: 'the secret that the deployment made' },
      FilterLogEvents: { events: [] },
      DescribeAlarmHistory: { AlarmHistoryItems: [] },
      DescribeAlarms: { MetricAlarms: described },
    };
    return { output: outputs[operation] ?? {} };
  };
