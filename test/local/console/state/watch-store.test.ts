import { describe, expect, it } from 'vitest';
import type { WatchEvent } from '../../../../local/api/types.ts';
import type { ApiClient } from '../../../../local/console/state/api-client.ts';
import type { Snapshot } from '../../../../local/console/state/snapshot.ts';
import { createWatchStore } from '../../../../local/console/state/watch-store.ts';
import { NOW_MS } from '../fixture-results.ts';
import { sampleWatch } from '../fixtures.ts';

const { snapshot } = sampleWatch();
const refuse = () => Promise.reject(new Error('not in this test'));

function createBench() {
  const loads: PromiseWithResolvers<Snapshot>[] = [];
  let monotonicMs = 0;
  const api: ApiClient = {
    loadSnapshot: () => {
      const load = Promise.withResolvers<Snapshot>();
      loads.push(load);
      return load.promise;
    },
    loadEndpoint: refuse,
    loadDatabase: refuse,
    loadKpi: refuse,
    loadRefreshes: refuse,
    loadReports: refuse,
    writeReport: refuse,
    loadAlarm: refuse,
    loadRoutes: refuse,
    loadRoute: refuse,
    loadIncident: refuse,
    actOnIncident: refuse,
    drill: refuse,
    queryMetrics: refuse,
    probeNow: refuse,
    setFault: refuse,
  };
  const store = createWatchStore(api, () => monotonicMs);
  const pass = (ms: number): void => {
    monotonicMs += ms;
    store.tick();
  };
  return { store, loads, pass };
}

const endpointDown = (): WatchEvent => {
  const [endpoint] = snapshot.endpoints;
  if (!endpoint) throw new Error('Cannot make an event: the fixtures have no endpoint, must have one');
  return { type: 'endpoint', endpoint: { ...endpoint, outcome: 'down' } };
};

describe('createWatchStore()', () => {
  it('is live once the snapshot is loaded', async () => {
    const { store, loads } = createBench();
    const opened = store.onOpen();
    expect([store.connection.value, store.snapshot.value]).toEqual(['connecting', undefined]);
    loads[0]?.resolve(snapshot);
    await opened;
    expect([store.connection.value, store.snapshot.value, store.generation.value]).toEqual(['live', snapshot, 1]);
  });

  it('applies events that came while it was loading on top of what it loaded', async () => {
    const { store, loads } = createBench();
    const opened = store.onOpen();
    store.onEvent(endpointDown());
    loads[0]?.resolve(snapshot);
    await opened;
    expect(store.snapshot.value?.endpoints[0]?.outcome).toBe('down');
  });

  it('runs the clock at the speed of the watch, and stops it while the connection is lost', async () => {
    const { store, loads, pass } = createBench();
    const opened = store.onOpen();
    loads[0]?.resolve(snapshot);
    await opened;
    pass(1_000);
    expect(store.nowMs.value).toBe(NOW_MS + 20_000);
    store.onLost();
    pass(1_000);
    expect(store.nowMs.value).toBe(NOW_MS + 20_000);
  });

  it('keeps what it shows when the connection is lost, and loads again', async () => {
    const { store, loads } = createBench();
    const opened = store.onOpen();
    loads[0]?.resolve(snapshot);
    await opened;
    store.onLost();
    expect([store.connection.value, store.snapshot.value]).toEqual(['lost', snapshot]);
    const again = store.onOpen();
    loads[1]?.resolve({ ...snapshot, deliveries: [] });
    await again;
    expect([store.connection.value, store.snapshot.value?.deliveries, store.generation.value]).toEqual(['live', [], 2]);
  });

  it('drops the answer of a load that a lost connection overtook', async () => {
    const { store, loads } = createBench();
    const opened = store.onOpen();
    store.onLost();
    loads[0]?.resolve(snapshot);
    await opened;
    expect([store.connection.value, store.snapshot.value]).toEqual(['lost', undefined]);
  });

  it('says why a load failed, and rejects', async () => {
    const { store, loads } = createBench();
    const opened = store.onOpen();
    loads[0]?.reject(new Error('Cannot read "/api/watch": the server answered 500, must be 200'));
    await expect(opened).rejects.toThrow('answered 500');
    expect(store.problem.value).toContain('answered 500');
  });
});
