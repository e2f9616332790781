import { describe, expect, it } from 'vitest';
import type { AlarmView, EndpointView } from '../../../../local/api/types.ts';
import { alarmLabel } from '../../../../local/console/text/alarm-label.ts';
import { firingMatters, reasonOf, sumUp } from '../../../../local/console/text/overall.ts';
import { sampleWatch } from '../fixtures.ts';

const { endpoints, alarms } = sampleWatch().snapshot;
const endpoint = (outcome: EndpointView['outcome']): EndpointView => ({
  ...find(endpoints, ({ id }) => id === 'web'),
  outcome,
});
const calm = alarms.map((view): AlarmView => ({ ...view, state: 'OK' }));

function find<Item>(items: readonly Item[], matches: (item: Item) => boolean): Item {
  const found = items.find(matches);
  if (!found) throw new Error('Cannot find the item: the fixtures lack it, must have it');
  return found;
}

const alarm = (id: string): AlarmView => find(alarms, (view) => view.alarm.id === id);

describe('sumUp() names the worst first', () => {
  it.each([
    ['nothing watched', [], 'quiet', 'No endpoint is watched'],
    ['no result yet', ['pending', 'pending'], 'quiet', 'Waiting for the first results'],
    ['some results', ['up', 'pending'], 'ok', '1 of 2 endpoints are up, 1 pending'],
    ['one that is up', ['up'], 'ok', 'The endpoint is up'],
    ['all up', ['up', 'up'], 'ok', 'All 2 endpoints are up'],
    ['one degraded', ['up', 'degraded'], 'warn', '1 of 2 endpoints is degraded'],
    ['unknown', ['unknown', 'unknown', 'up'], 'unknown', '2 of 3 endpoints are unknown'],
    ['everything', ['down', 'degraded', 'unknown', 'up'], 'bad', '1 of 4 endpoints is down, 1 degraded, 1 unknown'],
  ] as const)('%s', (_, outcomes, tone, headline) => {
    expect(sumUp(outcomes.map(endpoint), calm)).toEqual({ tone, headline, alarms: 'No alarm is firing.' });
  });

  it('counts the firing alarms by severity, and is not calm while one fires', () => {
    const overall = sumUp([endpoint('up')], [alarm('endpoint/api/down'), alarm('endpoint/checkout/slow')]);
    expect(overall).toMatchObject({ tone: 'warn', alarms: '2 alarms firing: 1 critical, 1 warning.' });
  });
});

it('firingMatters() says the steps of one certificate once, by the most severe', () => {
  const matters = firingMatters(alarms.filter(({ alarm: { id } }) => id.startsWith('endpoint/')));
  expect(matters.map(({ worst, milder }) => [worst.alarm.id, milder])).toEqual([
    ['endpoint/api/down', 0],
    ['endpoint/account/certificate-7d', 2],
    ['endpoint/checkout/slow', 0],
  ]);
});

describe('reasonOf()', () => {
  it('is the reason of the probe while the probe still says so', () => {
    expect(reasonOf(alarm('endpoint/api/down'), endpoints)).toBe('Expected status 200, got 503');
  });

  it("is CloudWatch's reason once the probe says something else", () => {
    const view = alarm('endpoint/api/down');
    const recovered = endpoints.map((one) =>
      one.id === 'api' && one.latest ? { ...one, latest: { ...one.latest, outcome: 'up' as const } } : one,
    );
    expect(reasonOf(view, recovered)).toBe(view.stateReason);
  });

  it('is the meaning where no probe stands behind the alarm', () => {
    const view = find(alarms, ({ alarm: { subject }, state }) => subject.kind === 'job' && state === 'ALARM');
    expect(reasonOf(view, endpoints)).toBe(view.alarm.meaning);
  });
});

describe('alarmLabel()', () => {
  it('is what is wrong while the alarm fires', () => {
    expect(alarmLabel(alarm('endpoint/api/down'), endpoints)).toBe('Product API is down');
  });

  it.each([
    ['endpoint/web/down', 'Storefront: availability'],
    ['endpoint/web/slow', 'Storefront: latency'],
    ['endpoint/web/certificate-14d', 'Storefront: certificate, 14 days'],
    ['function/alert-router/errors', 'Alert-router: errors'],
  ])('is what %s watches while it does not', (id, label) => {
    expect(alarmLabel(alarm(id), endpoints)).toBe(label);
  });
});
