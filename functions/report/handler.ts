import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import { type ReportConfig, reportVariables } from '../../shared/plan/report-config.ts';
import { createAlarmChanges } from '../aws/alarm-changes.ts';
import { readConfig } from '../aws/config.ts';
import { createFindings } from '../aws/findings.ts';
import { createMetricHistory } from '../aws/metric-history.ts';
import { createReportStore } from '../aws/report-store.ts';
import { createTimer } from '../aws/timer.ts';
import { createTopicPublisher } from '../aws/topic-publisher.ts';
import type { ReportEvent } from './report-event.ts';
import type { ReportPorts } from './report-ports.ts';
import { writeReport } from './write-report.ts';

const config = readConfig<ReportConfig>(import.meta.url);
const { region } = config;
const client = { region };
const clock = { now: Date.now };
const timer = createTimer();

/** A source that is slower than this is told of in the report instead of waited for. */
const timeoutMs = 25_000;

const ports: Omit<ReportPorts, 'publisher'> = {
  config,
  clock,
  timer,
  history: createMetricHistory({ client, timeoutMs }),
  alarmChanges: createAlarmChanges({ client, timeoutMs, clock }),
  findings: createFindings({ client, logGroups: config.findingLogs, timer, timeoutMs }),
  store: createReportStore({
    ...{ client, clock },
    bucket: process.env[reportVariables.bucketName] ?? '',
    timeoutMs: 5_000,
  }),
};

/** Lambda's entry: composes the work with its adapters. Topics are in the account that the function is in. */
export const handler = middy((event: ReportEvent, context: Context) => {
  const account = context.invokedFunctionArn.split(':')[4] ?? '';
  const publisher = createTopicPublisher({ client, region, account, channelTopics: config.topics });
  return writeReport(event, context.getRemainingTimeInMillis(), { ...ports, publisher });
});
