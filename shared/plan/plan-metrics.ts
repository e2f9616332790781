import type { PlannedMetric } from '../model/metric.ts';
import { planDatabaseMetrics } from './database-metrics.ts';
import { type EndpointMetricName, endpointMetric, endpointMetrics } from './endpoint-metrics.ts';
import { jobMetric, jobMetrics } from './job-metrics.ts';
import { planKpiMetrics, planRefreshMetric } from './kpi-metrics.ts';
import type { Plan, PlannedEndpoint } from './plan.ts';

/** Metrics of an endpoint at one location. */
function metricsOf({ certificateLocation }: PlannedEndpoint, location: string): readonly EndpointMetricName[] {
  return certificateLocation === location ? ['Down', 'Latency', 'CertificateDaysLeft'] : ['Down', 'Latency'];
}

/** Every metric that the functions of a plan publish. */
export function planMetrics(
  plan: Pick<Plan, 'endpoints' | 'databases' | 'kpis' | 'refreshes' | 'jobs' | 'namespace' | 'locations'>,
): readonly PlannedMetric[] {
  const { endpoints, databases, kpis, refreshes, jobs, namespace, locations } = plan;
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
  ];
}
