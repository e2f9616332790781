import { runBatch } from '../functions/endpoint-probe/run-batch.ts';
import { suggest } from '../shared/definition/did-you-mean.ts';
import type { ProbeResult } from '../shared/model/probe-result.ts';
import type { Plan, PlannedEndpoint } from '../shared/plan/plan.ts';
import type { ProbePorts } from './probe-ports.ts';

/** The endpoints that names choose (all of them where there are none), or why a name chooses nothing. */
export type ChosenEndpoints =
  | { readonly ok: true; readonly endpoints: readonly PlannedEndpoint[] }
  | { readonly ok: false; readonly message: string };

/** Picks endpoints by id, in the order in which they are named, each once. */
export function chooseEndpoints(plan: Pick<Plan, 'endpoints'>, names: readonly string[]): ChosenEndpoints {
  if (names.length === 0) return { ok: true, endpoints: plan.endpoints };
  const byId = new Map(plan.endpoints.map((endpoint) => [endpoint.id, endpoint]));
  const unknown = names.find((name) => !byId.has(name));
  if (unknown !== undefined) {
    const hint = suggest(unknown, [...byId.keys()]);
    return { ok: false, message: `Cannot probe "${unknown}": there is no endpoint of that name, ${hint}` };
  }
  return { ok: true, endpoints: [...new Set(names)].flatMap((name) => byId.get(name) ?? []) };
}

/** A run by hand has as long as a run of the shortest interval. */
const budgetMs = 55_000;

/** Probes endpoints once from this machine; results are in their order. */
export function probeOnce(endpoints: readonly PlannedEndpoint[], ports: ProbePorts): Promise<readonly ProbeResult[]> {
  return runBatch(endpoints, { ...ports, location: 'here', budgetMs });
}
