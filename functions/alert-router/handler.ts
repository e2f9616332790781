import middy from '@middy/core';
import type { Context, SNSEvent } from 'aws-lambda';
import { alarmConsoleUrl, dashboardConsoleUrl } from '../../shared/cloudwatch/console-links.ts';
import { type AlertRouterConfig, alertRouterVariables } from '../../shared/plan/alert-router-config.ts';
import { createAlarmHistory } from '../aws/alarm-history.ts';
import { readConfig } from '../aws/config.ts';
import { createDeadLetters } from '../aws/dead-letters.ts';
import { createEvidence } from '../aws/evidence.ts';
import { createSecrets } from '../aws/secrets.ts';
import { createTimer } from '../aws/timer.ts';
import { createTopicPublisher } from '../aws/topic-publisher.ts';
import { createFetchPoster } from './fetch-poster.ts';
import { evidencePatienceMs } from './gather-evidence.ts';
import { createDeliveryLog } from './log-delivery.ts';
import { createOutbox } from './outbox.ts';
import { historyPatienceMs } from './recall-opening.ts';
import { type RecordPorts, routeRecords } from './route-records.ts';

const config = readConfig<AlertRouterConfig>(import.meta.url);
const { region, account = '', dashboard } = config;
const client = { region };
const clock = { now: Date.now };
// Not `console`: Lambda prefixes its lines, and a prefixed line is not searchable by field.
const writeLine = (line: string) => void process.stdout.write(`${line}\n`);

const ports: RecordPorts = {
  config,
  clock,
  timer: createTimer(),
  random: Math.random,
  evidence: createEvidence({ ...config, client, timeoutMs: evidencePatienceMs }),
  history: createAlarmHistory({ client, timeoutMs: historyPatienceMs }),
  outbox: createOutbox({
    publisher: createTopicPublisher({ ...config, client, account }),
    poster: createFetchPoster(),
    secrets: createSecrets({ ...config, client, clock }),
    clock,
  }),
  deliveryLog: createDeliveryLog(writeLine),
  deadLetters: createDeadLetters({ client, queueUrl: process.env[alertRouterVariables.deadLetterQueueUrl] ?? '' }),
  linksOf: (alarmName) => ({
    alarmUrl: alarmConsoleUrl(config.alarms[alarmName]?.region ?? region, alarmName),
    ...(dashboard === undefined ? {} : { dashboardUrl: dashboardConsoleUrl(region, dashboard) }),
  }),
  writeLine,
};

/** Lambda's entry: composes the work with its adapters. */
export const handler = middy((event: SNSEvent, context: Context) =>
  routeRecords(event, context.getRemainingTimeInMillis(), ports),
);
