import { createMemoryMetricHistory } from '../../../local/memory/metric-history.ts';
import { createMetricStore } from '../../../local/memory/metric-store.ts';
import { describeMetricHistory } from '../../support/describe-metric-history.ts';

describeMetricHistory('memory', async () => {
  const store = createMetricStore();
  return { history: createMemoryMetricHistory(store), add: store.add, close: async () => undefined };
});
