import { describe, expect, it } from 'vitest';
import { samplePlan } from '../../support/sample-plan.ts';
import { ofType, type Resource, synthesise } from '../synthesise.ts';

const plan = samplePlan();
const stacks = synthesise(plan);
/** Reports and the router have schedules of another kind. */
const schedules = ofType(stacks, 'AWS::Scheduler::Schedule').filter(
  ({ Properties }) => 'job' in JSON.parse(Properties.Target.Input),
);

/** Groups are unique in account and region, and the home region has two stacks with schedules. */
const groupOf = ({ stack }: Resource) => (stack.includes('-data-') ? 'shop-prod-data' : 'shop-prod');

describe('every schedule', () => {
  it('is made after what its role may do: it calls from the moment it is there', () => {
    for (const { DependsOn = [], Properties, stack } of ofType(stacks, 'AWS::Scheduler::Schedule')) {
      const [roleId] = Properties.Target.RoleArn['Fn::GetAtt'];
      const policies = ofType(stacks, 'AWS::IAM::Policy').filter(
        (policy) => policy.stack === stack && policy.Properties.Roles[0].Ref === roleId,
      );
      expect(policies.length).toBe(1);
      expect(DependsOn).toEqual(expect.arrayContaining(policies.map(({ id }) => id)));
    }
  });
});

describe.each(schedules.map((schedule) => [schedule.Properties.Description, schedule] as const))(
  '%s',
  (_, schedule) => {
    const { Properties, stack } = schedule;

    it('says which job is due, and since when', () => {
      const { job, scheduledAt } = JSON.parse(Properties.Target.Input);
      expect(plan.jobs.map(({ id }) => id)).toContain(job);
      expect(scheduledAt).toBe('<aws.scheduler.scheduled-time>');
    });

    it('starts on the minute it is due, and gives up within the minute', () => {
      expect(Properties.FlexibleTimeWindow).toEqual({ Mode: 'OFF' });
      expect(Properties.Target.RetryPolicy).toEqual({ MaximumEventAgeInSeconds: 60, MaximumRetryAttempts: 2 });
    });

    it("leaves what it cannot start in the function's dead letters", () => {
      const fn = ofType(stacks, 'AWS::Lambda::Function').find(
        (one) => one.stack === stack && one.id === Properties.Target.Arn['Fn::GetAtt'][0],
      );
      const planned = plan.functions.find(({ name }) => name === fn?.Properties.FunctionName);
      const job = plan.jobs.find(({ id }) => id === JSON.parse(Properties.Target.Input).job);
      expect(job?.function).toBe(planned?.kind === 'endpoint-probe' ? `${planned.kind}/${fn?.region}` : planned?.id);
      expect(Properties.Target.DeadLetterConfig.Arn).toEqual(fn?.Properties.DeadLetterConfig.TargetArn);
    });

    it('has a name of at most 64 characters in the group of the environment', () => {
      expect(Properties.Name).toMatch(/^[0-9a-zA-Z-_.]{1,64}$/);
      const group = ofType(stacks, 'AWS::Scheduler::ScheduleGroup').find((one) => one.stack === stack);
      expect(Properties.GroupName).toEqual({ Ref: group?.id });
      expect(group?.Properties).toEqual({ Name: groupOf(schedule) });
    });

    it('calls by a role that may call this function and nothing else', () => {
      const [roleId] = Properties.Target.RoleArn['Fn::GetAtt'];
      const role = ofType(stacks, 'AWS::IAM::Role').find((one) => one.stack === stack && one.id === roleId);
      expect(role?.Properties.AssumeRolePolicyDocument.Statement).toEqual([
        {
          Effect: 'Allow',
          Action: 'sts:AssumeRole',
          Principal: { Service: 'scheduler.amazonaws.com' },
          Condition: {
            StringEquals: {
              'aws:SourceAccount': '111122223333',
              'aws:SourceArn': `arn:aws:scheduler:${schedule.region}:111122223333:schedule-group/${groupOf(schedule)}`,
            },
          },
        },
      ]);
      const policy = ofType(stacks, 'AWS::IAM::Policy').find(
        (one) => one.stack === stack && one.Properties.Roles[0].Ref === roleId,
      );
      expect(policy?.Properties.PolicyDocument.Statement).toEqual([
        { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: Properties.Target.Arn },
        { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: Properties.Target.DeadLetterConfig.Arn },
      ]);
    });
  },
);

describe('schedules', () => {
  it('are one per job', () => {
    expect(schedules.length).toBe(plan.jobs.length);
  });

  it('have names that fit and differ, however long the name of a network is', () => {
    const network = `n${'x'.repeat(37)}`;
    const longNamed = samplePlan({
      networks: { [network]: { vpc: 'vpc-0abc1234', subnets: ['subnet-0aaa1111'], securityGroups: ['sg-0ccc3333'] } },
      databases: { orders: { network } },
    });
    const names = ofType(synthesise(longNamed), 'AWS::Scheduler::Schedule').map(({ stack, Properties }) => [
      stack,
      Properties.Name,
    ]);
    expect(names.filter(([, name]) => name.includes('nxxx')).length).toBe(5);
    expect(Math.max(...names.map(([, name]) => name.length))).toBe(64);
    expect(new Set(names.map((name) => name.join(' '))).size).toBe(names.length);
  });
});
