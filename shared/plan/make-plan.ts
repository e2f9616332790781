import { applyOverrides } from '../definition/apply-overrides.ts';
import { resolveCalendars } from '../definition/calendar-settings.ts';
import type { DefinitionInput } from '../definition/definition-schema.ts';
import { suggest } from '../definition/did-you-mean.ts';
import { linkRunbooks } from '../definition/named-runbooks.ts';
import { idOfDatabase, type ResolvedDatabase, resolveDatabases } from '../definition/resolve-databases.ts';
import { listEndpoints, type ResolvedEndpoint, resolveEndpoint } from '../definition/resolve-endpoints.ts';
import { type ResolvedKpi, resolveKpis } from '../definition/resolve-kpis.ts';
import { resolveMaintenance } from '../definition/resolve-maintenance.ts';
import { resolvePeople, resolveRotations, resolveTeams } from '../definition/resolve-people.ts';
import { resolvePolicies } from '../definition/resolve-policies.ts';
import { resolveRefreshes } from '../definition/resolve-refreshes.ts';
import type { RefreshSpec } from '../model/kpi.ts';
import { contactChannels } from './contact-channels.ts';
import { type IdOf, planDashboards } from './dashboards/plan-dashboards.ts';
import { scopeOf, topicIds } from './names.ts';
import type { Plan, PlannedEndpoint } from './plan.ts';
import { planAlarms } from './plan-alarms.ts';
import { planChannelTests } from './plan-channel-tests.ts';
import { listDrawnChecks, planDatabase } from './plan-database.ts';
import { planDeliveryAlarms } from './plan-delivery-alarms.ts';
import { planFunctions } from './plan-functions.ts';
import { planJobs } from './plan-jobs.ts';
import { planMetrics } from './plan-metrics.ts';
import { planReports } from './plan-reports.ts';
import { planRouting } from './plan-routing.ts';
import { planSubscriptions, planTopics } from './plan-topics.ts';
import { usedChannels } from './used-channels.ts';

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
  readonly refreshes: readonly RefreshSpec[];
}

function resolveAll(definition: DefinitionInput): Resolved {
  return {
    endpoints: listEndpoints(definition).map(resolveEndpoint),
    databases: resolveDatabases(definition),
    kpis: resolveKpis(definition),
    refreshes: resolveRefreshes(definition),
  };
}

/**
 * What must exist for one environment of a checked definition, as plain data in CloudWatch's own vocabulary. Pure: no AWS,
 * no clock, no file. Throws where the environment does not exist.
 */
export function plan(definition: DefinitionInput, environmentName: string): Plan {
  const environment = findEnvironment(definition, environmentName);
  const written = applyOverrides(definition, environment);
  const effective = linkRunbooks(written);
  const { service, timeZone, backstop, smsMonthlyLimitUsd = 1 } = effective;
  const people = resolvePeople(effective);
  const channels = { ...(effective as Pick<Plan, 'channels'>).channels, ...contactChannels(people) };
  const { region, account, reservedConcurrency: reserveConcurrency = true } = environment;
  const locations = environment.locations ?? [region];
  const scope = scopeOf({ service, environment: environmentName });
  const namespace = `Watchkeeper/${service}/${environmentName}`;
  const place = { region, namespace, locations, ...(account === undefined ? {} : { account }) };

  const resolved = resolveAll(effective);
  const { refreshes } = resolved;
  const [firstLocation = region] = locations;
  const endpoints = resolved.endpoints.map((endpoint) => planEndpoint(endpoint, firstLocation));
  const drawn = listDrawnChecks(effective.dashboards);
  const databases = resolved.databases.map((database) => planDatabase(database, drawn));
  const kpis = resolved.kpis.map(({ spec }) => spec);
  const reports = planReports(effective);
  const jobs = planJobs({ ...resolved, kpis, region, locations });
  const needs = { ...resolved, scope, region, kpis, jobs, channels, reserveConcurrency };
  const functions = planFunctions({ ...needs, hasReports: reports.length > 0 });
  const alarmContext = { scope, namespace, region, locations, topicOf: topicIds.severity };
  const thingAlarms = planAlarms({ ...resolved, jobs, functions }, alarmContext);
  const topicNeeds = { scope, region, locations, channels, backstop };
  const ways = { channels, topics: planTopics(topicNeeds), subscriptions: planSubscriptions(topicNeeds) };
  const telling = {
    policies: resolvePolicies(effective),
    routing: planRouting(written, thingAlarms),
    teams: resolveTeams(effective),
    rotations: resolveRotations(effective),
  };
  const told = usedChannels({ ...telling, channels, backstop });
  const deliveryAlarms = planDeliveryAlarms({ ...ways, smsMonthlyLimitUsd, usedChannels: told }, alarmContext);
  const alarms = [...thingAlarms, ...deliveryAlarms];
  const drawable = { ...place, scope, endpoints, databases, kpis, jobs, alarms };
  return {
    ...{ service, environment: environmentName, timeZone, ...place },
    ...{ endpoints, databases, kpis, refreshes, reports, functions, jobs, alarms },
    networks: Object.entries(effective.networks ?? {}).map(([name, network]) => ({ name, ...network })),
    metrics: planMetrics({ endpoints, databases, kpis, refreshes, jobs, usedChannels: told, namespace, locations }),
    ...{ ...ways, ...telling, backstop, people, smsMonthlyLimitUsd },
    calendars: resolveCalendars(effective),
    maintenance: resolveMaintenance(effective),
    ...planChannelTests(effective),
    dashboards: planDashboards(effective.dashboards, drawable, idsOf(effective)),
  };
}

function findEnvironment({ environments }: DefinitionInput, name: string) {
  const environment = environments[name];
  if (environment !== undefined) return environment;
  const hint = suggest(name, Object.keys(environments));
  throw new Error(`Cannot plan environment "${name}": the definition has none of that name; ${hint}`);
}

/** Panels name things as the definition does; metrics are made of ids. */
function idsOf(definition: DefinitionInput): IdOf {
  const endpoints = new Map(listEndpoints(definition).map(({ name, endpoint }) => [name, endpoint.id ?? name]));
  return (kind, name) => (kind === 'endpoint' ? (endpoints.get(name) ?? name) : idOfDatabase(definition, name));
}
