import { describe, expect, it } from 'vitest';
import { expandRows, queriesFor, queryWholeRange } from '../../../../local/console/dashboards/metric-rows.ts';
import type { DashboardMetricRow, MetricWidget } from '../../../../shared/model/dashboard.ts';

const widget = (metrics: readonly DashboardMetricRow[]): MetricWidget['properties'] => ({
  title: 'Latency',
  view: 'timeSeries',
  region: 'eu-central-1',
  metrics,
  stat: 'Average',
  period: 60,
});

const full = ['Shop', 'Latency', 'Endpoint', 'web', 'Location', 'eu-central-1'] as const;
const metricsOf = (rows: readonly DashboardMetricRow[]) =>
  expandRows(widget(rows)).map(({ source }) =>
    'metric' in source
      ? [source.metric.namespace, source.metric.name, ...Object.entries(source.metric.dimensions).flat()].join(' ')
      : source.expression,
  );

describe('expandRows() writes out the shorthand of CloudWatch', () => {
  it.each<readonly [string, DashboardMetricRow, string]>([
    ['a full row', ['Shop', 'Down', 'Endpoint', 'api'], 'Shop Down Endpoint api'],
    ['dots', ['.', 'Down', '.', '.', '.', '.'], 'Shop Down Endpoint web Location eu-central-1'],
    ['an ellipsis before the end', ['...', 'us-east-1'], 'Shop Latency Endpoint web Location us-east-1'],
    ['an ellipsis in the middle', ['.', 'Down', '...', 'us-east-1'], 'Shop Down Endpoint web Location us-east-1'],
    ['an ellipsis alone', ['...'], 'Shop Latency Endpoint web Location eu-central-1'],
    ['an ellipsis and dots', ['...', 'api', '.', '.'], 'Shop Latency Endpoint api Location eu-central-1'],
    ['no dimension', ['Shop', 'Total'], 'Shop Total'],
  ])('%s', (_, row, expected) => {
    expect(metricsOf([[...full], row])[1]).toBe(expected);
  });

  it('takes the row above, not an expression in between, as what dots repeat', () => {
    expect(metricsOf([[...full, { id: 'm1' }], [{ expression: 'm1 * 2', id: 'e1' }], ['...', 'us-east-1']])).toEqual([
      'Shop Latency Endpoint web Location eu-central-1',
      'm1 * 2',
      'Shop Latency Endpoint web Location us-east-1',
    ]);
  });

  it('fills in the defaults of the widget and keeps the options of the row', () => {
    const [plain, own] = expandRows(
      widget([
        [...full],
        [
          '...',
          { id: 'm9', stat: 'p90', period: 300, label: 'slowest', color: '#d62728', visible: false, yAxis: 'right' },
        ],
      ]),
    );
    expect(plain).toMatchObject({
      id: 'row0',
      source: { stat: 'Average' },
      label: 'web eu-central-1 Latency',
      periodSeconds: 60,
      visible: true,
      yAxis: 'left',
    });
    expect(plain).not.toHaveProperty('color');
    expect(own).toMatchObject({
      id: 'm9',
      source: { stat: 'p90' },
      label: 'slowest',
      periodSeconds: 300,
      visible: false,
      yAxis: 'right',
      color: '#d62728',
    });
  });

  it('gives no id twice, even where a row took the one it would give', () => {
    const ids = expandRows(widget([[...full], [...full, { id: 'row0' }], [...full, { id: 'row0_' }]])).map(
      ({ id }) => id,
    );
    expect(ids).toEqual(['row0__', 'row0', 'row0_']);
  });
});

describe('queriesFor()', () => {
  const window = { fromMs: 90_000, toMs: 400_000 };

  it('asks for all rows at once, aligned to the period, and hides what only feeds expressions', () => {
    const series = expandRows(
      widget([[...full, { id: 'm1', visible: false }], [{ expression: 'm1 * 2', id: 'e1', label: 'double' }]]),
    );
    expect(queriesFor(series, window)).toMatchObject([
      {
        fromMs: 60_000,
        toMs: 420_000,
        periodSeconds: 60,
        queries: [
          { id: 'm1', stat: 'Average', visible: false },
          { id: 'e1', expression: 'm1 * 2', label: 'double', visible: true },
        ],
      },
    ]);
  });

  it('asks once per period, each time for the rows of that period', () => {
    const series = expandRows(
      widget([
        [...full, { id: 'm1' }],
        ['...', { id: 'm2', period: 300 }],
      ]),
    );
    const asked = queriesFor(series, window).map(({ periodSeconds, queries }) => [
      periodSeconds,
      queries.filter(({ visible }) => visible).map(({ id }) => id),
    ]);
    expect(asked).toEqual([
      [60, ['m1']],
      [300, ['m2']],
    ]);
  });

  it('asks for nothing where nothing is visible', () => {
    expect(queriesFor(expandRows(widget([[...full, { visible: false }]])), window)).toEqual([]);
  });
});

describe('queryWholeRange()', () => {
  it('asks for one value over the range, in whole minutes, with what its expressions need', () => {
    const series = expandRows(
      widget([
        ['Shop', 'Down', 'Endpoint', 'web', { id: 'd1', visible: false }],
        [{ expression: '100 * (1 - d1)', id: 'a1', label: 'web %' }],
      ]),
    );
    const query = queryWholeRange(series, { fromMs: 60_500, toMs: 3_600_500 });
    expect(query).toMatchObject({ fromMs: 60_000, toMs: 3_660_000, periodSeconds: 3_600 });
    expect(query.queries.map(({ id, visible }) => [id, visible])).toEqual([
      ['d1', false],
      ['a1', true],
    ]);
  });

  it('asks for a minute at least', () => {
    expect(queryWholeRange([], { fromMs: 60_000, toMs: 60_000 })).toMatchObject({ toMs: 120_000, periodSeconds: 60 });
  });
});
