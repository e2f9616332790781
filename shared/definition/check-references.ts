import { checkCalendars } from './check-calendars.ts';
import { checkChannels } from './check-channels.ts';
import { checkDatabases } from './check-databases.ts';
import { checkDependencies } from './check-dependencies.ts';
import { checkEndpoint } from './check-endpoint.ts';
import { checkKpis } from './check-kpis.ts';
import { checkMaintenance } from './check-maintenance.ts';
import { checkNames } from './check-names.ts';
import { checkPanels } from './check-panels.ts';
import { checkPeople } from './check-people.ts';
import { checkPolicies } from './check-policies.ts';
import { checkRefreshes } from './check-refreshes.ts';
import { checkRepeats } from './check-repeats.ts';
import { checkReports } from './check-reports.ts';
import { checkRotations } from './check-rotations.ts';
import { checkRouting } from './check-routing.ts';
import { checkRunbooks } from './check-runbooks.ts';
import type { DefinitionInput } from './definition-schema.ts';
import type { Problem } from './explain-issue.ts';
import { listEndpoints, type PlacedEndpoint } from './resolve-endpoints.ts';
import type { KnownNames } from './sound-part.ts';

function checkEnvironments({ environments }: DefinitionInput, known: KnownNames): readonly Problem[] {
  const none = {
    path: 'environments',
    message: 'there is no environment',
    hint: 'write at least one, e.g. local: { region: "eu-central-1" }',
  };
  return [
    ...(known.environments.length === 0 ? [none] : []),
    // A region that stands twice would probe twice.
    ...Object.entries(environments).flatMap(([name, { locations = [] }]) =>
      checkRepeats(`environments.${name}.locations`, locations),
    ),
  ];
}

function checkUnique(endpoints: readonly PlacedEndpoint[]): readonly Problem[] {
  const firstPath = new Map<string, string>();
  return endpoints.flatMap(({ path, name, endpoint }) => {
    const id = endpoint.id ?? name;
    const taken = firstPath.get(id);
    firstPath.set(id, taken ?? path);
    return taken === undefined
      ? []
      : [
          {
            path,
            message: `"${id}" is also the id of ${taken}`,
            hint: 'names of endpoints are unique over all groups',
          },
        ];
  });
}

/**
 * What a well-formed definition may still get wrong: names that nobody knows, settings that contradict each other. `known`
 * also holds the names of entries that were left out of `definition` because of their form.
 */
export function checkReferences(definition: DefinitionInput, known: KnownNames): readonly Problem[] {
  const endpoints = listEndpoints(definition);
  const none =
    known.endpoints.length + known.databases.length + known.kpis.length === 0
      ? [{ path: 'endpoints', message: 'nothing is monitored', hint: 'write at least one endpoint, database or KPI' }]
      : [];
  return [
    ...checkNames(definition),
    ...checkEnvironments(definition, known),
    ...checkChannels(definition, known),
    ...none,
    ...checkUnique(endpoints),
    ...endpoints.flatMap(checkEndpoint),
    ...checkDatabases(definition, known),
    ...checkKpis(definition, known),
    ...checkRefreshes(definition, known),
    ...checkCalendars(definition, known),
    ...checkPeople(definition, known),
    ...checkRotations(definition, known),
    ...checkPolicies(definition, known),
    ...checkMaintenance(definition, known),
    ...checkRunbooks(definition, known),
    ...checkRouting(definition, known),
    ...checkDependencies(definition, known),
    ...checkReports(definition, known),
    ...checkPanels(definition, known),
  ];
}
