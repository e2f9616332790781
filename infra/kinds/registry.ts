import type { FunctionKind } from '../../shared/plan/plan.ts';
import { alertRouter } from './alert-router.ts';
import { endpointProbe } from './endpoint-probe.ts';
import type { FunctionKindSettings } from './function-kind.ts';

/** What infra knows about each kind of function. */
export const functionKinds = {
  'endpoint-probe': endpointProbe,
  'alert-router': alertRouter,
} as const satisfies Record<FunctionKind, FunctionKindSettings>;
