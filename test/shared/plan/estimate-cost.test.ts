import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { estimateCost } from '../../../shared/plan/estimate-cost.ts';
import { plan } from '../../../shared/plan/make-plan.ts';
import { makeDefinition } from '../../support/definition.ts';

const slow = { latency: { degraded: '1s' } };
const more = { api: { kind: 'http', url: 'https://shop.example/api', ...slow } };

function costOf({
  endpoints = {},
  locations,
}: {
  readonly endpoints?: object;
  readonly locations?: readonly string[];
}): number {
  const definition = makeDefinition({
    endpoints: { web: slow, ...endpoints },
    environments: { prod: locations === undefined ? {} : { locations } },
  });
  return estimateCost(plan(definition, 'prod')).reduce((sum, { usd }) => sum + usd, 0);
}

const two = ['eu-central-1', 'eu-west-1'];
const root = join(import.meta.dirname, '../../..');

describe('estimateCost()', () => {
  it('counts metrics, alarms by the metrics that they read, keys, secrets and dashboards', () => {
    const planned = plan(
      makeDefinition({ endpoints: { web: slow }, environments: { prod: { locations: two } } }),
      'prod',
    );
    expect(estimateCost(planned).map(({ what, count }) => [what, count])).toEqual([
      // Those of the endpoint, one per job, the heartbeat of the router.
      ['custom metrics', 5 + 2 + 1],
      // One per channel, four per severity.
      ['metrics of channels and incidents', 3 + 4 * 3],
      // Down and slow read both locations; four certificate steps, two jobs, four functions with three alarms each, links, three
      // channels, three topics that reach somebody, what SMS cost, the router.
      ['metrics read by alarms', 4 + 4 + 2 + 12 + 1 + 3 + 3 + 1 + 1],
      ['keys of encrypted topics', 2],
      ['secret that signs links', 1],
      ['dashboards beyond three', 0],
    ]);
  });

  it('names one key as one', () => {
    const lines = estimateCost(plan(makeDefinition(), 'prod')).filter(({ count }) => count === 1);
    expect(lines.map(({ what }) => what)).toEqual(['key of encrypted topics', 'secret that signs links']);
  });

  it('prices a metric that comes with deliveries by the hour of its daily test', () => {
    const rare = estimateCost(plan(makeDefinition(), 'prod')).find(({ what }) => what.includes('channels'));
    expect(rare?.usd).toBeCloseTo((15 * 0.3) / 24, 10);
  });

  it.each([
    ['an environment costs by itself', costOf({}) - 1.5, '4.09'],
    ['an HTTPS endpoint adds', costOf({ endpoints: more }) - costOf({}), '1.50'],
    [
      'a further location adds for each endpoint',
      costOf({ endpoints: more, locations: two }) - costOf({ locations: two }) - 1.5,
      '0.80',
    ],
    ['a further location adds by itself', costOf({ locations: two }) - costOf({}) - 0.8, '1.70'],
  ])('what %s is what the README says', (_, usd, said) => {
    expect(usd.toFixed(2)).toBe(said);
    expect(readFileSync(join(root, 'README.md'), 'utf8')).toContain(`${said} USD`);
  });
});
