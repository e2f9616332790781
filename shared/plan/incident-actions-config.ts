import { contactChannel, contactKinds } from '../model/person.ts';
import { functionIds, functionName, incidentTableName, scopeOf } from './names.ts';
import type { Plan } from './plan.ts';

/** The part of the plan that the function behind acknowledge links needs. Infra writes it, the function reads it. */
export interface IncidentActionsConfig {
  readonly service: string;
  readonly environment: string;
  readonly timeZone: string;
  readonly region: string;
  readonly incidentTable: string;
  /** Name of the router: it does what a link asks for. */
  readonly router: string;
  /** Names of people by the channels of their contacts: whoever acts by a link is called by them. */
  readonly names: Readonly<Record<string, string>>;
}

/** The links' part of a plan. */
export function incidentActionsConfig(plan: Plan): IncidentActionsConfig {
  const { service, environment, timeZone, region } = plan;
  const scope = scopeOf(plan);
  const router = functionName(scope, functionIds.alertRouter);
  const names = Object.fromEntries(
    plan.people.flatMap(({ id, name }) => contactKinds.map((kind) => [contactChannel(id, kind), name])),
  );
  return { service, environment, timeZone, region, incidentTable: incidentTableName(scope), router, names };
}
