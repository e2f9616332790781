import { kpiQueryConfig } from '../../shared/plan/kpi-query-config.ts';
import { publishMetrics, readMetrics } from '../permissions/metrics.ts';
import { reachDatabases } from '../permissions/reach-databases.ts';
import { readSecrets } from '../permissions/read-secrets.ts';
import type { FunctionKindSettings } from './function-kind.ts';

/** Reads the business numbers of one network, from databases and from JSON answers. */
export const kpiQuery: FunctionKindSettings = {
  stack: 'data',
  config: kpiQueryConfig,
  environment: () => ({}),
  permissions: (plan, planned) => {
    const { kpis, databases } = kpiQueryConfig(plan, planned);
    const compares = kpis.some(({ alerts }) => alerts.some(({ condition }) => condition.kind === 'last-week'));
    return [
      publishMetrics(plan),
      ...(compares ? [readMetrics] : []),
      ...reachDatabases(plan, databases, 'kpi'),
      ...readSecrets(plan, planned),
    ];
  },
  // A run that failed is history, as for probes.
  retryAttempts: 0,
  maxEventAgeSeconds: 60,
};
