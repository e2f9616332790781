import { type App, Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import { samplePlan } from '../../support/sample-plan.ts';
import { ofType, type Resource, synthesise } from '../synthesise.ts';

const stacks = synthesise(samplePlan());

interface Grant {
  readonly stack: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly condition: unknown;
}

const listOf = <T>(value: T | readonly T[]): readonly T[] => (Array.isArray(value) ? value : [value as T]);

function grantsOf({ stack, Properties }: Resource): readonly Grant[] {
  return Properties.PolicyDocument.Statement.map(({ Action, Resource: on, Condition }: Resource['Properties']) => ({
    stack,
    actions: listOf(Action),
    resources: listOf(on).map((one) => (typeof one === 'string' ? one : JSON.stringify(one))),
    condition: Condition,
  }));
}

const grants = ofType(stacks, 'AWS::IAM::Policy').flatMap(grantsOf);
const grantsFor = (action: string) => grants.filter(({ actions }) => actions.includes(action));
const resourcesFor = (action: string) => grantsFor(action).flatMap(({ resources }) => resources);

describe('permissions', () => {
  it('name no managed policy and no action by wildcard', () => {
    for (const { Properties } of ofType(stacks, 'AWS::IAM::Role')) expect(Properties.ManagedPolicyArns).toBeUndefined();
    expect(grants.flatMap(({ actions }) => actions).filter((action) => action.includes('*'))).toEqual([]);
  });

  it('are on everything for one action only, which knows no resources', () => {
    const onEverything = grants.filter(({ resources }) => resources.includes('*'));
    expect(new Set(onEverything.flatMap(({ actions }) => actions))).toEqual(new Set(['cloudwatch:PutMetricData']));
  });

  it('are on resources by wildcard only for log streams and the alarms of the environment', () => {
    const actions = grants
      .filter(({ resources }) => resources.some((resource) => resource !== '*' && resource.includes('*')))
      .flatMap((grant) => grant.actions);
    expect(new Set(actions)).toEqual(
      new Set(['logs:CreateLogStream', 'logs:PutLogEvents', 'logs:FilterLogEvents', 'cloudwatch:DescribeAlarmHistory']),
    );
  });

  it('let probes publish metrics in the namespace of their environment only', () => {
    const found = grantsFor('cloudwatch:PutMetricData');
    expect(found.length).toBe(2);
    for (const { condition } of found) {
      expect(condition).toEqual({ StringEquals: { 'cloudwatch:namespace': 'Watchkeeper/shop/prod' } });
    }
  });

  it('let each function write to its own log only', () => {
    const writing = grantsFor('logs:PutLogEvents').map(({ stack, resources }) => [stack, ...resources]);
    expect(writing.toSorted()).toEqual([
      [
        'shop-prod-alerting-eu-central-1',
        'arn:aws:logs:eu-central-1:111122223333:log-group:/aws/lambda/shop-prod-alert-router:*',
      ],
      [
        'shop-prod-probes-eu-central-1',
        'arn:aws:logs:eu-central-1:111122223333:log-group:/aws/lambda/shop-prod-endpoint-probe:*',
      ],
      [
        'shop-prod-probes-us-east-1',
        'arn:aws:logs:us-east-1:111122223333:log-group:/aws/lambda/shop-prod-endpoint-probe:*',
      ],
    ]);
  });

  it('let the router search the logs of the probes, in every region', () => {
    expect(resourcesFor('logs:FilterLogEvents').toSorted()).toEqual([
      'arn:aws:logs:eu-central-1:111122223333:log-group:/aws/lambda/shop-prod-endpoint-probe:*',
      'arn:aws:logs:us-east-1:111122223333:log-group:/aws/lambda/shop-prod-endpoint-probe:*',
    ]);
  });

  it('let the router publish to the topics of channels only, with their key', () => {
    expect(resourcesFor('sns:Publish').toSorted()).toEqual([
      'arn:aws:sns:eu-central-1:111122223333:shop-prod-channel-engineering',
      'arn:aws:sns:eu-central-1:111122223333:shop-prod-channel-phone',
    ]);
    const [key] = ofType(stacks, 'AWS::KMS::Key').filter(({ region }) => region === 'eu-central-1');
    expect(grantsFor('kms:GenerateDataKey').map(({ stack, resources }) => [stack, ...resources])).toEqual([
      ['shop-prod-alerting-eu-central-1', JSON.stringify({ 'Fn::GetAtt': [key?.id, 'Arn'] })],
    ]);
  });

  it('let each function read the secrets that it names, one by one, in the home region', () => {
    expect(resourcesFor('ssm:GetParameter').toSorted()).toEqual([
      'arn:aws:ssm:eu-central-1:111122223333:parameter/shop/prod/api/key',
      'arn:aws:ssm:eu-central-1:111122223333:parameter/shop/prod/api/key',
      'arn:aws:ssm:eu-central-1:111122223333:parameter/shop/prod/hook/signing',
      'arn:aws:ssm:eu-central-1:111122223333:parameter/shop/prod/slack/engineering',
    ]);
    expect(resourcesFor('secretsmanager:GetSecretValue').toSorted()).toEqual([
      'arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop/prod/api/token-??????',
      'arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop/prod/api/token-??????',
    ]);
  });

  it('let a function that names no secret read none', () => {
    const plain = synthesise(samplePlan({ endpoints: { api: null } }));
    const ofProbes = ofType(plain, 'AWS::IAM::Policy').filter(({ stack }) => stack.includes('-probes-'));
    expect(ofProbes.flatMap(grantsOf).flatMap(({ actions }) => actions)).not.toContain('ssm:GetParameter');
  });
});

describe('the AwsSolutions rules', () => {
  const addRules = (app: App) => Validations.of(app).addPlugins(new AwsSolutionsChecks(app));

  it('find nothing in the whole environment', () => {
    expect(() => synthesise(samplePlan(), { prepare: addRules })).not.toThrow();
  });

  it('would find a wildcard without a reason', () => {
    const addWildcard = (app: App) => {
      addRules(app);
      const role = new Role(new Stack(app, 'other'), 'Role', {
        assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      });
      role.addToPolicy(new PolicyStatement({ actions: ['sns:Publish'], resources: ['*'] }));
    };
    expect(() => synthesise(samplePlan(), { prepare: addWildcard })).toThrow('AwsSolutions-IAM5');
  });
});
