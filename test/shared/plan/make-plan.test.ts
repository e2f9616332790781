import { describe, expect, it } from 'vitest';
import type { DefinitionInput } from '../../../shared/definition/definition-schema.ts';
import { metricKey } from '../../../shared/model/metric.ts';
import { incidentMetrics } from '../../../shared/plan/incident-metrics.ts';
import { plan } from '../../../shared/plan/make-plan.ts';
import { actionLinkSecret } from '../../../shared/plan/names.ts';
import shop from '../../../watchkeeper.config.ts';
import { makeDefinition } from '../../support/definition.ts';

const threeLocations = { environments: { prod: { locations: ['eu-central-1', 'eu-west-1', 'us-east-1'] } } };
const alarmOf = (definition: DefinitionInput, id: string) => {
  const alarm = plan(definition, 'prod').alarms.find((candidate) => candidate.id === id);
  if (alarm === undefined) throw new Error(`Cannot find alarm "${id}" in the plan`);
  return alarm;
};

describe('plan()', () => {
  it('refuses an environment that there is not, and says which there are', () => {
    expect(() => plan(makeDefinition(), 'prd')).toThrow(
      'Cannot plan environment "prd": the definition has none of that name; did you mean "prod"?',
    );
  });

  it('gives the same plan for the same definition', () => {
    expect(plan(makeDefinition(), 'prod')).toEqual(plan(makeDefinition(), 'prod'));
  });

  it('is plain data', () => {
    const planned = plan(shop as unknown as DefinitionInput, 'prod');
    expect(JSON.parse(JSON.stringify(planned))).toEqual(planned);
  });

  it('lists the alarms of one endpoint, its job, the functions and the way that alerts take', () => {
    expect(plan(makeDefinition(), 'prod').alarms.map(({ name }) => name)).toEqual([
      'shop-prod/endpoint/web/down',
      'shop-prod/endpoint/web/certificate-30d',
      'shop-prod/endpoint/web/certificate-14d',
      'shop-prod/endpoint/web/certificate-7d',
      'shop-prod/endpoint/web/certificate-3d',
      'shop-prod/job/endpoint-probe/eu-central-1/1m/no-result',
      'shop-prod/function/endpoint-probe/eu-central-1/errors',
      'shop-prod/function/endpoint-probe/eu-central-1/throttles',
      'shop-prod/function/endpoint-probe/eu-central-1/dead-letters',
      'shop-prod/function/alert-router/errors',
      'shop-prod/function/alert-router/throttles',
      'shop-prod/function/alert-router/dead-letters',
      'shop-prod/function/incident-actions/errors',
      'shop-prod/function/incident-actions/throttles',
      'shop-prod/function/incident-actions/dead-letters',
      'shop-prod/function/incident-actions/links',
      'shop-prod/channel/engineering/failing',
      'shop-prod/channel/phone/failing',
      'shop-prod/channel/chat/failing',
      'shop-prod/topic/severity/critical/undelivered',
      'shop-prod/topic/channel/engineering/undelivered',
      'shop-prod/topic/channel/phone/undelivered',
      'shop-prod/sms/spend',
      'shop-prod/router/sweep',
    ]);
  });

  it('alarms on the metric itself where there is one location', () => {
    expect(alarmOf(makeDefinition(), 'endpoint/web/down').rule).toEqual({
      queries: [
        {
          kind: 'stat',
          id: 'm1',
          metric: {
            namespace: 'Watchkeeper/shop/prod',
            name: 'Down',
            dimensions: { Endpoint: 'web', Location: 'eu-central-1' },
          },
          stat: 'Maximum',
          periodSeconds: 60,
          returnData: true,
        },
      ],
      comparison: 'GreaterThanOrEqualToThreshold',
      threshold: 1,
      evaluationPeriods: 2,
      datapointsToAlarm: 2,
      treatMissingData: 'ignore',
    });
  });

  it.each([
    ['more than half of the locations by default', {}, 2],
    ['as many as the definition asks for', { endpoints: { web: { alarms: { down: { quorum: 3 } } } } }, 3],
  ])('counts %s', (_, change, threshold) => {
    const { rule } = alarmOf(makeDefinition({ ...threeLocations, ...change }), 'endpoint/web/down');
    expect(rule.threshold).toBe(threshold);
    expect(rule.queries.at(-1)).toMatchObject({ expression: 'm1 + m2 + m3', returnData: true });
  });

  it('puts endpoints of one interval into one job per location', () => {
    const definition = makeDefinition({
      ...threeLocations,
      endpoints: { slow: { kind: 'http', url: 'https://shop.example/slow', every: '5m' } },
    });
    const jobs = plan(definition, 'prod').jobs.flatMap((job) => (job.kind === 'endpoint-probe' ? [job] : []));
    expect(jobs.map(({ id, endpoints }) => [id, endpoints])).toEqual([
      ['endpoint-probe/eu-central-1/1m', ['web']],
      ['endpoint-probe/eu-central-1/5m', ['slow']],
      ['endpoint-probe/eu-west-1/1m', ['web']],
      ['endpoint-probe/eu-west-1/5m', ['slow']],
      ['endpoint-probe/us-east-1/1m', ['web']],
      ['endpoint-probe/us-east-1/5m', ['slow']],
    ]);
  });

  it('subscribes the backstop natively to critical openings and to all about our own functions', () => {
    const native = plan(makeDefinition(), 'prod').subscriptions.filter(
      ({ topic, protocol }) => !topic.startsWith('channel/') && protocol !== 'lambda',
    );
    expect(native).toEqual([
      { topic: 'severity/critical', protocol: 'sms', address: '+12025550101', told: 'openings' },
      { topic: 'watcher/eu-central-1', protocol: 'sms', address: '+12025550101', told: 'openings-and-ends' },
    ]);
  });

  it('tells an address of the backstop once, whatever number of channels it stands in', () => {
    const definition = makeDefinition({
      channels: { pager: { kind: 'sms', to: ['+12025550101'] } },
      backstop: ['phone', 'pager'],
    });
    const told = plan(definition, 'prod').subscriptions.filter(({ topic }) => topic === 'severity/critical');
    expect(told.map(({ protocol }) => protocol)).toEqual(['lambda', 'sms']);
  });

  it('sends alarms about our own functions only to the watcher', () => {
    const own = plan(makeDefinition(threeLocations), 'prod').alarms.filter(
      ({ subject }) => subject.kind !== 'endpoint',
    );
    expect(own.length).toBeGreaterThan(0);
    expect(own.filter(({ topic, region }) => topic !== `watcher/${region}`)).toEqual([]);
  });

  it('names the secrets that each function reads', () => {
    const definition = makeDefinition({
      endpoints: { web: { auth: { kind: 'bearer', token: { secret: 'api/token' } } } },
    });
    expect(plan(definition, 'prod').functions.map(({ kind, secrets }) => [kind, secrets])).toEqual([
      ['endpoint-probe', [{ secret: 'api/token' }]],
      ['alert-router', [{ secret: 'slack/engineering' }, actionLinkSecret]],
      ['incident-actions', [actionLinkSecret]],
    ]);
  });

  it('applies overrides of the environment and of no other', () => {
    const definition = makeDefinition({
      environments: {
        prod: {},
        staging: { region: 'eu-west-1', overrides: { defaults: { every: '5m' }, policies: { critical: ['chat'] } } },
      },
    });
    expect(plan(definition, 'staging')).toMatchObject({
      policies: { critical: { steps: [{ notify: [{ kind: 'channel', channel: 'chat' }] }] } },
      jobs: [{ everySeconds: 300 }],
    });
    expect(plan(definition, 'prod')).toMatchObject({
      policies: {
        critical: {
          steps: [{ notify: ['engineering', 'phone', 'chat'].map((channel) => ({ kind: 'channel', channel })) }],
        },
      },
      jobs: [{ everySeconds: 60 }],
    });
  });

  describe.each(['prod', 'staging', 'local'])('for the shipped definition in %s', (environment) => {
    const planned = plan(shop as unknown as DefinitionInput, environment);

    it('alarms on and draws no metric that nobody publishes', () => {
      const published = new Set(planned.metrics.map(({ metric }) => metricKey(metric)));
      const read = planned.alarms.flatMap(({ rule }) =>
        rule.queries.flatMap((query) => (query.kind === 'stat' ? [query.metric] : [])),
      );
      const foreign = read.filter(
        (metric) => metric.namespace === planned.namespace && !published.has(metricKey(metric)),
      );
      expect(foreign).toEqual([]);
    });

    it('publishes no metric that nobody alarms on, draws or sums up', () => {
      const alarmed = planned.alarms.flatMap(({ rule }) =>
        rule.queries.flatMap((query) => (query.kind === 'stat' ? [metricKey(query.metric)] : [])),
      );
      const drawn = JSON.stringify(planned.dashboards);
      const idle = planned.metrics.filter(
        ({ metric }) =>
          !alarmed.includes(metricKey(metric)) &&
          // How fast incidents were noticed and over: for whoever asks how well it goes.
          !(metric.name in incidentMetrics) &&
          !Object.entries(metric.dimensions)
            .slice(0, 1)
            .some(([dimension, value]) => drawn.includes(`"${metric.name}","${dimension}","${value}"`)),
      );
      expect(idle).toEqual([]);
    });

    it('stays inside CloudWatch limits on names and descriptions, and names every alarm once', () => {
      expect(planned.alarms.filter(({ name, description }) => name.length > 255 || description.length > 1_024)).toEqual(
        [],
      );
      const places = planned.alarms.map(({ region, name }) => `${region} ${name}`);
      expect(new Set(places).size).toBe(places.length);
    });

    it('refers only to topics, functions and channels that it holds', () => {
      const topics = new Set(planned.topics.map(({ id }) => id));
      const functions = new Set(planned.functions.map(({ id }) => id));
      expect(planned.alarms.filter(({ topic }) => !topics.has(topic))).toEqual([]);
      expect(
        planned.subscriptions.filter(
          (subscription) =>
            !topics.has(subscription.topic) ||
            (subscription.protocol === 'lambda' && !functions.has(subscription.function)),
        ),
      ).toEqual([]);
      expect(planned.jobs.filter((job) => !functions.has(job.function))).toEqual([]);
    });
  });

  it('draws a text where a panel would be empty, because CloudWatch refuses the whole dashboard otherwise', () => {
    const definition = makeDefinition({ endpoints: { web: { url: 'http://shop.example/' } } });
    const widgets = plan(definition, 'prod').dashboards.flatMap(({ body }) => body.widgets);
    expect(widgets.map(({ type }) => type)).toEqual(['alarm', 'metric', 'metric', 'text', 'metric']);
  });

  it('plans 1,000 endpoints', () => {
    const endpoints = Object.fromEntries(
      Array.from({ length: 1_000 }, (_, index) => [
        `page-${index}`,
        { kind: 'http', url: `https://shop.example/${index}` },
      ]),
    );
    const planned = plan(makeDefinition({ endpoints }), 'prod');
    expect(planned.endpoints).toHaveLength(1_001);
    // Five per endpoint, one of the job, three per function, one of links, eight of the way that alerts take.
    expect(planned.alarms).toHaveLength(1_001 * 5 + 1 + 9 + 1 + 8);
    const widgets = planned.dashboards.flatMap(({ body }) => body.widgets);
    const rows = widgets.map((widget) => (widget.type === 'metric' ? widget.properties.metrics.length : 0));
    expect(Math.max(...rows)).toBeLessThanOrEqual(500);
    expect(JSON.stringify(widgets)).toContain('Latency (first 100 of 1001 endpoints)');
  });
});
