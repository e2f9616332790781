import { describe, expect, it } from 'vitest';
import { functionKinds } from '../../../infra/kinds/registry.ts';
import { samplePlan } from '../../support/sample-plan.ts';
import { ofType, type Resource, synthesise } from '../synthesise.ts';

const plan = samplePlan();
const stacks = synthesise(plan);
const functions = ofType(stacks, 'AWS::Lambda::Function');

/** What a `Ref` or a `GetAtt` in a function's template means. */
function target(fn: Resource, type: string, reference: unknown): Resource | undefined {
  const text = JSON.stringify(reference);
  return ofType(stacks, type).find(({ stack, id }) => stack === fn.stack && text.includes(`"${id}"`));
}

const namesOf = (fn: Resource) => `${fn.Properties.FunctionName} in ${fn.region}`;

describe.each(functions.map((fn) => [namesOf(fn), fn] as const))('%s', (_, fn) => {
  const { Properties } = fn;
  const planned = plan.functions.find(({ name, region }) => name === Properties.FunctionName && region === fn.region);

  it('runs Node 24 on arm64', () => {
    expect(Properties).toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'], Handler: 'index.handler' });
  });

  it('keeps its log for a month, in a group that goes with the stack', () => {
    const group = target(fn, 'AWS::Logs::LogGroup', Properties.LoggingConfig.LogGroup);
    expect(group?.Properties).toEqual({ LogGroupName: `/aws/lambda/${Properties.FunctionName}`, RetentionInDays: 30 });
    expect(group?.DeletionPolicy).toBe('Delete');
  });

  it('writes plain lines, because Lambda would wrap its JSON otherwise', () => {
    expect(Properties.LoggingConfig.LogFormat).toBe('Text');
  });

  it('has a dead-letter queue of its own, encrypted, over TLS only, for as long as planned', () => {
    const queue = target(fn, 'AWS::SQS::Queue', Properties.DeadLetterConfig.TargetArn);
    expect(queue?.Properties).toEqual({
      QueueName: `${Properties.FunctionName}-dead-letters`,
      SqsManagedSseEnabled: true,
      MessageRetentionPeriod: planned?.deadLetterRetentionSeconds,
    });
    const policy = ofType(stacks, 'AWS::SQS::QueuePolicy').find((one) =>
      JSON.stringify(one.Properties.Queues).includes(queue?.id ?? '?'),
    );
    expect(policy?.Properties.PolicyDocument.Statement[0]).toMatchObject({
      Effect: 'Deny',
      Action: 'sqs:*',
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    });
  });

  it('is watched by an alarm on errors, on throttles, and on that queue', () => {
    const watched = ofType(stacks, 'AWS::CloudWatch::Alarm')
      .filter(({ region, Properties: alarm }) => {
        const [dimension] = alarm.Dimensions ?? [];
        return (
          region === fn.region &&
          [Properties.FunctionName, `${Properties.FunctionName}-dead-letters`].includes(dimension?.Value)
        );
      })
      .map(({ Properties: alarm }) => `${alarm.MetricName} of ${alarm.Dimensions[0].Name}`);
    expect(watched.toSorted()).toEqual([
      'ApproximateNumberOfMessagesVisible of QueueName',
      'Errors of FunctionName',
      'Throttles of FunctionName',
      // Pages that could not be shown are no errors of a function.
      ...(planned?.kind === 'incident-actions' ? ['Url5xxCount of FunctionName'] : []),
    ]);
  });

  it('says how often and how long an event is tried', () => {
    const settings = functionKinds[planned?.kind ?? 'alert-router'];
    const invoke = ofType(stacks, 'AWS::Lambda::EventInvokeConfig').find(
      (one) => one.stack === fn.stack && one.Properties.FunctionName.Ref === fn.id,
    );
    expect(invoke?.Properties).toMatchObject({
      MaximumRetryAttempts: settings.retryAttempts,
      MaximumEventAgeInSeconds: settings.maxEventAgeSeconds,
    });
  });

  it('is not traced, which would cost more than the function', () => {
    expect(Properties.TracingConfig).toBeUndefined();
  });
});

describe('functions', () => {
  it.each([
    ['alert-router', 2, 3_600],
    ['incident-actions', 0, 60],
    ['report', 1, 3_600],
    ['endpoint-probe', 0, 60],
    ['database-health', 0, 60],
    ['kpi-query', 0, 60],
    ['view-refresh', 0, 60],
  ] as const)('of kind %s are tried %i times more, within %i s', (kind, retryAttempts, maxEventAgeSeconds) => {
    expect(functionKinds[kind]).toMatchObject({ retryAttempts, maxEventAgeSeconds });
  });

  it('run in the subnets and security groups of their network, and only those that have one', () => {
    const connected = functions.map(({ Properties }) => [Properties.FunctionName, Properties.VpcConfig] as const);
    const network = { SubnetIds: ['subnet-0aaa1111', 'subnet-0bbb2222'], SecurityGroupIds: ['sg-0ccc3333'] };
    for (const [name, vpc] of connected) expect(vpc).toEqual(name.endsWith('-private') ? network : undefined);
    expect(connected.filter(([, vpc]) => vpc !== undefined)).toHaveLength(3);
  });

  it('are made after the permission to join a network, without which Lambda refuses them', () => {
    for (const fn of functions.filter(({ Properties }) => Properties.VpcConfig !== undefined)) {
      const policy = ofType(stacks, 'AWS::IAM::Policy').find(
        ({ stack, Properties }) =>
          stack === fn.stack && Properties.Roles[0].Ref === fn.Properties.Role['Fn::GetAtt'][0],
      );
      expect(JSON.stringify(policy?.Properties)).toContain('ec2:CreateNetworkInterface');
      expect(fn.DependsOn).toContain(policy?.id);
    }
  });

  it('refuse a network that the plan does not hold', () => {
    expect(() => synthesise({ ...plan, networks: [] })).toThrow(
      'Cannot connect to network "private": the plan does not hold it',
    );
  });

  it('reserve no concurrency where the account has none to spare', () => {
    const small = synthesise(samplePlan({ environments: { prod: { reservedConcurrency: false } } }));
    for (const { Properties } of ofType(small, 'AWS::Lambda::Function')) {
      expect(Properties).not.toHaveProperty('ReservedConcurrentExecutions');
    }
  });
});
