import { endpointProbeConfig } from '../../shared/plan/endpoint-probe-config.ts';
import { publishMetrics } from '../permissions/metrics.ts';
import { readSecrets } from '../permissions/read-secrets.ts';
import type { FunctionKindSettings } from './function-kind.ts';

/** Probes the endpoints of one location and publishes what it measured, in the home region, where the alarms are. */
export const endpointProbe: FunctionKindSettings = {
  stack: 'probes',
  config: endpointProbeConfig,
  environment: () => ({}),
  permissions: (plan, planned) => [publishMetrics(plan), ...readSecrets(plan, planned)],
  // A run that failed is history: the next one is due within the interval, and its own minute has passed.
  retryAttempts: 0,
  maxEventAgeSeconds: 60,
};
