import { type CheckDatabasesPorts, checkDatabases } from '../functions/database-health/check-databases.ts';
import { type ProbeEndpointsPorts, probeEndpoints } from '../functions/endpoint-probe/probe-endpoints.ts';
import { type QueryKpisPorts, queryKpis } from '../functions/kpi-query/query-kpis.ts';
import { type RefreshViewsPorts, refreshViews } from '../functions/view-refresh/refresh-views.ts';
import { databaseHealthConfig } from '../shared/plan/database-health-config.ts';
import { endpointProbeConfig } from '../shared/plan/endpoint-probe-config.ts';
import { kpiQueryConfig } from '../shared/plan/kpi-query-config.ts';
import type { Plan, PlannedFunction } from '../shared/plan/plan.ts';
import { viewRefreshConfig } from '../shared/plan/view-refresh-config.ts';
import type { JobWork } from './job-runner.ts';

/** What the works of functions need of the world around them. */
export interface WorkPorts {
  readonly probes: ProbeEndpointsPorts;
  readonly databases: CheckDatabasesPorts;
  readonly kpis: QueryKpisPorts;
  readonly refreshes: RefreshViewsPorts;
}

/** Works that take the place of the functions' own, so that a story can break them. */
export interface ReplacedWorks {
  readonly probeEndpoints?: typeof probeEndpoints;
}

/** The work of each planned function, with the same configuration that it has on AWS. */
export function createWorks(
  plan: Plan,
  ports: WorkPorts,
  { probeEndpoints: probe = probeEndpoints }: ReplacedWorks = {},
) {
  return (fn: PlannedFunction): JobWork => {
    switch (fn.kind) {
      case 'endpoint-probe': {
        const config = endpointProbeConfig(plan, fn);
        return (event, remainingMs) => probe(event, remainingMs, { config, ports: ports.probes });
      }
      case 'database-health': {
        const config = databaseHealthConfig(plan, fn);
        return (event, remainingMs) => checkDatabases(event, remainingMs, { config, ports: ports.databases });
      }
      case 'kpi-query': {
        const config = kpiQueryConfig(plan, fn);
        return (event, remainingMs) => queryKpis(event, remainingMs, { config, ports: ports.kpis });
      }
      case 'view-refresh': {
        const config = viewRefreshConfig(plan, fn);
        return (event, remainingMs) => refreshViews(event, remainingMs, { config, ports: ports.refreshes });
      }
      case 'alert-router':
      case 'incident-actions':
      case 'report':
        return () => Promise.reject(new Error(`Cannot run a job by ${fn.id}: it has none`));
    }
  };
}
