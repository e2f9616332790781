import { describe, expect, it } from 'vitest';
import { publishRun, runMinuteMs, workBudgetMs } from '../../../shared/jobs/publish-run.ts';
import type { MetricDatum } from '../../../shared/model/metric.ts';
import type { MetricReport } from '../../../shared/ports/metric-sink.ts';

describe('workBudgetMs()', () => {
  it.each([
    ['is what the invocation has left, without the time to publish', 30_000, { everySeconds: 60 }, 25_000],
    ['ends before the next run is due', 300_000, { everySeconds: 60 }, 55_000],
    ['knows no next run where a person asks', 300_000, undefined, 295_000],
    ['is never negative', 1_000, { everySeconds: 60 }, 0],
  ])('%s', (_, remainingMs, job, expected) => {
    expect(workBudgetMs(remainingMs, job)).toBe(expected);
  });
});

describe('runMinuteMs()', () => {
  it('is the minute of the scheduled time', () => {
    expect(runMinuteMs(Date.UTC(2026, 0, 5, 8, 30, 59, 999))).toBe(Date.UTC(2026, 0, 5, 8, 30));
  });
});

const datum: MetricDatum = {
  metric: { namespace: 'Watchkeeper/shop/production', name: 'Down', dimensions: { Endpoint: 'web' } },
  unit: 'Count',
  timestampMs: 0,
  value: 0,
};

/** Calls of a sink are its own matter. */
const calls = { calls: 1, retries: 0 };

/** A sink that answers with a report, and what it was given. */
function fakeSink(report: MetricReport) {
  const puts: { readonly data: readonly MetricDatum[]; readonly deadlineMs: number }[] = [];
  return {
    puts,
    async put(data: readonly MetricDatum[], { deadlineMs }: { readonly deadlineMs: number }) {
      puts.push({ data, deadlineMs });
      return report;
    },
  };
}

describe('publishRun()', () => {
  it('publishes until half a second before the invocation ends, and answers what became of the data', async () => {
    const metrics = fakeSink({ ...calls, sent: 1, lost: 0 });
    const report = await publishRun([datum], { job: 'kpi-query/15m', metrics, nowMs: 1_000, remainingMs: 8_000 });
    expect(report).toEqual({ ...calls, sent: 1, lost: 0 });
    expect(metrics.puts).toEqual([{ data: [datum], deadlineMs: 8_500 }]);
  });

  it.each([
    ['with the reason', { sent: 1, lost: 2, problem: 'throttled' }, '2 of 3 were lost: throttled'],
    ['without a reason', { sent: 0, lost: 1 }, '1 of 1 were lost: no reason known'],
  ])('throws where data were lost, %s', async (_, report, message) => {
    const run = { job: 'kpi-query/15m', metrics: fakeSink({ ...calls, ...report }), nowMs: 0, remainingMs: 8_000 };
    await expect(publishRun([datum], run)).rejects.toThrow(
      new Error(`Cannot publish all metrics of kpi-query/15m: ${message}`),
    );
  });
});
