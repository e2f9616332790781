import { channelKinds } from '../channels/registry.ts';
import { severities } from '../model/severity.ts';
import { checkCalendars } from './check-calendars.ts';
import { checkDatabases } from './check-databases.ts';
import { checkEndpoint } from './check-endpoint.ts';
import { checkKpis } from './check-kpis.ts';
import { checkNames } from './check-names.ts';
import { checkPanels } from './check-panels.ts';
import { checkReference } from './check-reference.ts';
import { checkRefreshes } from './check-refreshes.ts';
import { checkReports } from './check-reports.ts';
import type { DefinitionInput } from './definition-schema.ts';
import type { Problem } from './explain-issue.ts';
import { listEndpoints, type PlacedEndpoint } from './resolve-endpoints.ts';
import type { KnownNames } from './sound-part.ts';

function checkChannelNames(definition: DefinitionInput, known: KnownNames): readonly Problem[] {
  const fromPolicies = severities.flatMap((severity) =>
    definition.policies[severity].flatMap((name, index) =>
      checkReference(name, { path: `policies.${severity}.${index}`, section: 'channels', known }),
    ),
  );
  const fromBackstop = definition.backstop.flatMap((name, index) => {
    const path = `backstop.${index}`;
    const channel = Object.hasOwn(definition.channels, name) ? definition.channels[name] : undefined;
    if (channel === undefined) return checkReference(name, { path, section: 'channels', known });
    if (channelKinds[channel.kind].isNative) return [];
    return [
      {
        path,
        message: `"${name}" is a ${channel.kind} channel`,
        hint: 'the backstop works without our code: name an email or sms channel',
      },
    ];
  });
  return [...fromPolicies, ...fromBackstop];
}

function checkRoutes(definition: DefinitionInput, { environments }: KnownNames): readonly Problem[] {
  const problems: Problem[] = [];
  if (definition.policies.critical.length === 0) {
    problems.push({
      path: 'policies.critical',
      message: 'nobody is told of critical alerts',
      hint: 'name at least one channel',
    });
  }
  if (definition.backstop.length === 0) {
    problems.push({
      path: 'backstop',
      message: 'nobody is told when our own functions fail',
      hint: 'name an email or sms channel',
    });
  }
  if (environments.length === 0) {
    problems.push({
      path: 'environments',
      message: 'there is no environment',
      hint: 'write at least one, e.g. local: { region: "eu-central-1" }',
    });
  }
  return problems;
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

/** A channel that stands twice would be told twice, and a region that stands twice would probe twice. */
function checkRepeats(definition: DefinitionInput): readonly Problem[] {
  const lists: readonly (readonly [string, readonly string[]])[] = [
    ...severities.map((severity) => [`policies.${severity}`, definition.policies[severity]] as const),
    ['backstop', definition.backstop],
    ...Object.entries(definition.environments).map(
      ([name, { locations }]) => [`environments.${name}.locations`, locations ?? []] as const,
    ),
  ];
  return lists.flatMap(([path, list]) =>
    list.flatMap((item, index) =>
      list.indexOf(item) === index
        ? []
        : [{ path: `${path}.${index}`, message: `"${item}" stands twice`, hint: 'write it once' }],
    ),
  );
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
    ...checkRoutes(definition, known),
    ...checkChannelNames(definition, known),
    ...checkRepeats(definition),
    ...none,
    ...checkUnique(endpoints),
    ...endpoints.flatMap(checkEndpoint),
    ...checkDatabases(definition, known),
    ...checkKpis(definition, known),
    ...checkRefreshes(definition, known),
    ...checkCalendars(definition),
    ...checkReports(definition, known),
    ...checkPanels(definition, known),
  ];
}
