import type { ResolvedDatabase } from '../definition/resolve-databases.ts';
import type { ResolvedEndpoint } from '../definition/resolve-endpoints.ts';
import { formatDuration } from '../model/duration.ts';
import { healthParts } from '../model/health-part.ts';
import type { KpiSpec, RefreshSpec } from '../model/kpi.ts';
import { functionIds, type NetworkKind } from './names.ts';
import type { DatabaseHealthJob, EndpointProbeJob, KpiQueryJob, PlannedJob, ViewRefreshJob } from './plan.ts';

const interval = (everySeconds: number): string => formatDuration(everySeconds * 1_000);

/** Members by a key, in the order of the first of each. */
function groupBy<T>(members: readonly T[], keyOf: (member: T) => string): readonly (readonly T[])[] {
  return [...Map.groupBy(members, keyOf).values()];
}

/** One job per location and interval: a batch costs what one endpoint costs. */
function endpointJobs(
  endpoints: readonly ResolvedEndpoint[],
  locations: readonly string[],
): readonly EndpointProbeJob[] {
  const intervals = [...new Set(endpoints.map(({ everySeconds }) => everySeconds))].sort((a, b) => a - b);
  return locations.flatMap((location) =>
    intervals.map((everySeconds) => ({
      kind: 'endpoint-probe' as const,
      id: `endpoint-probe/${location}/${interval(everySeconds)}`,
      function: functionIds.endpointProbe(location),
      everySeconds,
      location,
      endpoints: endpoints.filter((endpoint) => endpoint.everySeconds === everySeconds).map(({ id }) => id),
    })),
  );
}

/** One job per network, part and interval. */
function healthJobs(databases: readonly ResolvedDatabase[], location: string): readonly DatabaseHealthJob[] {
  return healthParts.flatMap((part) =>
    groupBy(databases, ({ network, everySeconds }) => `${network} ${everySeconds[part]}`).map((members) => {
      const [{ network, everySeconds }] = members as readonly [ResolvedDatabase];
      const fn = functionIds.inNetwork('database-health', network);
      return {
        kind: 'database-health' as const,
        id: `${fn}/${part}/${interval(everySeconds[part])}`,
        function: fn,
        everySeconds: everySeconds[part],
        location,
        part,
        databases: members.map(({ spec }) => spec.id),
      };
    }),
  );
}

/** What runs against a database: its network decides the function. */
interface Located<Spec> {
  readonly spec: Spec;
  readonly network: string | undefined;
}

/** One batch per network and interval of things that run against databases. */
function batchesOf<Kind extends NetworkKind, Spec extends { readonly id: string; readonly everySeconds: number }>(
  kind: Kind,
  things: readonly Located<Spec>[],
  location: string,
) {
  return groupBy(things, ({ spec, network }) => `${network} ${spec.everySeconds}`).map((members) => {
    const [{ network, spec }] = members as readonly [Located<Spec>];
    const { everySeconds } = spec;
    const fn = functionIds.inNetwork(kind, network);
    const timing = { kind, id: `${fn}/${interval(everySeconds)}`, function: fn, everySeconds, location };
    return { timing, ids: members.map((member) => member.spec.id) };
  });
}

function kpiJobs(kpis: readonly Located<KpiSpec>[], location: string): readonly KpiQueryJob[] {
  return batchesOf('kpi-query', kpis, location).map(({ timing, ids }) => ({ ...timing, kpis: ids }));
}

function refreshJobs(refreshes: readonly Located<RefreshSpec>[], location: string): readonly ViewRefreshJob[] {
  return batchesOf('view-refresh', refreshes, location).map(({ timing, ids }) => ({ ...timing, refreshes: ids }));
}

/** What jobs are made of. */
export interface JobNeeds {
  readonly endpoints: readonly ResolvedEndpoint[];
  readonly databases: readonly ResolvedDatabase[];
  readonly kpis: readonly KpiSpec[];
  readonly refreshes: readonly RefreshSpec[];
  readonly region: string;
  readonly locations: readonly string[];
}

/** Every scheduled batch: things of one kind, interval and place run together. */
export function planJobs({
  endpoints,
  databases,
  kpis,
  refreshes,
  region,
  locations,
}: JobNeeds): readonly PlannedJob[] {
  const networks = new Map(databases.map(({ spec, network }) => [spec.id, network]));
  const locateKpi = (spec: KpiSpec): Located<KpiSpec> => ({
    spec,
    network: spec.source.kind === 'sql' ? networks.get(spec.source.database) : undefined,
  });
  return [
    ...endpointJobs(endpoints, locations),
    ...healthJobs(databases, region),
    ...refreshJobs(
      refreshes.map((spec) => ({ spec, network: networks.get(spec.database) })),
      region,
    ),
    ...kpiJobs(kpis.map(locateKpi), region),
  ];
}
