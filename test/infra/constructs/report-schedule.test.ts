import { describe, expect, it } from 'vitest';
import { samplePlan } from '../../support/sample-plan.ts';
import { ofType, synthesise } from '../synthesise.ts';

const reportSchedules = (reports: Readonly<Record<string, unknown>>) =>
  ofType(synthesise(samplePlan({ reports })), 'AWS::Scheduler::Schedule').filter(({ Properties }) =>
    Properties.Name.startsWith('report-'),
  );

describe('reportSchedule()', () => {
  it.each([
    ['every day', { every: 'day', at: '08:30' }, 'cron(30 8 * * ? *)'],
    ['on mondays where no day is named', { every: 'week' }, 'cron(0 8 ? * MON *)'],
    ['on the day of the week that is named', { every: 'week', on: 'sunday', at: '00:00' }, 'cron(0 0 ? * SUN *)'],
    ['on the first of the month', { every: 'month', at: '23:59' }, 'cron(59 23 1 * ? *)'],
  ])('runs %s', (_, report, expression) => {
    const [schedule, ...others] = reportSchedules({ weekly: null, regular: { ...report, to: ['engineering'] } });
    expect(others).toEqual([]);
    expect(schedule?.Properties).toMatchObject({
      Name: 'report-regular',
      ScheduleExpression: expression,
      ScheduleExpressionTimezone: 'Europe/Zurich',
      FlexibleTimeWindow: { Mode: 'OFF' },
    });
  });

  it('says which report is due, and since when', () => {
    const [schedule] = reportSchedules({});
    expect(JSON.parse(schedule?.Properties.Target.Input)).toEqual({
      report: 'weekly',
      scheduledAt: '<aws.scheduler.scheduled-time>',
    });
  });

  it('tries for an hour, and leaves what it cannot start in the dead letters of the function', () => {
    const [schedule] = reportSchedules({});
    const { RetryPolicy, DeadLetterConfig } = schedule?.Properties.Target ?? {};
    expect(RetryPolicy).toEqual({ MaximumEventAgeInSeconds: 3_600, MaximumRetryAttempts: 5 });
    expect(JSON.stringify(DeadLetterConfig)).toMatch(/"Report.*DeadLetters/);
  });
});
