import { describe, expect, it } from 'vitest';
import { samplePlan } from '../../support/sample-plan.ts';
import { ofType, type SynthesisedStack, synthesise } from '../synthesise.ts';

const stacks = synthesise(samplePlan());
const router = ofType(stacks, 'AWS::Lambda::Function').find(
  ({ Properties }) => Properties.FunctionName === 'shop-prod-alert-router',
);

/** Schedules in the alerting stack, by their names. */
const callsOf = (of: readonly SynthesisedStack[]) =>
  ofType(of, 'AWS::Scheduler::Schedule').filter(({ stack }) => stack.includes('-alerting-'));

const calls = callsOf(stacks);

describe('wakeUps()', () => {
  it.each([
    ['sweep', 'rate(5 minutes)', undefined, { sweep: true }, 300],
    [
      'channel-tests-quiet',
      'cron(0 9 ? * TUE,WED,THU,FRI,SAT,SUN *)',
      'Europe/Zurich',
      { testChannels: { isVisible: false } },
      3_600,
    ],
    ['channel-tests-visible', 'cron(0 9 ? * MON *)', 'Europe/Zurich', { testChannels: { isVisible: true } }, 3_600],
  ])('calls the router for %s', (name, expression, timeZone, event, patienceSeconds) => {
    const call = calls.find(({ Properties }) => Properties.Name === name)?.Properties;
    expect(call).toMatchObject({ ScheduleExpression: expression, FlexibleTimeWindow: { Mode: 'OFF' } });
    expect(call.ScheduleExpressionTimezone).toBe(timeZone);
    expect(JSON.parse(call.Target.Input)).toEqual(event);
    expect(call.Target.RetryPolicy.MaximumEventAgeInSeconds).toBe(patienceSeconds);
    expect(call.Target.Arn).toEqual({ 'Fn::GetAtt': [router?.id, 'Arn'] });
    expect(call.Target.DeadLetterConfig.Arn).toEqual(router?.Properties.DeadLetterConfig.TargetArn);
  });

  it('tests at the time and on the day that the definition says', () => {
    const own = callsOf(synthesise(samplePlan({ channelTests: { at: '24:00', on: 'sunday' } })));
    expect(own.map(({ Properties }) => Properties.ScheduleExpression).toSorted()).toEqual([
      'cron(0 0 ? * MON,TUE,WED,THU,FRI,SAT *)',
      'cron(0 0 ? * SUN *)',
      'rate(5 minutes)',
    ]);
  });

  it('tests nothing where the definition wants no tests', () => {
    const none = callsOf(synthesise(samplePlan({ channelTests: false })));
    expect(none.map(({ Properties }) => Properties.Name)).toEqual(['sweep']);
  });

  it('does so by a role that only schedules of its group take on, and that only calls the router', () => {
    const [roleId, ...others] = new Set(calls.map(({ Properties }) => Properties.Target.RoleArn['Fn::GetAtt'][0]));
    expect(others).toEqual([]);
    const role = ofType(stacks, 'AWS::IAM::Role').find(({ id, stack }) => id === roleId && stack === router?.stack);
    expect(role?.Properties.AssumeRolePolicyDocument.Statement).toEqual([
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Principal: { Service: 'scheduler.amazonaws.com' },
        Condition: {
          StringEquals: {
            'aws:SourceAccount': '111122223333',
            'aws:SourceArn': 'arn:aws:scheduler:eu-central-1:111122223333:schedule-group/shop-prod-incidents',
          },
        },
      },
    ]);
    const policy = ofType(stacks, 'AWS::IAM::Policy').find(({ Properties }) => Properties.Roles[0].Ref === roleId);
    expect(policy?.Properties.PolicyDocument.Statement).toEqual([
      { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: { 'Fn::GetAtt': [router?.id, 'Arn'] } },
      { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: router?.Properties.DeadLetterConfig.TargetArn },
    ]);
    expect(router?.Properties.Environment.Variables.WAKE_UP_ROLE_ARN).toEqual({ 'Fn::GetAtt': [roleId, 'Arn'] });
  });

  it('does so in a group of its own, in which the router makes its one-shot schedules', () => {
    const groups = ofType(stacks, 'AWS::Scheduler::ScheduleGroup').filter(({ stack }) => stack === router?.stack);
    expect(groups.map(({ Properties }) => Properties)).toEqual([{ Name: 'shop-prod-incidents' }]);
    for (const { Properties } of calls) expect(Properties.GroupName).toEqual({ Ref: groups[0]?.id });
  });
});
