import type { ResolvedDatabase } from '../definition/resolve-databases.ts';
import type { ResolvedEndpoint } from '../definition/resolve-endpoints.ts';
import type { KpiSpec, RefreshSpec } from '../model/kpi.ts';
import { listSecretRefs, type SecretRef } from '../model/secret-ref.ts';
import type { DatabaseRoleName } from '../ports/database.ts';
import { actionLinkSecret, functionIds, functionName, type NetworkKind, networkKinds } from './names.ts';
import type { PlannedFunction, PlannedJob } from './plan.ts';

/** Lambda gives CPU in proportion to memory (a full one at 1,769 MB), and a probe's own delay must stay small. */
function probeMemoryMb(endpoints: number): number {
  if (endpoints <= 50) return 256;
  return endpoints <= 300 ? 512 : 1_024;
}

/** A lost run says nothing after an hour, and its alarm then ends by itself; a lost alert stays as long as SQS keeps it. */
const deadLetterRetention = { run: 3_600, alert: 14 * 86_400 } as const;

interface FunctionNeeds {
  readonly scope: string;
  readonly region: string;
  readonly endpoints: readonly ResolvedEndpoint[];
  readonly databases: readonly ResolvedDatabase[];
  readonly kpis: readonly KpiSpec[];
  readonly refreshes: readonly RefreshSpec[];
  readonly hasReports: boolean;
  readonly jobs: readonly PlannedJob[];
  /** Channels as plain data: the router reads their secrets. */
  readonly channels: unknown;
  readonly reserveConcurrency: boolean;
}

/** One run per job, and one by hand. */
const concurrencyOf = (jobs: number, wanted: boolean) => (wanted ? { reservedConcurrency: jobs + 1 } : {});

function probeFunctions({ scope, endpoints, jobs, reserveConcurrency }: FunctionNeeds): readonly PlannedFunction[] {
  const probing = jobs.flatMap((job) => (job.kind === 'endpoint-probe' ? [job] : []));
  const locations = [...new Set(probing.map(({ location }) => location))];
  return locations.map((location) => {
    const local = probing.filter((job) => job.location === location);
    return {
      id: functionIds.endpointProbe(location),
      kind: 'endpoint-probe',
      name: functionName(scope, 'endpoint-probe'),
      region: location,
      memoryMb: probeMemoryMb(Math.max(...local.map((job) => job.endpoints.length))),
      timeoutSeconds: 60,
      ...concurrencyOf(local.length, reserveConcurrency),
      deadLetterRetentionSeconds: deadLetterRetention.run,
      secrets: listSecretRefs(endpoints.map(({ probe }) => probe)),
    };
  });
}

/** How each kind of function that talks to databases is made; the longest statement decides the time. */
const sizes = {
  'database-health': { memoryMb: 256, timeoutSeconds: 60 },
  'kpi-query': { memoryMb: 256, timeoutSeconds: 120 },
  'view-refresh': { memoryMb: 128, timeoutSeconds: 900 },
} as const satisfies Record<NetworkKind, Pick<PlannedFunction, 'memoryMb' | 'timeoutSeconds'>>;

/** The secrets that a kind of function reads: its role's login of the databases it works on, and what its own things name. */
function secretsOf(kind: NetworkKind, network: string | undefined, needs: FunctionNeeds): readonly SecretRef[] {
  const local = needs.databases.filter((database) => database.network === network);
  const loginsOf = (role: DatabaseRoleName, ids?: ReadonlySet<string>) =>
    local.filter(({ spec }) => ids?.has(spec.id) ?? true).map(({ spec }) => spec.logins[role]);
  if (kind === 'database-health') return listSecretRefs(loginsOf('health'));
  if (kind === 'view-refresh')
    return listSecretRefs(loginsOf('refresh', new Set(needs.refreshes.map(({ database }) => database))));
  const sources = needs.kpis.map(({ source }) => source);
  const read = new Set(sources.flatMap((source) => (source.kind === 'sql' ? [source.database] : [])));
  const asked = network === undefined ? sources.filter((source) => source.kind === 'http') : [];
  return listSecretRefs([...loginsOf('kpi', read), ...asked]);
}

/** One function per kind and network that has jobs. */
function databaseFunctions(needs: FunctionNeeds): readonly PlannedFunction[] {
  const { scope, region, jobs, reserveConcurrency } = needs;
  const networks = [undefined, ...new Set(needs.databases.flatMap(({ network }) => network ?? []))];
  return networkKinds.flatMap((kind) =>
    networks.flatMap((network): readonly PlannedFunction[] => {
      const id = functionIds.inNetwork(kind, network);
      const own = jobs.filter((job) => job.function === id);
      if (own.length === 0) return [];
      return [
        {
          id,
          kind,
          name: functionName(scope, kind, network),
          region,
          ...sizes[kind],
          ...concurrencyOf(own.length, reserveConcurrency),
          deadLetterRetentionSeconds: deadLetterRetention.run,
          secrets: secretsOf(kind, network, needs),
          ...(network === undefined ? {} : { network }),
        },
      ];
    }),
  );
}

/** One probe function per location, those of databases and KPIs per network, the report, and the router. */
export function planFunctions(needs: FunctionNeeds): readonly PlannedFunction[] {
  const { scope, region, hasReports, channels, reserveConcurrency } = needs;
  const report: PlannedFunction = {
    id: functionIds.report,
    kind: 'report',
    name: functionName(scope, 'report'),
    region,
    memoryMb: 256,
    timeoutSeconds: 120,
    ...concurrencyOf(1, reserveConcurrency),
    deadLetterRetentionSeconds: deadLetterRetention.alert,
    secrets: [],
  };
  const router: PlannedFunction = {
    id: functionIds.alertRouter,
    kind: 'alert-router',
    name: functionName(scope, 'alert-router'),
    region,
    memoryMb: 256,
    timeoutSeconds: 60,
    // An alarm storm must not be throttled, but it must not open a thousand connections to Slack either.
    ...(reserveConcurrency ? { reservedConcurrency: 10 } : {}),
    deadLetterRetentionSeconds: deadLetterRetention.alert,
    secrets: [...listSecretRefs(channels), actionLinkSecret],
  };
  const actions: PlannedFunction = {
    id: functionIds.incidentActions,
    kind: 'incident-actions',
    name: functionName(scope, 'incident-actions'),
    region,
    memoryMb: 256,
    timeoutSeconds: 30,
    // Anybody may call its address: somebody who does it all day must not use up the account.
    ...(reserveConcurrency ? { reservedConcurrency: 5 } : {}),
    deadLetterRetentionSeconds: deadLetterRetention.alert,
    secrets: [actionLinkSecret],
  };
  return [...probeFunctions(needs), ...databaseFunctions(needs), ...(hasReports ? [report] : []), router, actions];
}
