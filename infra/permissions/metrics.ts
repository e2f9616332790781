import type { DeployablePlan } from '../deployable-plan.ts';
import type { Permission } from './allow.ts';

/** Lets a function publish metrics in the namespace of its environment. */
export function publishMetrics({ namespace }: DeployablePlan): Permission {
  return {
    actions: ['cloudwatch:PutMetricData'],
    resources: ['*'],
    conditions: { StringEquals: { 'cloudwatch:namespace': namespace } },
    wildcardReason: 'PutMetricData knows no resources; the condition keeps it to the namespace of this environment.',
  };
}

/** Lets a function read metrics back. */
export const readMetrics: Permission = {
  actions: ['cloudwatch:GetMetricData'],
  resources: ['*'],
  wildcardReason: 'GetMetricData knows neither resources nor a condition on namespaces; it only reads numbers.',
};
