import { describe, expect, it } from 'vitest';
import type { WatchEvent } from '../../../../local/api/types.ts';
import { applyEvent, mergeResults, newestResultMs } from '../../../../local/console/state/snapshot.ts';
import { sampleWatch } from '../fixtures.ts';

const { snapshot } = sampleWatch();
const [endpoint] = snapshot.endpoints;
const [alarm] = snapshot.alarms;
const [delivery] = snapshot.deliveries;
const [database] = snapshot.databases;
const [kpi] = snapshot.kpis;
const [incident] = snapshot.incidents;
if (!endpoint || !alarm || !delivery || !database || !kpi || !incident)
  throw new Error('Cannot test: the fixtures are empty, must hold one of each');

describe('applyEvent()', () => {
  it('replaces an endpoint in its place and touches nothing else', () => {
    const next = applyEvent(snapshot, { type: 'endpoint', endpoint: { ...endpoint, outcome: 'down' } });
    expect(next.endpoints.map(({ id }) => id)).toEqual(snapshot.endpoints.map(({ id }) => id));
    expect(next.endpoints[0]?.outcome).toBe('down');
    expect(next.alarms).toBe(snapshot.alarms);
  });

  it('replaces an alarm by the id of the planned alarm', () => {
    const next = applyEvent(snapshot, { type: 'alarm', alarm: { ...alarm, state: 'ALARM' } });
    expect(next.alarms).toHaveLength(snapshot.alarms.length);
    expect(next.alarms[0]?.state).toBe('ALARM');
  });

  it('replaces a database and a KPI in their places', () => {
    const degraded = applyEvent(snapshot, { type: 'database', database: { ...database, state: 'degraded' } });
    expect(degraded.databases.map(({ id, state }) => [id, state])).toEqual([
      ['orders', 'degraded'],
      ['stock', 'healthy'],
    ]);
    const renamed = applyEvent(snapshot, { type: 'kpi', kpi: { ...kpi, title: 'Income today' } });
    expect(renamed.kpis.map(({ title }) => title)).toEqual([
      'Income today',
      ...snapshot.kpis.slice(1).map(({ title }) => title),
    ]);
  });

  it('puts a new incident on top, replaces one that is known in its place, and keeps 200', () => {
    const first = applyEvent(snapshot, { type: 'incident', incident: { ...incident, id: 'new' } });
    expect(first.incidents.map(({ id }) => id)).toEqual(['new', ...snapshot.incidents.map(({ id }) => id)]);
    const changed = applyEvent(first, { type: 'incident', incident: { ...incident, status: 'resolved' } });
    expect([changed.incidents.length, changed.incidents[1]?.status]).toEqual([first.incidents.length, 'resolved']);
    const full = {
      ...snapshot,
      incidents: Array.from({ length: 200 }, (_, index) => ({ ...incident, id: `${index}` })),
    };
    const kept = applyEvent(full, { type: 'incident', incident: { ...incident, id: 'new' } }).incidents;
    expect([kept.length, kept[0]?.id, kept.at(-1)?.id]).toEqual([200, 'new', '198']);
  });

  it('stays as it is for an event that it does not know', () => {
    expect(applyEvent(snapshot, { type: 'weather' } as unknown as WatchEvent)).toBe(snapshot);
  });

  it('puts a new delivery where its time says', () => {
    const at = (atMs: number) => ({ ...delivery, id: `at ${atMs}`, atMs });
    const two = { ...snapshot, deliveries: [at(30), at(10)] };
    const ids = (atMs: number) =>
      applyEvent(two, { type: 'delivery', delivery: at(atMs) }).deliveries.map((one) => one.atMs);
    expect([ids(40), ids(20), ids(5)]).toEqual([
      [40, 30, 10],
      [30, 20, 10],
      [30, 10, 5],
    ]);
  });

  it('replaces a delivery whose result came', () => {
    const next = applyEvent(snapshot, { type: 'delivery', delivery: { ...delivery, result: 'rejected' } });
    expect(next.deliveries).toHaveLength(snapshot.deliveries.length);
    expect(next.deliveries[0]?.result).toBe('rejected');
  });

  it('keeps 500 deliveries at most', () => {
    const full = {
      ...snapshot,
      deliveries: Array.from({ length: 500 }, (_, index) => ({ ...delivery, id: `${index}`, atMs: 1_000 - index })),
    };
    const next = applyEvent(full, { type: 'delivery', delivery: { ...delivery, id: 'new', atMs: 2_000 } });
    expect(next.deliveries).toHaveLength(500);
    expect(next.deliveries[0]?.id).toBe('new');
  });
});

describe('newestResultMs()', () => {
  const bare = { ...snapshot, endpoints: [], databases: [], kpis: [] };

  it.each([
    ['the start where there is no result', bare, snapshot.watch.startedAtMs],
    ['the newest of an endpoint', { ...bare, endpoints: snapshot.endpoints }, endpoint.latest?.startedAtMs],
    ['the newest of a database', { ...bare, databases: snapshot.databases }, database.atMs],
    ['the newest of a KPI', { ...bare, kpis: snapshot.kpis }, kpi.latest?.atMs],
  ])('is %s', (_, of, expected) => {
    expect(newestResultMs(of)).toBe(expected);
  });
});

describe('mergeResults()', () => {
  const at = (...times: readonly number[]) => times.map((startedAtMs) => ({ startedAtMs }));

  it.each([
    ['adds what is newer', at(1, 2), at(2, 3), at(1, 2, 3)],
    ['takes all where nothing is known', [], at(1, 2), at(1, 2)],
    ['keeps the newest where there are too many', at(1, 2, 3), at(4, 5), at(3, 4, 5)],
  ])('%s', (_, known, newer, expected) => {
    expect(mergeResults(known, newer, 3)).toEqual(expected);
  });
});
