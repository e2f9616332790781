import { describe, expect, it } from 'vitest';
import { samplePlan, withoutData } from '../support/sample-plan.ts';
import { type SynthesisedStack, synthesise } from './synthesise.ts';

const stacks = synthesise(samplePlan());

const nameProperties = [
  'AlarmName',
  'BucketName',
  'DashboardName',
  'FunctionName',
  'GroupName',
  'LogGroupName',
  'Name',
  'QueueName',
  'TableName',
  'TopicName',
];

/** What decides whether a deployment replaces a resource: its logical id, its type and the name that it has in AWS. */
function identities(of: readonly SynthesisedStack[]): readonly string[] {
  const resources = of.flatMap((stack) => stack.resources);
  return resources
    .map(({ stack, id, Type, Properties }) => {
      const names = nameProperties.map((property) => JSON.stringify(Properties[property]) ?? '');
      return [stack, id, Type, ...names].join(' ');
    })
    .sort();
}

describe('EnvironmentStage', () => {
  it('is a handful of stacks with stable names', () => {
    expect(stacks.map(({ name }) => name).sort()).toEqual([
      'shop-prod-alarms-eu-central-1-1',
      'shop-prod-alarms-us-east-1-1',
      'shop-prod-alerting-eu-central-1',
      'shop-prod-alerting-us-east-1',
      'shop-prod-dashboards-1',
      'shop-prod-data-eu-central-1',
      'shop-prod-maintenance-eu-central-1',
      'shop-prod-probes-eu-central-1',
      'shop-prod-probes-us-east-1',
    ]);
  });

  it('holds these resources', () => {
    const inventory: Record<string, number> = {};
    for (const { Type } of stacks.flatMap(({ resources }) => resources)) inventory[Type] = (inventory[Type] ?? 0) + 1;
    expect(inventory).toMatchSnapshot();
  });

  it('puts each stack into the region that its name says', () => {
    const elsewhere = stacks.filter(
      ({ name, region }) => region !== (name.includes('us-east-1') ? 'us-east-1' : 'eu-central-1'),
    );
    expect(elsewhere).toEqual([]);
  });

  it('tags everything with service and environment', () => {
    for (const { tags } of stacks) expect(tags).toEqual({ service: 'shop', environment: 'prod' });
  });

  it('deploys alarms after the topics that they tell and the functions that they watch', () => {
    const alarms = stacks.find(({ name }) => name === 'shop-prod-alarms-us-east-1-1');
    expect(alarms?.after.toSorted()).toEqual([
      'shop-prod-alerting-eu-central-1',
      'shop-prod-alerting-us-east-1',
      'shop-prod-data-eu-central-1',
      'shop-prod-probes-eu-central-1',
      'shop-prod-probes-us-east-1',
    ]);
  });

  it('deploys the rules of maintenance after the alarms that they name', () => {
    const maintenance = stacks.find(({ name }) => name === 'shop-prod-maintenance-eu-central-1');
    expect(maintenance?.after).toEqual(['shop-prod-alarms-eu-central-1-1']);
  });

  it('has no stack for databases, numbers and reports where there are none', () => {
    const names = synthesise(samplePlan(withoutData)).map(({ name }) => name);
    expect(names.filter((name) => name.includes('-data-'))).toEqual([]);
  });

  it('refers to nothing in another stack, so that none holds another one hostage', () => {
    const text = JSON.stringify(stacks);
    expect(text).not.toContain('Fn::ImportValue');
    expect(text).not.toContain('Fn::GetStackOutput');
  });

  it('keeps every logical id and name when titles change', () => {
    const renamed = samplePlan({
      endpoints: { web: { title: 'Storefront' }, port: { title: 'PostgreSQL' } },
      databases: { orders: { title: 'Orders' } },
      kpis: { revenue: { title: 'Revenue' } },
      refreshes: { sales: { title: 'Sales' } },
      reports: { weekly: { title: 'The week' } },
      dashboards: { overview: { title: 'The whole shop' } },
    });
    expect(identities(synthesise(renamed))).toEqual(identities(stacks));
  });

  it('keeps every logical id and name when an endpoint is renamed and says which one it was', () => {
    const storefront = { kind: 'http', url: 'https://shop.example/', id: 'web', latency: { degraded: '500ms' } };
    const renamed = samplePlan({ endpoints: { web: null, storefront } });
    expect(identities(synthesise(renamed))).toEqual(identities(stacks));
  });

  it('keeps every logical id and name when everything stands in another order', () => {
    const plan = samplePlan();
    const reordered = {
      ...plan,
      endpoints: plan.endpoints.toReversed(),
      databases: plan.databases.toReversed(),
      kpis: plan.kpis.toReversed(),
      reports: plan.reports.toReversed(),
      networks: plan.networks.toReversed(),
      functions: plan.functions.toReversed(),
      jobs: plan.jobs.toReversed(),
      alarms: plan.alarms.toReversed(),
      topics: plan.topics.toReversed(),
      subscriptions: plan.subscriptions.toReversed(),
      dashboards: plan.dashboards.toReversed(),
    };
    expect(identities(synthesise(reordered))).toEqual(identities(stacks));
  });
});
