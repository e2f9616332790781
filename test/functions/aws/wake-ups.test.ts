import { describe, expect, it } from 'vitest';
import { createWakeUps } from '../../../functions/aws/wake-ups.ts';
import type { RouterEvent } from '../../../shared/model/router-event.ts';
import { describeWakeUps, wakeUpsBeginAtMs } from '../../support/describe-wake-ups.ts';
import { startReceiver } from '../../support/receiver.ts';
import { type SchedulerWorld, startScheduler } from '../../support/scheduler-stand-in.ts';
import { standInClient } from '../../support/sns-stand-in.ts';

const group = 'shop-prod-incidents';
const arns = {
  roleArn: 'arn:aws:iam::111122223333:role/shop-prod-wake-ups',
  functionArn: 'arn:aws:lambda:eu-central-1:111122223333:function:shop-prod-alert-router',
};
const clock = { now: () => wakeUpsBeginAtMs };
const wakeUp = { alarm: 'shop-prod-web-down', atMs: Date.parse('2026-10-25T01:30:00.001Z') };

const startAt = (refuse?: SchedulerWorld['refuse']) =>
  startScheduler({ group, now: clock.now, ...(refuse === undefined ? {} : { refuse }) });
const wakeUpsAt = (url: string) => createWakeUps({ client: standInClient(url), group, ...arns, clock });

describeWakeUps('EventBridge', async () => {
  let nowMs = wakeUpsBeginAtMs;
  const scheduler = await startScheduler({ group, now: () => nowMs });
  const client = standInClient(scheduler.url);
  return {
    wakeUps: createWakeUps({ client, group, ...arns, clock: { now: () => nowMs } }),
    async wokenBy(atMs) {
      nowMs = atMs;
      return scheduler.take(atMs).flatMap((input) => {
        const event = JSON.parse(input) as RouterEvent;
        return 'wake' in event ? [event.wake.alarm] : [];
      });
    },
    close: async () => await scheduler[Symbol.asyncDispose](),
  };
});

describe('createWakeUps()', () => {
  it('makes a schedule that calls the router once and deletes itself', async () => {
    await using scheduler = await startAt();
    await wakeUpsAt(scheduler.url).set(wakeUp);
    const [schedule] = scheduler.schedules;
    expect(schedule?.name).toMatch(/^shop-prod-web-down-[0-9a-f]{24}$/);
    const { ClientToken: _token, ...rest } = schedule?.input ?? {};
    expect(rest).toEqual({
      GroupName: group,
      ScheduleExpression: 'at(2026-10-25T01:30:01)',
      ScheduleExpressionTimezone: 'UTC',
      FlexibleTimeWindow: { Mode: 'OFF' },
      ActionAfterCompletion: 'DELETE',
      Target: {
        Arn: arns.functionArn,
        RoleArn: arns.roleArn,
        Input: '{"wake":{"alarm":"shop-prod-web-down"}}',
        RetryPolicy: { MaximumEventAgeInSeconds: 3_600, MaximumRetryAttempts: 5 },
      },
    });
  });

  it('sends calls that never succeed to the dead letters', async () => {
    await using scheduler = await startAt();
    const deadLetterArn = 'arn:aws:sqs:eu-central-1:111122223333:shop-prod-alert-router-dead-letters';
    const client = standInClient(scheduler.url);
    await createWakeUps({ client, group, ...arns, deadLetterArn, clock }).set(wakeUp);
    expect(scheduler.schedules[0]?.input.Target).toMatchObject({ DeadLetterConfig: { Arn: deadLetterArn } });
  });

  it.each([
    ['2026-10-25T00:00:00Z', 'at(2026-10-25T00:59:36)'],
    ['2026-10-25T00:59:35.250Z', 'at(2026-10-25T00:59:36)'],
    ['2026-10-25T00:59:36.000Z', 'at(2026-10-25T00:59:36)'],
    ['2026-10-25T00:59:36.001Z', 'at(2026-10-25T00:59:37)'],
    ['2026-12-31T23:59:59.999Z', 'at(2027-01-01T00:00:00)'],
  ])('rounds up to the second, five from now at the soonest: %s is %s', async (moment, expression) => {
    await using scheduler = await startAt();
    await wakeUpsAt(scheduler.url).set({ ...wakeUp, atMs: Date.parse(moment) });
    expect(scheduler.schedules[0]?.input.ScheduleExpression).toBe(expression);
  });

  it('is content where the same was asked for by another', async () => {
    await using scheduler = await startAt();
    await Promise.all([wakeUpsAt(scheduler.url).set(wakeUp), wakeUpsAt(scheduler.url).set(wakeUp)]);
    expect(scheduler.received).toHaveLength(2);
    expect(scheduler.schedules).toHaveLength(1);
  });

  it.each([
    { code: 'ThrottlingException', status: 429 },
    { code: 'InternalServerException', status: 500 },
  ])('asks again after $code', async (refusal) => {
    await using scheduler = await startAt((before) => (before === 0 ? refusal : undefined));
    await wakeUpsAt(scheduler.url).set(wakeUp);
    expect(scheduler.received).toHaveLength(2);
    expect(scheduler.schedules).toHaveLength(1);
  });

  it.each([
    { code: 'AccessDeniedException', status: 403 },
    { code: 'ServiceQuotaExceededException', status: 402 },
    { code: 'ValidationException', status: 400 },
  ])('rejects with $code', async (refusal) => {
    await using scheduler = await startAt(() => refusal);
    await expect(wakeUpsAt(scheduler.url).set(wakeUp)).rejects.toMatchObject({ name: refusal.code });
  });

  it('rejects where the group is not there', async () => {
    await using scheduler = await startScheduler({ group: 'another', now: clock.now });
    await expect(wakeUpsAt(scheduler.url).set(wakeUp)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('rejects where nobody answers in time', async () => {
    await using receiver = await startReceiver(() => 'silence');
    const parts = { client: standInClient(receiver.url), group, ...arns, clock };
    await expect(createWakeUps({ ...parts, timeoutMs: 200 }).set(wakeUp)).rejects.toMatchObject({ name: 'AbortError' });
  });
});
