import { jobsOf } from './jobs-of.ts';
import type { EndpointProbeJob, Plan, PlannedEndpoint, PlannedFunction } from './plan.ts';

/** Name of the file that lies beside a function's bundle: its part of the plan. */
export const functionConfigFile = 'config.json';

/** What one probe function works on: its location's part of the plan. Infra writes it, the function reads it. */
export interface EndpointProbeConfig {
  readonly service: string;
  readonly environment: string;
  readonly namespace: string;
  /** The region that probes. */
  readonly location: string;
  /** Where metrics go, because their alarms are there, and where secrets are read. */
  readonly homeRegion: string;
  /** The jobs that this function does. */
  readonly jobs: readonly EndpointProbeJob[];
  readonly endpoints: readonly PlannedEndpoint[];
  /** Ids of the endpoints whose days left this location publishes: a metric that nobody alarms on is only a cost. */
  readonly certificates: readonly string[];
}

/** The part of a plan that one probe function works on. */
export function endpointProbeConfig(plan: Plan, fn: PlannedFunction): EndpointProbeConfig {
  const jobs = jobsOf(plan, fn, 'endpoint-probe');
  const probed = new Set(jobs.flatMap(({ endpoints }) => endpoints));
  const endpoints = plan.endpoints.filter(({ id }) => probed.has(id));
  return {
    service: plan.service,
    environment: plan.environment,
    namespace: plan.namespace,
    location: fn.region,
    homeRegion: plan.region,
    jobs,
    endpoints,
    certificates: endpoints.flatMap(({ id, certificateLocation }) => (certificateLocation === fn.region ? [id] : [])),
  };
}
