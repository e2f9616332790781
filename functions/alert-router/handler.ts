import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import { arnOf } from '../../shared/cloudwatch/arn.ts';
import { alarmConsoleUrl, dashboardConsoleUrl } from '../../shared/cloudwatch/console-links.ts';
import { type AlertRouterConfig, alertRouterVariables } from '../../shared/plan/alert-router-config.ts';
import { actionLinkSecret, deadLetterQueueName } from '../../shared/plan/names.ts';
import { createAlarmHistory } from '../aws/alarm-history.ts';
import { createAlarmStates } from '../aws/alarm-states.ts';
import { createChannelSubscriptions } from '../aws/channel-subscriptions.ts';
import { readConfig } from '../aws/config.ts';
import { createDeadLetters } from '../aws/dead-letters.ts';
import { createEvidence } from '../aws/evidence.ts';
import { createIncidentStore } from '../aws/incident-store.ts';
import { createMetricSink } from '../aws/metric-sink.ts';
import { createPhonePublisher } from '../aws/phone-publisher.ts';
import { createSecrets } from '../aws/secrets.ts';
import { createTimer } from '../aws/timer.ts';
import { createTopicPublisher } from '../aws/topic-publisher.ts';
import { createWakeUps } from '../aws/wake-ups.ts';
import { countAddresses } from './count-addresses.ts';
import { createFetchPoster } from './fetch-poster.ts';
import { evidencePatienceMs } from './gather-evidence.ts';
import { handleEvent } from './handle-event.ts';
import { createDeliveryLog } from './log-delivery.ts';
import { logWakeUps } from './log-wake-ups.ts';
import { createOutbox } from './outbox.ts';
import { historyPatienceMs } from './recall-opening.ts';
import type { LoggedPorts } from './route-records.ts';
import { createActionLinks } from './sign-links.ts';

const config = readConfig<AlertRouterConfig>(import.meta.url);
const { region, account = '', dashboard } = config;
const client = { region };
const clock = { now: Date.now };
const timer = createTimer();
const random = Math.random;
const variable = (name: keyof typeof alertRouterVariables): string => process.env[alertRouterVariables[name]] ?? '';
// Not `console`: Lambda prefixes its lines, and a prefixed line is not searchable by field.
const writeLine = (line: string) => void process.stdout.write(`${line}\n`);
const secrets = createSecrets({ ...config, client, clock });

const ports: LoggedPorts = {
  ...{ config, clock, timer, random, writeLine },
  incidents: createIncidentStore({ client, tableName: config.incidentTable, clock }),
  wakeUps: logWakeUps(
    createWakeUps({
      ...{ client, clock },
      group: config.wakeUpGroup,
      roleArn: variable('wakeUpRoleArn'),
      functionArn: arnOf('lambda', { region, account }, `function:${config.functionName}`),
      deadLetterArn: arnOf('sqs', { region, account }, deadLetterQueueName(config.functionName)),
    }),
    writeLine,
  ),
  evidence: createEvidence({ ...config, client, timeoutMs: evidencePatienceMs }),
  history: createAlarmHistory({ client, timeoutMs: historyPatienceMs }),
  alarmStates: createAlarmStates({ client, timeoutMs: 10_000 }),
  subscriptions: createChannelSubscriptions({ ...config, client, account, expected: countAddresses(config.channels) }),
  metrics: createMetricSink({ client, clock, timer, random }),
  outbox: createOutbox({
    publisher: createTopicPublisher({ ...config, client, account }),
    phones: createPhonePublisher({ client }),
    poster: createFetchPoster(),
    ...{ secrets, clock },
  }),
  deliveryLog: createDeliveryLog(writeLine),
  deadLetters: createDeadLetters({ client, queueUrl: variable('deadLetterQueueUrl') }),
  linksOf: (alarmName) => ({
    alarmUrl: alarmConsoleUrl(config.alarms[alarmName]?.region ?? region, alarmName),
    ...(dashboard === undefined ? {} : { dashboardUrl: dashboardConsoleUrl(region, dashboard) }),
  }),
  actionLink: createActionLinks({
    ...config,
    baseUrl: () => variable('actionsUrl'),
    secret: () => secrets.get(actionLinkSecret),
  }),
};

/** Lambda's entry: composes the work with its adapters. */
export const handler = middy((event: unknown, context: Context) =>
  handleEvent(event, context.getRemainingTimeInMillis(), ports),
);
