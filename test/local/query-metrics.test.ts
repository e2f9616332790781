import { describe, expect, it } from 'vitest';
import type { SeriesQuery } from '../../local/api/types.ts';
import { queryMetrics } from '../../local/query-metrics.ts';
import type { MetricId } from '../../shared/model/metric.ts';

const metric = (name: string): MetricId => ({ namespace: 'Shop', name, dimensions: {} });

/** Ten seconds apart: Latency 100, 200, ... 1200 over two minutes; Down only in the second minute. */
const read = ({ name }: MetricId, fromMs: number, toMs: number) =>
  Array.from({ length: 12 }, (_, index) => ({
    timestampMs: index * 10_000,
    value: name === 'Latency' ? (index + 1) * 100 : 1,
  })).filter(
    ({ timestampMs }) => timestampMs >= fromMs && timestampMs < toMs && (name === 'Latency' || timestampMs >= 60_000),
  );

const ask = (queries: readonly SeriesQuery[], range: { fromMs?: number; toMs?: number; periodSeconds?: number } = {}) =>
  queryMetrics({ fromMs: 0, toMs: 120_000, periodSeconds: 60, queries, ...range }, read);

const latency = (stat: string): SeriesQuery => ({ id: 'm1', metric: metric('Latency'), stat });

describe('queryMetrics()', () => {
  const statistics = [
    ['Average', [350, 950]],
    ['Maximum', [600, 1_200]],
    ['SampleCount', [6, 6]],
    ['p50', [300, 900]],
  ] as const;
  for (const [stat, values] of statistics) {
    it(`takes ${stat} of the values of each period`, () => {
      expect(ask([latency(stat)])).toEqual({ series: [{ id: 'm1', label: 'm1', timestampsMs: [0, 60_000], values }] });
    });
  }

  it('leaves periods without data empty', () => {
    expect(ask([{ id: 'down', metric: metric('Down'), stat: 'Sum', label: 'Down' }])).toMatchObject({
      series: [{ label: 'Down', values: [null, 6] }],
    });
  });

  it('aligns periods to whole multiples and covers the whole range', () => {
    expect(ask([latency('Minimum')], { fromMs: 30_000, toMs: 90_000 })).toMatchObject({
      series: [{ timestampsMs: [0, 60_000], values: [100, 700] }],
    });
  });

  it('evaluates expressions, those that others refer to first, and hides what only feeds them', () => {
    const queries: readonly SeriesQuery[] = [
      { id: 'twice', expression: 'once * 2', label: 'Twice' },
      { id: 'once', expression: 'm1 / 10', visible: false },
      { ...latency('Minimum'), visible: false },
    ];
    expect(ask(queries)).toMatchObject({ series: [{ id: 'twice', label: 'Twice', values: [20, 140] }] });
  });

  it('draws a number as a line', () => {
    expect(ask([latency('Average'), { id: 'limit', expression: '100 + 50' }])).toMatchObject({
      series: [{ id: 'm1' }, { id: 'limit', values: [150, 150] }],
    });
  });

  const problems: readonly (readonly [string, readonly SeriesQuery[], RegExp])[] = [
    ['an unknown statistic', [latency('average')], /case matters, must be "Average"/],
    ['a malformed expression', [latency('Sum'), { id: 'e1', expression: 'm1 +' }], /Cannot read expression "m1 \+"/],
    [
      'an unknown id',
      [{ id: 'e1', expression: 'm7 + 1' }],
      /Cannot query "e1": it refers to "m7", must be the id of a query/,
    ],
    [
      'a circle',
      [
        { id: 'a', expression: 'b + 1' },
        { id: 'b', expression: 'a + 1' },
      ],
      /Cannot query "a", "b": they refer to each other in a circle/,
    ],
    [
      'an array',
      [latency('Sum'), { id: 'e1', expression: 'METRICS() * 2' }],
      /Cannot query "e1": it yields several series, must yield one/,
    ],
  ];
  for (const [what, queries, message] of problems) {
    it(`refuses ${what}`, () => expect(ask(queries)).toEqual({ problem: expect.stringMatching(message) }));
  }
});
