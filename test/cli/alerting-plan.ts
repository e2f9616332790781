import type { DefinitionInput } from '../../shared/definition/definition-schema.ts';
import { plan } from '../../shared/plan/make-plan.ts';
import type { Plan } from '../../shared/plan/plan.ts';
import { alertingDefinition } from './incident-samples.ts';

/** The plan of an environment of the sample definition. */
export function loadedPlan(environment: 'local' | 'prod'): Plan {
  return plan(alertingDefinition as unknown as DefinitionInput, environment);
}
