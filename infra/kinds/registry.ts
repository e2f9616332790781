import type { FunctionKind, PlannedFunction } from '../../shared/plan/plan.ts';
import { alertRouter } from './alert-router.ts';
import { databaseHealth } from './database-health.ts';
import { endpointProbe } from './endpoint-probe.ts';
import type { FunctionKindSettings, FunctionStack } from './function-kind.ts';
import { incidentActions } from './incident-actions.ts';
import { kpiQuery } from './kpi-query.ts';
import { report } from './report.ts';
import { viewRefresh } from './view-refresh.ts';

/** What infra knows about each kind of function. */
export const functionKinds = {
  'endpoint-probe': endpointProbe,
  'database-health': databaseHealth,
  'kpi-query': kpiQuery,
  'view-refresh': viewRefresh,
  report,
  'alert-router': alertRouter,
  'incident-actions': incidentActions,
} as const satisfies Record<FunctionKind, FunctionKindSettings>;

/** The functions that are deployed in one kind of stack. */
export function functionsIn(functions: readonly PlannedFunction[], stack: FunctionStack): readonly PlannedFunction[] {
  return functions.filter(({ kind }) => functionKinds[kind].stack === stack);
}
