import type { Plan } from '../shared/plan/plan.ts';

/** A plan that can go to AWS: it says into which account. */
export type DeployablePlan = Plan & { readonly account: string };

/** True where the environment has an account; one without only runs on this machine. */
export function isDeployable(plan: Plan): plan is DeployablePlan {
  return plan.account !== undefined;
}

/** The part of the plan with this id. Throws where the plan contradicts itself, which is a bug and no mistake of the user. */
export function partOf<T extends { readonly id: string }>(parts: readonly T[], id: string): T {
  const part = parts.find((candidate) => candidate.id === id);
  if (part === undefined) throw new Error(`Cannot render "${id}": the plan refers to it but does not hold it`);
  return part;
}
