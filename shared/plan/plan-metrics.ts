import type { PlannedMetric } from '../model/metric.ts';
import { planChannelMetrics } from './channel-metrics.ts';
import { planDatabaseMetrics } from './database-metrics.ts';
import { type EndpointMetricName, endpointMetric, endpointMetrics } from './endpoint-metrics.ts';
import { planIncidentMetrics } from './incident-metrics.ts';
import { jobMetric, jobMetrics } from './job-metrics.ts';
import { planKpiMetrics, planRefreshMetric } from './kpi-metrics.ts';
import type { Plan, PlannedEndpoint } from './plan.ts';

/** Metrics of an endpoint at one location. */
function metricsOf({ certificateLocation }: PlannedEndpoint, location: string): readonly EndpointMetricName[] {
  return certificateLocation === location ? ['Down', 'Latency', 'CertificateDaysLeft'] : ['Down', 'Latency'];
}

/** What metrics are published about. */
export interface MeasuredThings
  extends Pick<Plan, 'endpoints' | 'databases' | 'kpis' | 'refreshes' | 'jobs' | 'namespace' | 'locations'> {
  /** Channels that somebody may be told through. */
  readonly usedChannels: readonly string[];
}

/** Every metric that the functions of a plan publish. */
export function planMetrics(things: MeasuredThings): readonly PlannedMetric[] {
  const { endpoints, databases, kpis, refreshes, jobs, usedChannels, namespace, locations } = things;
  const ofEndpoints = endpoints.flatMap((endpoint) =>
    locations.flatMap((location) =>
      metricsOf(endpoint, location).map((name) => {
        const { unit, meaning } = endpointMetrics[name];
        return { metric: endpointMetric(namespace, name, { endpoint: endpoint.id, location }), unit, meaning };
      }),
    ),
  );
  const ofJobs = jobs.map(({ id }) => ({
    metric: jobMetric(namespace, 'ResultPercent', id),
    ...jobMetrics.ResultPercent,
  }));
  return [
    ...ofEndpoints,
    ...databases.flatMap((database) => planDatabaseMetrics(database, namespace)),
    ...kpis.flatMap((kpi) => planKpiMetrics(kpi, namespace)),
    ...refreshes.map(({ id }) => planRefreshMetric(id, namespace)),
    ...ofJobs,
    ...planChannelMetrics(usedChannels, namespace),
    ...planIncidentMetrics(namespace),
  ];
}
