import { createHash } from 'node:crypto';
import {
  ConflictException,
  CreateScheduleCommand,
  SchedulerClient,
  type SchedulerClientConfig,
} from '@aws-sdk/client-scheduler';
import type { RouterEvent } from '../../shared/model/router-event.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { WakeUps } from '../../shared/ports/wake-ups.ts';

/** Whom the schedules call, and as whom. */
export interface WakeUpsParts {
  readonly client: SchedulerClientConfig;
  /** Schedule group that the schedules are made in. */
  readonly group: string;
  /** The role that EventBridge takes on to call the function. */
  readonly roleArn: string;
  /** The router. */
  readonly functionArn: string;
  /** Queue of calls that never succeeded. */
  readonly deadLetterArn?: string;
  readonly clock: Clock;
  /** A call that has not succeeded after this long, retries of the SDK included, is given up. */
  readonly timeoutMs?: number;
}

/** What has passed when it arrives would never be called, or be refused: neither is documented. */
const soonestMs = 5_000;

/** An older wake-up is of no use: the sweep has been there many times. */
const retryPolicy = { MaximumEventAgeInSeconds: 3_600, MaximumRetryAttempts: 5 } as const;

/**
 * Makes one-shot schedules of EventBridge that delete themselves. They are called within the minute that begins at their moment
 * (schedule-types.html). Rejects where the schedule cannot be made in time.
 */
export function createWakeUps(parts: WakeUpsParts): WakeUps {
  const { client, group, roleArn, functionArn, deadLetterArn, clock, timeoutMs = 4_000 } = parts;
  const scheduler = new SchedulerClient({ ...client, maxAttempts: 3 });
  const target = {
    Arn: functionArn,
    RoleArn: roleArn,
    RetryPolicy: retryPolicy,
    ...(deadLetterArn === undefined ? {} : { DeadLetterConfig: { Arn: deadLetterArn } }),
  };
  return {
    async set({ alarm, atMs }) {
      const second = secondFrom(Math.max(atMs, clock.now() + soonestMs));
      const event: RouterEvent = { wake: { alarm } };
      const command = new CreateScheduleCommand({
        Name: scheduleName(alarm, second),
        GroupName: group,
        ScheduleExpression: `at(${second})`,
        ScheduleExpressionTimezone: 'UTC',
        FlexibleTimeWindow: { Mode: 'OFF' },
        ActionAfterCompletion: 'DELETE',
        Target: { ...target, Input: JSON.stringify(event) },
      });
      try {
        await scheduler.send(command, { abortSignal: AbortSignal.timeout(timeoutMs) });
      } catch (error) {
        // Names are made of alarm and second: the schedule that is there already will make the same call.
        if (!(error instanceof ConflictException)) throw error;
      }
    },
  };
}

/** A moment in UTC as `at()` takes it, to the second. Rounded up: nobody is woken before anything is due. */
function secondFrom(atMs: number): string {
  return new Date(Math.ceil(atMs / 1_000) * 1_000).toISOString().slice(0, 19);
}

/** Names of schedules have at most 64 characters of a few kinds (API_CreateSchedule): the alarm's name is for readers. */
function scheduleName(alarm: string, second: string): string {
  const hash = createHash('sha256').update(`${alarm} ${second}`).digest('hex').slice(0, 24);
  return `${alarm.replaceAll(/[^0-9A-Za-z_.-]+/g, '-').slice(0, 39)}-${hash}`;
}
