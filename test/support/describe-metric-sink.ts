import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type MetricDatum, type MetricId, metricKey } from '../../shared/model/metric.ts';
import type { MetricSink } from '../../shared/ports/metric-sink.ts';

/** A metric sink, and a look at what is behind it. */
export interface MetricSinkHarness {
  readonly sink: MetricSink;
  /** Everything that arrived for a metric, oldest first. */
  points(metric: MetricId): readonly { readonly timestampMs: number; readonly value: number }[];
  close(): Promise<void>;
}

const namespace = 'Watchkeeper/shop/prod';
const minuteMs = Date.parse('2026-01-05T08:30:00Z');

/** One datum of the latency of an endpoint, with what differs. */
export function latencyDatum(endpoint: string, value: number, timestampMs = minuteMs): MetricDatum {
  const dimensions = { Endpoint: endpoint, Location: 'eu-central-1' };
  return { metric: { namespace, name: 'Latency', dimensions }, unit: 'Milliseconds', timestampMs, value };
}

/** What every adapter of the metric sink keeps. */
export function describeMetricSink(name: string, open: () => Promise<MetricSinkHarness>): void {
  describe(`${name} as a metric sink`, () => {
    let harness: MetricSinkHarness;
    const put = (data: readonly MetricDatum[]) => harness.sink.put(data, { deadlineMs: Date.now() + 30_000 });

    beforeEach(async () => {
      harness = await open();
    });
    afterEach(() => harness.close());

    it('keeps values with their time', async () => {
      const datum = latencyDatum('web', 34.5);
      expect(await put([datum])).toMatchObject({ sent: 1, lost: 0, retries: 0 });
      expect(harness.points(datum.metric)).toEqual([{ timestampMs: minuteMs, value: 34.5 }]);
    });

    it('keeps metrics apart that differ in one dimension', async () => {
      const data = [latencyDatum('web', 1), latencyDatum('api', 2)];
      await put(data);
      expect(data.map(({ metric }) => harness.points(metric).map(({ value }) => value))).toEqual([[1], [2]]);
    });

    it('takes no account of the order of dimensions', async () => {
      const datum = latencyDatum('web', 1);
      await put([datum]);
      const reversed = { ...datum.metric, dimensions: { Location: 'eu-central-1', Endpoint: 'web' } };
      expect(metricKey(reversed)).toBe(metricKey(datum.metric));
      expect(harness.points(reversed)).toHaveLength(1);
    });

    it('keeps points that come late in their own minute', async () => {
      const [early, late] = [latencyDatum('web', 1, minuteMs), latencyDatum('web', 2, minuteMs + 60_000)];
      await put([late]);
      await put([early]);
      expect(harness.points(early.metric)).toEqual([
        { timestampMs: minuteMs, value: 1 },
        { timestampMs: minuteMs + 60_000, value: 2 },
      ]);
    });

    it('takes a batch of thousands whole', async () => {
      const data = Array.from({ length: 3_001 }, (_, index) => latencyDatum(`endpoint-${index}`, index));
      expect(await put(data)).toMatchObject({ sent: 3_001, lost: 0 });
      expect(data.filter(({ metric }) => harness.points(metric).length === 1)).toHaveLength(3_001);
    });

    it('takes nothing, too', async () => {
      expect(await put([])).toMatchObject({ sent: 0, lost: 0, retries: 0 });
    });
  });
}
