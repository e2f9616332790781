import type { DefinitionInput, EnvironmentInput } from './definition-schema.ts';
import { merge } from './merge.ts';

/** The definition as it is in one environment: its overrides laid over the rest. Environments themselves stay. */
export function applyOverrides(definition: DefinitionInput, environment: EnvironmentInput): DefinitionInput {
  return merge(definition, environment.overrides ?? {}) as DefinitionInput;
}
