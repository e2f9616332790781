import { applyOverrides } from '../definition/apply-overrides.ts';
import type { DefinitionInput } from '../definition/definition-schema.ts';
import { suggest } from '../definition/did-you-mean.ts';
import { type ResolvedDatabase, resolveDatabases } from '../definition/resolve-databases.ts';
import { listEndpoints, type ResolvedEndpoint, resolveEndpoint } from '../definition/resolve-endpoints.ts';
import { type ResolvedKpi, type ResolvedRefresh, resolveKpis, resolveRefreshes } from '../definition/resolve-kpis.ts';
import type { PlannedAlarm } from '../model/alarm.ts';
import type { PlannedMetric } from '../model/metric.ts';
import type { AlarmContext } from './alarms/alarm-context.ts';
import { databaseAlarms } from './alarms/database-check.ts';
import { type AlarmDraft, finishAlarm } from './alarms/describe-alarm.ts';
import { endpointCertificate } from './alarms/endpoint-certificate.ts';
import { endpointDown } from './alarms/endpoint-down.ts';
import { endpointSlow } from './alarms/endpoint-slow.ts';
import { functionHealth } from './alarms/function-health.ts';
import { jobNoResult } from './alarms/job-no-result.ts';
import { kpiAlarms, refreshFailing } from './alarms/kpi-alert.ts';
import { planDashboards } from './dashboards/plan-dashboards.ts';
import { planDatabaseMetrics } from './database-metrics.ts';
import { type EndpointMetricName, endpointMetric, endpointMetrics } from './endpoint-metrics.ts';
import { jobMetric, jobMetrics } from './job-metrics.ts';
import { planKpiMetrics, planRefreshMetric } from './kpi-metrics.ts';
import { scopeOf, topicIds } from './names.ts';
import type { Plan, PlannedEndpoint, PlannedFunction, PlannedJob } from './plan.ts';
import { listDrawnChecks, planDatabase } from './plan-database.ts';
import { planFunctions } from './plan-functions.ts';
import { planJobs } from './plan-jobs.ts';
import { planReports } from './plan-reports.ts';
import { planSubscriptions, planTopics } from './plan-topics.ts';

function planEndpoint({ path: _path, alarms, ...endpoint }: ResolvedEndpoint, firstLocation: string): PlannedEndpoint {
  const { certificate } = alarms;
  const worrying = certificate.find(({ severity }) => severity !== 'info');
  return {
    ...endpoint,
    ...(certificate.length === 0 ? {} : { certificateLocation: firstLocation }),
    ...(worrying === undefined ? {} : { certificateDegradedDays: worrying.daysLeft }),
  };
}

/** Everything of the definition that something is planned for, with nothing left open. */
interface Resolved {
  readonly endpoints: readonly ResolvedEndpoint[];
  readonly databases: readonly ResolvedDatabase[];
  readonly kpis: readonly ResolvedKpi[];
  readonly refreshes: readonly ResolvedRefresh[];
}

function resolveAll(definition: DefinitionInput): Resolved {
  return {
    endpoints: listEndpoints(definition).map(resolveEndpoint),
    databases: resolveDatabases(definition),
    kpis: resolveKpis(definition),
    refreshes: resolveRefreshes(definition),
  };
}

function planAlarms(
  { endpoints, databases, kpis, refreshes }: Resolved,
  jobs: readonly PlannedJob[],
  functions: readonly PlannedFunction[],
  context: AlarmContext,
): readonly AlarmDraft[] {
  return [
    ...endpoints.flatMap((endpoint) =>
      [endpointDown, endpointSlow, endpointCertificate].flatMap((build) => build(endpoint, context)),
    ),
    ...databases.flatMap((database) => databaseAlarms(database, context)),
    ...kpis.flatMap((kpi) => kpiAlarms(kpi, context)),
    ...refreshes.map((refresh) => refreshFailing(refresh, context)),
    ...jobs.map((job) => jobNoResult(job, context)),
    ...functions.flatMap(functionHealth),
  ];
}

/** Metrics of an endpoint at one location. */
function metricsOf({ certificateLocation }: PlannedEndpoint, location: string): readonly EndpointMetricName[] {
  return certificateLocation === location ? ['Down', 'Latency', 'CertificateDaysLeft'] : ['Down', 'Latency'];
}

function planMetrics(
  {
    endpoints,
    databases,
    kpis,
    refreshes,
    jobs,
  }: Pick<Plan, 'endpoints' | 'databases' | 'kpis' | 'refreshes' | 'jobs'>,
  { namespace, locations }: AlarmContext,
): readonly PlannedMetric[] {
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

/**
 * What must exist for one environment of a checked definition, as plain data in CloudWatch's own vocabulary. Pure: no AWS,
 * no clock, no file. Throws where the environment does not exist.
 */
export function plan(definition: DefinitionInput, environmentName: string): Plan {
  const environment = definition.environments[environmentName];
  if (environment === undefined) {
    const known = Object.keys(definition.environments);
    throw new Error(
      `Cannot plan environment "${environmentName}": the definition has none of that name; ${suggest(environmentName, known)}`,
    );
  }
  const effective = applyOverrides(definition, environment);
  const { service, channels, backstop, policies } = effective as DefinitionInput & Pick<Plan, 'channels'>;
  const { region, account } = environment;
  const locations = environment.locations ?? [region];
  const scope = scopeOf({ service, environment: environmentName });
  const namespace = `Watchkeeper/${service}/${environmentName}`;

  const resolved = resolveAll(effective);
  const [firstLocation = region] = locations;
  const endpoints = resolved.endpoints.map((endpoint) => planEndpoint(endpoint, firstLocation));
  const drawn = listDrawnChecks(effective.dashboards);
  const databases = resolved.databases.map((database) => planDatabase(database, drawn));
  const kpis = resolved.kpis.map(({ spec }) => spec);
  const refreshes = resolved.refreshes.map(({ spec }) => spec);
  const reports = planReports(effective);
  const jobs = planJobs({ ...resolved, kpis, refreshes, region, locations });
  const functions = planFunctions({
    ...resolved,
    ...{ scope, region, kpis, refreshes, jobs, channels },
    hasReports: reports.length > 0,
    reserveConcurrency: environment.reservedConcurrency ?? true,
  });
  const context: AlarmContext = { namespace, region, locations, topicOf: topicIds.severity };
  const alarms: readonly PlannedAlarm[] = planAlarms(resolved, jobs, functions, context).map((draft) =>
    finishAlarm(draft, scope),
  );
  const topicNeeds = { scope, region, locations, channels, backstop };
  const ids = new Map(listEndpoints(effective).map(({ name, endpoint }) => [name, endpoint.id ?? name]));
  const inAccount = account === undefined ? {} : { account };
  return {
    service,
    environment: environmentName,
    ...inAccount,
    region,
    timeZone: effective.timeZone,
    locations,
    namespace,
    ...{ endpoints, databases, kpis, refreshes, reports, functions, jobs },
    networks: Object.entries(effective.networks ?? {}).map(([name, network]) => ({ name, ...network })),
    metrics: planMetrics({ endpoints, databases, kpis, refreshes, jobs }, context),
    alarms,
    topics: planTopics(topicNeeds),
    subscriptions: planSubscriptions(topicNeeds),
    channels,
    routes: policies,
    backstop,
    dashboards: planDashboards(
      effective.dashboards,
      { scope, region, namespace, ...inAccount, locations, endpoints, databases, kpis, jobs, alarms },
      (kind, name) => (kind === 'endpoint' ? ids.get(name) : effective.databases?.[name]?.id) ?? name,
    ),
  };
}
