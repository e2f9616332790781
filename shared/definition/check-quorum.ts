import { checkEndpoint } from './check-endpoint.ts';
import type { DefinitionInput, EnvironmentInput } from './definition-schema.ts';
import type { Problem } from './explain-issue.ts';
import { listEndpoints, resolveEndpoint } from './resolve-endpoints.ts';

/** Alarms that ask for more locations than an environment has. `definition` is the one with its overrides applied. */
export function checkQuorum(
  definition: DefinitionInput,
  { name, environment }: { readonly name: string; readonly environment: EnvironmentInput },
): readonly Problem[] {
  const locations = environment.locations?.length ?? 1;
  const consistent = listEndpoints(definition).filter((placed) => checkEndpoint(placed).length === 0);
  return consistent.flatMap((placed) => {
    const quorum = resolveEndpoint(placed).alarms.down?.quorum;
    if (quorum === undefined || quorum <= locations) return [];
    const path = `${placed.path}.alarms.down.quorum`;
    const message = `${quorum} locations cannot agree: "${name}" has ${locations}`;
    return [{ path, message, hint: 'add locations, or ask for fewer' }];
  });
}
