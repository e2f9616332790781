import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MetricDatum } from '../../shared/model/metric.ts';
import type { MetricHistory } from '../../shared/ports/metric-history.ts';
import { latencyDatum } from './describe-metric-sink.ts';

/** A metric history, and a way to put something behind it. */
export interface MetricHistoryHarness {
  readonly history: MetricHistory;
  add(data: readonly MetricDatum[]): void;
  close(): Promise<void>;
}

const startMs = Date.parse('2026-01-05T08:00:00Z');
const minuteMs = 60_000;
const { metric } = latencyDatum('web', 0);

/** Latencies of the endpoint, by minutes after the start. */
const atMinutes = (values: readonly (readonly [minute: number, value: number])[]) =>
  values.map(([minute, value]) => latencyDatum('web', value, startMs + minute * minuteMs));

/** What every adapter of the metric history keeps. */
export function describeMetricHistory(name: string, open: () => Promise<MetricHistoryHarness>): void {
  describe(`${name} as a metric history`, () => {
    let harness: MetricHistoryHarness;
    /** Points as pairs of minutes after the start and values. */
    const read = async (
      query: { readonly stat?: string; readonly period?: number; readonly from?: number; readonly to?: number } = {},
    ) => {
      const { stat = 'Average', period = 1, from = 0, to = 60 } = query;
      const points = await harness.history.read({
        metric,
        stat,
        periodSeconds: period * 60,
        fromMs: startMs + from * minuteMs,
        toMs: startMs + to * minuteMs,
      });
      return points.map(({ timestampMs, value }) => [(timestampMs - startMs) / minuteMs, value]);
    };

    beforeEach(async () => {
      harness = await open();
    });
    afterEach(() => harness.close());

    it('has nothing of a metric that was never published', async () => {
      expect(await read()).toEqual([]);
    });

    it('gives points oldest first, and none where there was none', async () => {
      harness.add(
        atMinutes([
          [7, 70],
          [2, 20],
          [5, 50],
        ]),
      );
      expect(await read()).toEqual([
        [2, 20],
        [5, 50],
        [7, 70],
      ]);
    });

    it('takes the beginning in and leaves the end out', async () => {
      harness.add(
        atMinutes([
          [4, 40],
          [5, 50],
          [9, 90],
          [10, 100],
        ]),
      );
      expect(await read({ from: 5, to: 10 })).toEqual([
        [5, 50],
        [9, 90],
      ]);
    });

    it('does not give a period that began before', async () => {
      harness.add(
        atMinutes([
          [1, 10],
          [6, 60],
        ]),
      );
      expect(await read({ period: 5, from: 2 })).toEqual([[5, 60]]);
    });

    it.each<readonly [stat: string, value: number]>([
      ['Average', 25],
      ['Sum', 100],
      ['Minimum', 10],
      ['Maximum', 40],
      ['SampleCount', 4],
    ])('takes the %s of each period', async (stat, value) => {
      harness.add(
        atMinutes([
          [0, 10],
          [1, 20],
          [2, 30],
          [4, 40],
          [5, 7],
        ]),
      );
      const [first] = await read({ stat, period: 5 });
      expect(first).toEqual([0, value]);
    });

    it('keeps metrics apart that differ in one dimension', async () => {
      harness.add([latencyDatum('api', 1, startMs), latencyDatum('web', 2, startMs)]);
      expect(await read()).toEqual([[0, 2]]);
    });

    it('reads a day of minutes whole', async () => {
      harness.add(atMinutes(Array.from({ length: 1_440 }, (_, minute) => [minute, minute] as const)));
      const points = await read({ to: 1_440 });
      expect(points).toHaveLength(1_440);
      expect(points.at(-1)).toEqual([1_439, 1_439]);
    });

    it('rejects a statistic that there is not', async () => {
      await expect(read({ stat: 'Mean' })).rejects.toThrow('Mean');
    });
  });
}
