import type { PlannedFunction } from '../../shared/plan/plan.ts';
import type { DeployablePlan } from '../deployable-plan.ts';
import type { Permission } from '../permissions/allow.ts';

/** The stacks that hold functions; each is there once per region. */
export type FunctionStack = 'alerting' | 'probes' | 'data';

/** What infra knows about one kind of function besides the plan. A new kind is one such object and one line in the registry. */
export interface FunctionKindSettings {
  /** The stack that it is deployed in. */
  readonly stack: FunctionStack;
  /** The content of its configuration file. */
  config(plan: DeployablePlan, planned: PlannedFunction): unknown;
  /** Environment variables: what only the deployment knows. */
  environment(
    plan: DeployablePlan,
    deployed: { readonly deadLetterQueueUrl: string },
  ): Readonly<Record<string, string>>;
  /** What its role may do besides writing its own log and its own dead letters. */
  permissions(plan: DeployablePlan, planned: PlannedFunction): readonly Permission[];
  /** How often Lambda tries an asynchronous event again that ended in an error. */
  readonly retryAttempts: number;
  /** How long an event may wait; older ones become dead letters. */
  readonly maxEventAgeSeconds: number;
}
