import { describe, expect, it } from 'vitest';
import { applyEvent, mergeResults } from '../../../../local/console/state/snapshot.ts';
import { sampleWatch } from '../fixtures.ts';

const { snapshot } = sampleWatch();
const [endpoint] = snapshot.endpoints;
const [alarm] = snapshot.alarms;
const [delivery] = snapshot.deliveries;
if (!endpoint || !alarm || !delivery) throw new Error('Cannot test: the fixtures are empty, must hold one of each');

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
