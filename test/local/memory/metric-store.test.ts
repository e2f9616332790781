import { describe, expect, it } from 'vitest';
import { createMetricStore } from '../../../local/memory/metric-store.ts';
import type { MetricDatum, MetricId } from '../../../shared/model/metric.ts';
import { kpiValueMetric } from '../../../shared/plan/kpi-metrics.ts';
import { describeMetricSink } from '../../support/describe-metric-sink.ts';

const latency: MetricId = { namespace: 'Shop', name: 'Latency', dimensions: { Endpoint: 'web', Location: 'here' } };

const datum = (timestampMs: number, value: number, metric = latency): MetricDatum => ({
  metric,
  unit: 'Milliseconds',
  timestampMs,
  value,
});

const put = (store: ReturnType<typeof createMetricStore>, ...data: MetricDatum[]) =>
  store.put(data, { deadlineMs: Number.POSITIVE_INFINITY });

describe('createMetricStore()', () => {
  it('gives points from a moment (inclusive) to a moment (exclusive), oldest first', async () => {
    const store = createMetricStore();
    await put(store, datum(3_000, 30), datum(1_000, 10), datum(2_000, 20), datum(2_000, 21));
    expect(store.points(latency, 1_000, 3_000)).toEqual([
      { timestampMs: 1_000, value: 10 },
      { timestampMs: 2_000, value: 20 },
      { timestampMs: 2_000, value: 21 },
    ]);
  });

  it('knows a metric whatever the order of its dimensions', async () => {
    const store = createMetricStore();
    await put(store, datum(1, 5));
    const reordered = { ...latency, dimensions: { Location: 'here', Endpoint: 'web' } };
    expect(store.points(reordered, 0, 2)).toHaveLength(1);
  });

  it('has no points for a metric that nobody wrote', () => {
    expect(createMetricStore().points(latency, 0, 1)).toEqual([]);
  });

  it('forgets points more than 24 hours older than the newest', async () => {
    const store = createMetricStore();
    const dayMs = 86_400_000;
    await put(store, datum(0, 1), datum(1, 2), datum(dayMs + 1, 3));
    expect(store.points(latency, 0, dayMs + 2).map(({ value }) => value)).toEqual([2, 3]);
  });

  it('remembers business numbers for eight days, so that a week ago can be compared with', async () => {
    const store = createMetricStore();
    const mrr = kpiValueMetric('Shop', 'mrr');
    const dayMs = 86_400_000;
    await put(store, datum(0, 1, mrr), datum(dayMs, 2, mrr), datum(8 * dayMs + 1, 3, mrr));
    expect(store.points(mrr, 0, 9 * dayMs).map(({ value }) => value)).toEqual([2, 3]);
  });

  it('keeps at most 11,600 points of one metric', async () => {
    const store = createMetricStore();
    await put(store, ...Array.from({ length: 12_100 }, (_, index) => datum(index, index)));
    const points = store.points(latency, 0, 20_000);
    expect(points).toHaveLength(11_600);
    expect(points[0]?.value).toBe(500);
  });

  it('reports what it took', async () => {
    expect(await put(createMetricStore(), datum(1, 1), datum(2, 2))).toEqual({
      sent: 2,
      lost: 0,
      calls: 1,
      retries: 0,
    });
  });
});

describeMetricSink('the metric store', async () => {
  const store = createMetricStore();
  return {
    sink: store,
    points: (metric) => store.points(metric, 0, Number.POSITIVE_INFINITY),
    close: async () => undefined,
  };
});
