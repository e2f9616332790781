import { databaseHealthConfig, stateVariables } from '../../shared/plan/database-health-config.ts';
import { scopeOf, stateTableName } from '../../shared/plan/names.ts';
import { stateTableArn } from '../arns.ts';
import { publishMetrics, readMetrics } from '../permissions/metrics.ts';
import { reachDatabases } from '../permissions/reach-databases.ts';
import { readSecrets } from '../permissions/read-secrets.ts';
import type { FunctionKindSettings } from './function-kind.ts';

/** Reads the statistics of the databases of one network, and remembers counters from run to run. */
export const databaseHealth: FunctionKindSettings = {
  stack: 'data',
  config: databaseHealthConfig,
  environment: (plan) => ({ [stateVariables.tableName]: stateTableName(scopeOf(plan)) }),
  permissions: (plan, planned) => {
    const specs = databaseHealthConfig(plan, planned).databases.map(({ spec }) => spec);
    const maySleep = specs.some((spec) => spec.kind === 'data-api' && spec.autoPauseSeconds !== undefined);
    return [
      publishMetrics(plan),
      // Whether a cluster sleeps is asked without waking it: by the metric of its capacity.
      ...(maySleep ? [readMetrics] : []),
      { actions: ['dynamodb:GetItem', 'dynamodb:PutItem'], resources: [stateTableArn(plan)] },
      ...reachDatabases(plan, specs, 'health'),
      ...readSecrets(plan, planned),
    ];
  },
  // A run that failed is history, as for probes.
  retryAttempts: 0,
  maxEventAgeSeconds: 60,
};
