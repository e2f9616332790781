import { describe, expect, it } from 'vitest';
import { resultPercent } from '../../../shared/plan/job-metrics.ts';

const run = { namespace: 'Watchkeeper/shop/prod', job: 'kpi-query/15m', timestampMs: 60_000 };

describe('resultPercent()', () => {
  it.each([
    ['all', 4, 4, 100],
    ['three of four', 4, 3, 75],
    ['none', 4, 0, 0],
    ['a run with nothing to look at', 0, 0, 100],
  ])('of %s', (_, all, judged, value) => {
    expect(resultPercent({ all, judged }, run)).toEqual({
      metric: { namespace: run.namespace, name: 'ResultPercent', dimensions: { Job: run.job } },
      unit: 'Percent',
      timestampMs: 60_000,
      value,
    });
  });
});
