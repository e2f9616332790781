import { describe, expect, it } from 'vitest';
import type { KpiReport } from '../../functions/kpi-query/kpi-report.ts';
import { useDataFunction } from './use-data-function.ts';

const kpis = useDataFunction('kpi-query');
const event = { job: 'kpi-query/15m', scheduledAt: '2026-03-05T08:30:12Z' };

describe('the deployed kpi-query', () => {
  it('reads numbers from a database, a Data API and a JSON answer, and publishes them', async () => {
    const { answer, error, log } = await kpis.invoke(event);
    expect(error).toBeUndefined();
    expect((answer as KpiReport).job).toBe(event.job);
    expect(kpis.metrics()).toEqual(
      expect.arrayContaining([
        ['ResultPercent', 100, event.job],
        ['KpiValue', 4, 'trips'],
        ['KpiValue', 12, 'queue'],
      ]),
    );
    const results = log.map((line) => JSON.parse(line)).filter(({ type }) => type === 'kpi-result');
    expect(results.map(({ result }) => [result.kpi, result.outcome])).toEqual([
      ['revenue', 'value'],
      ['trips', 'value'],
      ['queue', 'value'],
    ]);
  });

  it('answers a person, and publishes nothing', async () => {
    const before = kpis.metrics().length;
    const { answer, error } = await kpis.invoke({ kpis: ['revenue'] });
    expect(error).toBeUndefined();
    expect(JSON.stringify(answer)).toContain('revenue');
    expect(kpis.metrics().length).toBe(before);
  });

  it('may do all that it was seen to do', () => {
    const done = new Set(kpis.operations());
    expect([...done].toSorted()).toEqual([
      'BeginTransaction',
      'ExecuteStatement',
      'GetMetricData',
      'GetParameter',
      'PutMetricData',
      'RollbackTransaction',
    ]);
    const allowed = kpis.deployed().allowedActions.map((action) => action.split(':')[1]);
    expect([...done].filter((operation) => !allowed.includes(operation))).toEqual([]);
  });
});
