import { viewRefreshConfig } from '../../shared/plan/view-refresh-config.ts';
import { publishMetrics } from '../permissions/metrics.ts';
import { reachDatabases } from '../permissions/reach-databases.ts';
import { readSecrets } from '../permissions/read-secrets.ts';
import type { FunctionKindSettings } from './function-kind.ts';

/** Refreshes the materialised views of one network. */
export const viewRefresh: FunctionKindSettings = {
  stack: 'data',
  config: viewRefreshConfig,
  environment: () => ({}),
  permissions: (plan, planned) => [
    publishMetrics(plan),
    ...reachDatabases(plan, viewRefreshConfig(plan, planned).databases, 'refresh'),
    ...readSecrets(plan, planned),
  ],
  // The next one is due within the interval; a second refresh beside the first would only wait for its lock.
  retryAttempts: 0,
  maxEventAgeSeconds: 60,
};
