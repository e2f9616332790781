import { describe, expect, it } from 'vitest';
import { createResultStore, mostResults } from '../../../local/memory/result-store.ts';
import type { Outcome, ProbeResult } from '../../../shared/model/probe-result.ts';

const result = (outcome: Outcome, startedAtMs: number, endpoint = 'web'): ProbeResult => ({
  endpoint,
  kind: 'http',
  location: 'here',
  target: 'https://shop.example/',
  outcome,
  reason: outcome,
  checks: [],
  phases: { totalMs: 1 },
  errorBoundMs: 0,
  attempts: 1,
  startedAtMs,
});

function storeOf(...results: readonly ProbeResult[]) {
  const store = createResultStore();
  for (const each of results) store.write(each, { job: 'job', scheduledAtMs: each.startedAtMs });
  return store;
}

describe('createResultStore()', () => {
  it('gives the newest results of an endpoint, newest last', () => {
    const store = storeOf(result('up', 1), result('up', 2, 'api'), result('down', 3), result('up', 4));
    expect(store.newest('web', 2).map(({ startedAtMs }) => startedAtMs)).toEqual([3, 4]);
    expect(store.newest('none', 2)).toEqual([]);
  });

  it('keeps a day of one result a minute', () => {
    const store = storeOf(...Array.from({ length: mostResults + 10 }, (_, index) => result('up', index)));
    expect(store.newest('web', 10_000)).toHaveLength(mostResults);
    expect(store.newest('web', 10_000)[0]?.startedAtMs).toBe(10);
  });

  it('counts verdicts: what could not be judged is none', () => {
    const store = storeOf(result('up', 1), result('unknown', 2), result('down', 3), result('degraded', 4));
    expect(store.verdicts('web')).toEqual({ all: 3, down: 1 });
  });

  const found: readonly (readonly [string, boolean, number, Outcome | undefined])[] = [
    ['the newest result', false, 10, 'up'],
    ['the newest result at or before a moment', false, 2, 'down'],
    ['the newest result that blames the endpoint', true, 10, 'degraded'],
    ['nothing before the first', false, 0, undefined],
  ];
  for (const [what, unhealthy, beforeMs, outcome] of found) {
    it(`finds ${what} as evidence`, async () => {
      const store = storeOf(
        result('up', 1),
        result('down', 2),
        result('degraded', 3),
        result('unknown', 4),
        result('up', 4),
      );
      expect((await store.latest({ endpoint: 'web', beforeMs, unhealthy }))?.outcome).toBe(outcome);
    });
  }
});
