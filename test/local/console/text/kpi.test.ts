import { describe, expect, it } from 'vitest';
import type { KpiView } from '../../../../local/api/types.ts';
import {
  formatKpi,
  kpiStanding,
  metricsOfLabels,
  targetInWords,
  unitOfKpi,
} from '../../../../local/console/text/kpi.ts';
import type { KpiResult } from '../../../../shared/model/kpi-result.ts';
import { sampleWatch } from '../fixtures.ts';

const { snapshot } = sampleWatch();
const plain = (text: string | undefined) => text?.replaceAll('\u00a0', ' ');

describe('formatKpi() writes the unit of the definition', () => {
  it.each([
    [48_230.4, 'EUR', 'number', '48,230 EUR'],
    [3.187, '%', 'number', '3.18 %'],
    [1_240, 'ms', 'number', '1.24 s'],
    [371, '', 'number', '371'],
    [2_970, '', 'age', '49 min'],
    [5, 'toString', 'number', '5 toString'],
  ] as const)('%d "%s" (%s)', (value, unit, measures, expected) => {
    expect(plain(formatKpi(value, { unit, measures }))).toBe(expected);
  });

  it('scales charts by what can be scaled', () => {
    expect([unitOfKpi({ unit: '%', measures: 'number' }), unitOfKpi({ unit: 'EUR', measures: 'age' })]).toEqual([
      'Percent',
      'Seconds',
    ]);
  });
});

const result = (change: Partial<KpiResult>): KpiResult => ({
  kpi: 'revenue',
  outcome: 'value',
  rows: [],
  reason: '',
  verdicts: [],
  tookMs: 1,
  atMs: 0,
  ...change,
});

describe('kpiStanding()', () => {
  const breached = [{ alert: 'alert', breached: true, why: '' }];
  it.each<readonly [string, Pick<KpiView, 'latest' | 'target' | 'better'>, string]>([
    ['before the first run', { better: 'higher' }, 'pending'],
    ['a query that failed', { better: 'higher', latest: result({ outcome: 'timeout', verdicts: breached }) }, 'failed'],
    [
      'an alert that holds',
      { better: 'higher', target: 1, latest: result({ value: 5, verdicts: breached }) },
      'breached',
    ],
    ['an answer without a value', { better: 'higher', target: 1, latest: result({ outcome: 'null' }) }, 'empty'],
    ['no target', { better: 'higher', latest: result({ value: 5 }) }, 'measured'],
    ['a target that is reached', { better: 'higher', target: 5, latest: result({ value: 5 }) }, 'reached'],
    ['a target that is missed', { better: 'higher', target: 6, latest: result({ value: 5 }) }, 'missed'],
    ['less is better', { better: 'lower', target: 6, latest: result({ value: 5 }) }, 'reached'],
  ])('%s', (_, kpi, expected) => {
    expect(kpiStanding(kpi)).toBe(expected);
  });
});

describe('targetInWords()', () => {
  const kpi = { unit: 'EUR', measures: 'number', better: 'higher', target: 40_000 } as const;
  it.each([
    ['a share of it', { ...kpi, latest: result({ value: 38_120 }) }, '95.3 % of 40,000 EUR'],
    ['what is wanted, before the first value', kpi, 'at least 40,000 EUR'],
    ['a ceiling', { ...kpi, better: 'lower', latest: result({ value: 1 }) } as const, 'at most 40,000 EUR'],
    ['no share of a target of zero', { ...kpi, target: 0, latest: result({ value: 1 }) }, 'at least 0 EUR'],
  ])('%s', (_, of, expected) => {
    expect(plain(targetInWords(of))).toBe(expected);
  });
});

describe('metricsOfLabels()', () => {
  const kpi = (id: string): KpiView => {
    const found = snapshot.kpis.find((one) => one.id === id);
    if (!found) throw new Error(`Cannot find KPI "${id}" in the fixtures, must be there`);
    return found;
  };

  it('finds the metric of each label, in the order of the funnel', () => {
    expect(
      metricsOfLabels(kpi('checkout'), snapshot.metrics).map(({ label, metric }) => [label, metric.dimensions]),
    ).toEqual(
      ['visited', 'put in the cart', 'began to pay', 'paid'].map((label) => [label, { Kpi: 'checkout', Label: label }]),
    );
  });

  it('finds none for a number without labels', () => {
    expect(metricsOfLabels(kpi('revenue'), snapshot.metrics)).toEqual([]);
  });
});
