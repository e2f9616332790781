import { type App, Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import { samplePlan } from '../../support/sample-plan.ts';
import { grantsFor as grantsOf, listStatements, whoMay as pairsOf } from '../grants.ts';
import { ofType, synthesise } from '../synthesise.ts';

const stacks = synthesise(samplePlan());

const statements = listStatements(stacks);
const grants = statements.filter(({ effect }) => effect === 'Allow');
const grantsFor = (action: string) => grantsOf(stacks, action);
const whoMay = (action: string) => pairsOf(stacks, action);
const logOf = (name: string, region = 'eu-central-1') =>
  `arn:aws:logs:${region}:111122223333:log-group:/aws/lambda/${name}:*`;
const findingLogs = [
  'database-health',
  'database-health-private',
  'kpi-query',
  'kpi-query-private',
  'view-refresh-private',
].map((name) => logOf(name));
const ssmOf = (name: string) => `arn:aws:ssm:eu-central-1:111122223333:parameter/shop/prod/${name}`;
const secretOf = (name: string) => `arn:aws:secretsmanager:eu-central-1:111122223333:secret:${name}`;
const linkSecret = secretOf('shop/prod/watchkeeper-action-links-??????');
const cluster = 'arn:aws:rds:eu-central-1:111122223333:cluster:trips';

describe('permissions', () => {
  it('name no managed policy and no action by wildcard', () => {
    for (const { Properties } of ofType(stacks, 'AWS::IAM::Role')) expect(Properties.ManagedPolicyArns).toBeUndefined();
    expect(grants.flatMap(({ actions }) => actions).filter((action) => action.includes('*'))).toEqual([]);
  });

  it('are on everything for actions only that know no resources, or make them', () => {
    const onEverything = grants.filter(({ resources }) => resources.includes('*'));
    const actions = new Set(onEverything.flatMap((grant) => grant.actions));
    expect([...actions].filter((action) => !action.startsWith('ec2:')).toSorted()).toEqual([
      'cloudwatch:GetMetricData',
      'cloudwatch:PutMetricData',
      'logs:GetQueryResults',
    ]);
  });

  it('are on resources by wildcard only for what has no name beforehand', () => {
    const actions = grants
      .filter(({ resources }) => resources.some((resource) => /^arn:.*\*/.test(resource)))
      .flatMap((grant) => grant.actions);
    expect(new Set(actions)).toEqual(
      new Set([
        'logs:CreateLogStream',
        'logs:PutLogEvents',
        'logs:FilterLogEvents',
        'logs:StartQuery',
        'cloudwatch:DescribeAlarmHistory',
        'cloudwatch:DescribeAlarms',
        'scheduler:CreateSchedule',
        'rds-db:connect',
        's3:PutObject',
        's3:GetObject',
        'kms:Decrypt',
        'kms:GenerateDataKey',
      ]),
    );
  });

  it('let what measures and what is measured publish metrics in the namespace of their environment only', () => {
    const found = grantsFor('cloudwatch:PutMetricData');
    expect(found.map(({ who }) => who?.replace('shop-prod-', '')).toSorted()).toEqual([
      'alert-router',
      'database-health',
      'database-health-private',
      'endpoint-probe',
      'endpoint-probe',
      'kpi-query',
      'kpi-query-private',
      'view-refresh-private',
    ]);
    for (const { condition } of found) {
      expect(condition).toEqual({ StringEquals: { 'cloudwatch:namespace': 'Watchkeeper/shop/prod' } });
    }
  });

  it('let each function write to its own log only', () => {
    const writing = grantsFor('logs:PutLogEvents');
    expect(writing.length).toBe(ofType(stacks, 'AWS::Lambda::Function').length);
    for (const { who, stack, resources } of writing) {
      expect(resources).toEqual([logOf(String(who), stack.includes('us-east-1') ? 'us-east-1' : 'eu-central-1')]);
    }
  });

  it('let the router search the logs of what it quotes', () => {
    expect(whoMay('logs:FilterLogEvents')).toEqual(
      [
        ...findingLogs.map((log) => `alert-router ${log}`),
        `alert-router ${logOf('endpoint-probe')}`,
        `alert-router ${logOf('endpoint-probe', 'us-east-1')}`,
      ].toSorted(),
    );
  });

  it('let the report query the logs of findings, and read what is asked of them', () => {
    expect(whoMay('logs:StartQuery')).toEqual(findingLogs.map((log) => `report ${log}`).toSorted());
    expect(whoMay('logs:GetQueryResults')).toEqual(['report *']);
  });

  it('let the router recall alarms of the environment, and the report those of a period', () => {
    const alarms = 'arn:aws:cloudwatch:eu-central-1:111122223333:alarm:';
    expect(grantsFor('cloudwatch:DescribeAlarmHistory').map(({ who, resources }) => [who, resources])).toEqual([
      ['shop-prod-alert-router', [`${alarms}shop-prod/*`]],
      ['shop-prod-report', [`${alarms}*`]],
    ]);
  });

  it('let the router publish to the topics of channels and to numbers only, and the report to those that get one', () => {
    expect(whoMay('sns:Publish')).toEqual([
      'alert-router arn:aws:sns:eu-central-1:111122223333:channel-engineering',
      'alert-router arn:aws:sns:eu-central-1:111122223333:channel-phone',
      'alert-router arn:aws:sns:eu-central-1:111122223333:person-ada-email',
      'alert-router arn:aws:sns:eu-central-1:111122223333:person-ada-sms',
      'alert-router not arn:aws:sns:*:*:*',
      'report arn:aws:sns:eu-central-1:111122223333:channel-engineering',
    ]);
  });

  it('let both use the key of the topics: by its id beside it, by its alias elsewhere', () => {
    const [key] = ofType(stacks, 'AWS::KMS::Key').filter(({ region }) => region === 'eu-central-1');
    const [alias] = ofType(stacks, 'AWS::KMS::Alias').filter(({ region }) => region === 'eu-central-1');
    expect(
      grantsFor('kms:GenerateDataKey').map(({ who, resources, condition }) => [who, resources, condition]),
    ).toEqual([
      ['shop-prod-alert-router', [JSON.stringify({ 'Fn::GetAtt': [key?.id, 'Arn'] })], undefined],
      [
        'shop-prod-report',
        ['arn:aws:kms:eu-central-1:111122223333:key/*'],
        { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': alias?.Properties.AliasName } },
      ],
    ]);
  });

  it('let each function read the secrets that it names, one by one, in the home region', () => {
    expect(whoMay('ssm:GetParameter')).toEqual([
      `alert-router ${ssmOf('hook/signing')}`,
      `alert-router ${ssmOf('phones/ben')}`,
      `alert-router ${ssmOf('slack/engineering')}`,
      `endpoint-probe ${ssmOf('api/key')}`,
      `endpoint-probe ${ssmOf('api/key')}`,
      `kpi-query ${ssmOf('queue/token')}`,
      `kpi-query-private ${ssmOf('orders/kpi')}`,
    ]);
    expect(whoMay('secretsmanager:GetSecretValue')).toEqual([
      `alert-router ${linkSecret}`,
      `database-health ${secretOf('trips/health-AbCdEf')}`,
      `database-health ${secretOf('trips/health-AbCdEf-??????')}`,
      `endpoint-probe ${secretOf('shop/prod/api/token-??????')}`,
      `endpoint-probe ${secretOf('shop/prod/api/token-??????')}`,
      `incident-actions ${linkSecret}`,
      `kpi-query ${secretOf('trips/kpi-??????')}`,
    ]);
  });

  it('let functions without a network call the Data API of the clusters that they read, KPIs in a transaction', () => {
    expect(whoMay('rds-data:ExecuteStatement')).toEqual([`database-health ${cluster}`, `kpi-query ${cluster}`]);
    expect(whoMay('rds-data:BeginTransaction')).toEqual([`kpi-query ${cluster}`]);
    expect(whoMay('rds-data:RollbackTransaction')).toEqual([`kpi-query ${cluster}`]);
  });

  it('let functions log in with a token as the role that they work as, and no other', () => {
    const userArn = (user: string) => `arn:aws:rds-db:eu-central-1:111122223333:dbuser:*/${user}`;
    expect(whoMay('rds-db:connect')).toEqual([
      `database-health-private ${userArn('watchkeeper')}`,
      `view-refresh-private ${userArn('watchkeeper_refresh')}`,
    ]);
  });

  it('let functions read metrics back only where they compare, report, or must not wake a cluster', () => {
    const readers = () => whoMay('cloudwatch:GetMetricData').map((pair) => pair.split(' ')[0]);
    expect(readers()).toEqual(['database-health', 'kpi-query-private', 'report']);
  });

  it('let health functions alone read and write the state table', () => {
    const table = 'arn:aws:dynamodb:eu-central-1:111122223333:table/state';
    const state = (action: string) => whoMay(action).filter((pair) => pair.endsWith(table));
    expect(state('dynamodb:GetItem')).toEqual([`database-health ${table}`, `database-health-private ${table}`]);
    expect(state('dynamodb:PutItem')).toEqual(state('dynamodb:GetItem'));
  });

  it('know nothing else of tables', () => {
    const actions = new Set(
      grants.flatMap((grant) => grant.actions).filter((action) => action.startsWith('dynamodb:')),
    );
    expect([...actions].map((action) => action.replace('dynamodb:', '')).toSorted()).toEqual([
      'BatchGetItem',
      'GetItem',
      'PutItem',
      'Query',
    ]);
  });

  it('let the report write and read the objects of its bucket', () => {
    const objects = 'report arn:aws:s3:::reports-111122223333/*';
    expect([whoMay('s3:PutObject'), whoMay('s3:GetObject')]).toEqual([[objects], [objects]]);
  });

  it('let Lambda connect functions to their network, and keep their code from doing so', () => {
    const connecting = grantsFor('ec2:CreateNetworkInterface');
    const denied = statements.filter(({ effect }) => effect === 'Deny');
    expect(connecting.map(({ who }) => who).toSorted()).toEqual([
      'shop-prod-database-health-private',
      'shop-prod-kpi-query-private',
      'shop-prod-view-refresh-private',
    ]);
    expect(denied.map(({ who, actions, resources, condition }) => ({ who, actions, resources, condition }))).toEqual(
      connecting.map(({ who, actions }) => ({
        who,
        // CDK puts everything that is allowed on everything into one statement.
        actions: actions.filter((action) => action.startsWith('ec2:')),
        resources: ['*'],
        condition: {
          ArnEquals: { 'lambda:SourceFunctionArn': `arn:aws:lambda:eu-central-1:111122223333:function:${who}` },
        },
      })),
    );
  });

  it('let a function that names no secret read none', () => {
    const plain = synthesise(samplePlan({ endpoints: { api: null } }));
    const ofProbes = listStatements(plain).filter(({ stack }) => stack.includes('-probes-'));
    expect(ofProbes.flatMap(({ actions }) => actions)).not.toContain('ssm:GetParameter');
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
