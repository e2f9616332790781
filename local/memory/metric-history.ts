import type { MetricHistory } from '../../shared/ports/metric-history.ts';
import { queryMetrics } from '../query-metrics.ts';
import type { MetricStore } from './metric-store.ts';

/** Reads back what the metric store still holds, with CloudWatch's statistics. Rejects on a statistic that there is not. */
export function createMemoryMetricHistory(store: MetricStore): MetricHistory {
  return {
    async read({ metric, stat, periodSeconds, fromMs, toMs }) {
      const queries = [{ id: 'm1', metric, stat }];
      const answer = queryMetrics({ fromMs, toMs, periodSeconds, queries }, store.points);
      if ('problem' in answer) throw new Error(`Cannot read ${metric.name}: ${answer.problem}`);
      return answer.series.flatMap(({ timestampsMs, values }) =>
        timestampsMs.flatMap((timestampMs, index) => {
          const value = values[index] ?? null;
          return value === null || timestampMs < fromMs ? [] : [{ timestampMs, value }];
        }),
      );
    },
  };
}
