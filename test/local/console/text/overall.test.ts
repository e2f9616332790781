import { describe, expect, it } from 'vitest';
import type { AlarmView, DatabaseView, EndpointView } from '../../../../local/api/types.ts';
import { firingMatters, sumUp } from '../../../../local/console/text/overall.ts';
import { sampleWatch } from '../fixtures.ts';

const { endpoints, databases, kpis, alarms } = sampleWatch().snapshot;
const endpoint = (outcome: EndpointView['outcome']): EndpointView => ({
  ...find(endpoints, ({ id }) => id === 'web'),
  outcome,
});
const database = (state: DatabaseView['state'] | 'pending'): DatabaseView => {
  const { atMs = 0, ...rest } = find(databases, ({ id }) => id === 'stock');
  return state === 'pending' ? { ...rest, state: 'unknown' } : { ...rest, state, atMs };
};
const only = { endpoints: [], databases: [], kpis: [] };
const calm = alarms.map((view): AlarmView => ({ ...view, state: 'OK' }));

function find<Item>(items: readonly Item[], matches: (item: Item) => boolean): Item {
  const found = items.find(matches);
  if (!found) throw new Error('Cannot find the item: the fixtures lack it, must have it');
  return found;
}

const alarm = (id: string): AlarmView => find(alarms, (view) => view.alarm.id === id);

describe('sumUp() names the worst first', () => {
  it.each([
    ['nothing watched', [], 'quiet', 'Nothing is watched'],
    ['no result yet', ['pending', 'pending'], 'quiet', 'Waiting for the first results'],
    ['some results', ['up', 'pending'], 'ok', '1 of 2 endpoints are up, 1 pending'],
    ['one that is up', ['up'], 'ok', 'The endpoint is up'],
    ['all up', ['up', 'up'], 'ok', 'All 2 endpoints are up'],
    ['one degraded', ['up', 'degraded'], 'warn', '1 of 2 endpoints is degraded'],
    ['unknown', ['unknown', 'unknown', 'up'], 'unknown', '2 of 3 endpoints are unknown'],
    ['everything', ['down', 'degraded', 'unknown', 'up'], 'bad', '1 of 4 endpoints is down, 1 degraded, 1 unknown'],
  ] as const)('%s', (_, outcomes, tone, headline) => {
    expect(sumUp({ ...only, endpoints: outcomes.map(endpoint) }, calm)).toEqual({
      tone,
      headline,
      alarms: 'No alarm is firing.',
    });
  });

  it.each([
    ['all healthy', ['up', 'up'], ['healthy'], 'ok', 'All 2 endpoints are up, the database is healthy'],
    ['one failing', ['up'], ['failing', 'healthy'], 'bad', '1 of 2 databases is failing'],
    [
      'both kinds in trouble',
      ['degraded', 'up'],
      ['failing', 'degraded'],
      'bad',
      '1 of 2 endpoints is degraded; 1 of 2 databases is failing, 1 degraded',
    ],
    ['a database that cannot be judged', ['up'], ['unknown'], 'unknown', '1 of 1 database is unknown'],
    ['only databases, before the first run', [], ['pending', 'pending'], 'quiet', 'Waiting for the first results'],
    [
      'one that has not run yet',
      ['up'],
      ['pending', 'healthy'],
      'ok',
      'The endpoint is up, 1 of 2 databases are healthy, 1 pending',
    ],
  ] as const)('with databases: %s', (_, outcomes, states, tone, headline) => {
    const watched = { ...only, endpoints: outcomes.map(endpoint), databases: states.map(database) };
    expect(sumUp(watched, calm)).toMatchObject({ tone, headline });
  });

  it('says how many numbers are watched where there is nothing else', () => {
    expect(sumUp({ ...only, kpis }, calm)).toMatchObject({ tone: 'ok', headline: '5 numbers are watched' });
  });

  it('counts the firing alarms by severity, and is not calm while one fires', () => {
    const overall = sumUp({ ...only, endpoints: [endpoint('up')] }, [
      alarm('endpoint/api/down'),
      alarm('endpoint/checkout/slow'),
    ]);
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

it('firingMatters() says two thresholds on one number of a database once', () => {
  const matters = firingMatters(alarms.filter(({ alarm: { subject } }) => subject.kind === 'database'));
  expect(matters.map(({ worst, milder }) => [worst.alarm.id, milder])).toEqual([['database/orders/query-stuck', 1]]);
});
