import { describe, expect, it } from 'vitest';
import type { AlarmRule, MetricQuery } from '../../shared/model/alarm.ts';
import { bodyFilters } from '../../shared/plan/plan-topics.ts';
import { samplePlan } from '../support/sample-plan.ts';
import { ofType, type Resource, synthesise } from './synthesise.ts';

const plan = samplePlan();
const stacks = synthesise(plan);

type Loose = Resource['Properties'];

/** The opposite of rendering, written from CloudFormation's documentation: templates back into the plan's words. */
function readMetric(metric: Loose) {
  const dimensions = (metric.Dimensions ?? []).map(({ Name, Value }: Loose) => [Name, Value]);
  return { namespace: metric.Namespace, name: metric.MetricName, dimensions: Object.fromEntries(dimensions) };
}

function readQuery({ Id, ReturnData, MetricStat, Expression, Label, Period }: Loose): MetricQuery {
  if (MetricStat === undefined) {
    return {
      kind: 'expression',
      id: Id,
      expression: Expression,
      label: Label,
      periodSeconds: Period,
      returnData: ReturnData,
    };
  }
  const { Metric, Stat, Period: periodSeconds } = MetricStat;
  return { kind: 'stat', id: Id, metric: readMetric(Metric), stat: Stat, periodSeconds, returnData: ReturnData };
}

function readQueries(properties: Loose): readonly MetricQuery[] {
  if (properties.Metrics !== undefined) return properties.Metrics.map(readQuery);
  const stat = properties.Statistic ?? properties.ExtendedStatistic;
  return [
    {
      kind: 'stat',
      id: 'm1',
      metric: readMetric(properties),
      stat,
      periodSeconds: properties.Period,
      returnData: true,
    },
  ];
}

function readRule(properties: Loose): AlarmRule {
  const { WarmUpConfiguration } = properties;
  return {
    queries: readQueries(properties),
    comparison: properties.ComparisonOperator,
    threshold: properties.Threshold,
    evaluationPeriods: properties.EvaluationPeriods,
    datapointsToAlarm: properties.DatapointsToAlarm,
    treatMissingData: properties.TreatMissingData,
    ...(WarmUpConfiguration === undefined ? {} : { warmUpMinutes: WarmUpConfiguration.WarmUpPeriodDurationInMinutes }),
  };
}

const byKey = <T extends { readonly key: string }>(things: readonly T[]) =>
  things.toSorted((a, b) => (a.key < b.key ? -1 : 1));

const topicArn = (id: string): string => {
  const topic = plan.topics.find((candidate) => candidate.id === id);
  return `arn:aws:sns:${topic?.region}:${plan.account}:${topic?.name}`;
};

/** `id` of the topic that a `Ref` in the same stack means. */
function topicIdOf(subscription: Resource): string | undefined {
  const topic = ofType(stacks, 'AWS::SNS::Topic').find(
    ({ id, stack }) => stack === subscription.stack && id === subscription.Properties.TopicArn.Ref,
  );
  return plan.topics.find(({ name, region }) => name === topic?.Properties.TopicName && region === topic?.region)?.id;
}

describe('the templates hold exactly what the plan says', () => {
  it('alarms, field by field', () => {
    const rendered = ofType(stacks, 'AWS::CloudWatch::Alarm').map(({ region, Properties }) => ({
      key: Properties.AlarmName,
      region,
      description: Properties.AlarmDescription,
      enabled: Properties.ActionsEnabled ?? true,
      told: [Properties.AlarmActions, Properties.OKActions, Properties.InsufficientDataActions],
      rule: readRule(Properties),
    }));
    const planned = plan.alarms.map(({ name, region, description, topic, rule }) => ({
      key: name,
      region,
      description,
      enabled: true,
      told: [[topicArn(topic)], [topicArn(topic)], undefined],
      rule,
    }));
    expect(byKey(rendered)).toEqual(byKey(planned));
  });

  it('schedules', () => {
    const rendered = ofType(stacks, 'AWS::Scheduler::Schedule').map(({ region, Properties }) => {
      const { job, report, testChannels } = JSON.parse(Properties.Target.Input);
      const ofRouter = testChannels === undefined ? 'sweep' : `tests, visible: ${testChannels.isVisible}`;
      return { key: job ?? report ?? ofRouter, location: region, every: Properties.ScheduleExpression };
    });
    const ofReports = plan.reports.map(({ id, atMinute }) => ({
      key: id,
      location: plan.region,
      every: `cron(${atMinute % 60} ${Math.floor(atMinute / 60)} ? * MON *)`,
    }));
    const ofJobs = plan.jobs.map(({ id, location, everySeconds }) => ({
      key: id,
      location,
      every: everySeconds === 60 ? 'rate(1 minute)' : `rate(${everySeconds / 60} minutes)`,
    }));
    const ofRouter = [
      { key: 'sweep', location: plan.region, every: 'rate(5 minutes)' },
      { key: 'tests, visible: false', location: plan.region, every: 'cron(0 9 ? * TUE,WED,THU,FRI,SAT,SUN *)' },
      { key: 'tests, visible: true', location: plan.region, every: 'cron(0 9 ? * MON *)' },
    ];
    expect(byKey(rendered)).toEqual(byKey([...ofJobs, ...ofReports, ...ofRouter]));
  });

  it('topics', () => {
    const rendered = ofType(stacks, 'AWS::SNS::Topic').map(({ region, Properties }) => ({
      key: `${region} ${Properties.TopicName}`,
    }));
    expect(byKey(rendered)).toEqual(byKey(plan.topics.map(({ region, name }) => ({ key: `${region} ${name}` }))));
  });

  it('subscriptions', () => {
    const rendered = ofType(stacks, 'AWS::SNS::Subscription').map((subscription) => {
      const { Protocol, Endpoint, FilterPolicy, FilterPolicyScope } = subscription.Properties;
      const to = typeof Endpoint === 'string' ? Endpoint : functionNamed(subscription.stack, Endpoint);
      return { key: `${topicIdOf(subscription)} ${Protocol} ${to}`, filter: FilterPolicy, scope: FilterPolicyScope };
    });
    const planned = plan.subscriptions.map((subscription) => {
      const to = subscription.protocol === 'lambda' ? subscription.function : subscription.address;
      const filter = subscription.protocol === 'lambda' ? undefined : bodyFilters[subscription.told];
      return {
        key: `${subscription.topic} ${subscription.protocol} ${to}`,
        filter,
        scope: filter === undefined ? undefined : 'MessageBody',
      };
    });
    expect(byKey(rendered)).toEqual(byKey(planned));
  });

  it('functions', () => {
    const rendered = ofType(stacks, 'AWS::Lambda::Function').map(({ region, Properties }) => ({
      key: `${region} ${Properties.FunctionName}`,
      memoryMb: Properties.MemorySize,
      timeoutSeconds: Properties.Timeout,
      reservedConcurrency: Properties.ReservedConcurrentExecutions,
      subnets: Properties.VpcConfig?.SubnetIds,
      securityGroups: Properties.VpcConfig?.SecurityGroupIds,
    }));
    const planned = plan.functions.map(({ region, name, memoryMb, timeoutSeconds, reservedConcurrency, network }) => {
      const connected = plan.networks.find((candidate) => candidate.name === network);
      return {
        key: `${region} ${name}`,
        memoryMb,
        timeoutSeconds,
        reservedConcurrency,
        subnets: connected?.subnets,
        securityGroups: connected?.securityGroups,
      };
    });
    expect(byKey(rendered)).toEqual(byKey(planned));
  });

  it('dashboards, word for word', () => {
    const rendered = ofType(stacks, 'AWS::CloudWatch::Dashboard').map(({ Properties }) => ({
      key: Properties.DashboardName,
      body: JSON.parse(Properties.DashboardBody),
    }));
    expect(byKey(rendered)).toEqual(byKey(plan.dashboards.map(({ name, body }) => ({ key: name, body }))));
  });
});

/** `id` of the function that a `GetAtt` in the same stack means. */
function functionNamed(stack: string, endpoint: Loose): string | undefined {
  const [id] = endpoint['Fn::GetAtt'];
  const found = ofType(stacks, 'AWS::Lambda::Function').find((fn) => fn.stack === stack && fn.id === id);
  return plan.functions.find(({ name, region }) => name === found?.Properties.FunctionName && region === found?.region)
    ?.id;
}
