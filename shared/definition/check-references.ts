import { channelKinds } from '../channels/registry.ts';
import { severities } from '../model/severity.ts';
import { checkDatabases } from './check-databases.ts';
import { checkEndpoint } from './check-endpoint.ts';
import { checkKpis } from './check-kpis.ts';
import type { PanelInput } from './dashboard-schema.ts';
import type { DefinitionInput } from './definition-schema.ts';
import { namePattern, shortNamePattern } from './definition-schema.ts';
import { suggest } from './did-you-mean.ts';
import type { Problem } from './explain-issue.ts';
import { listEndpoints, type PlacedEndpoint } from './resolve-endpoints.ts';
import type { KnownNames } from './sound-part.ts';

interface Naming {
  readonly path: string;
  readonly things: object | undefined;
  readonly short?: boolean;
}

/** Names become metric dimensions, alarm names and logical ids. */
function checkNames(definition: DefinitionInput): readonly Problem[] {
  const named: readonly Naming[] = [
    { path: 'environments', things: definition.environments, short: true },
    { path: 'channels', things: definition.channels },
    { path: 'groups', things: definition.groups },
    { path: 'endpoints', things: definition.endpoints },
    { path: 'dashboards', things: definition.dashboards },
    { path: 'networks', things: definition.networks, short: true },
    { path: 'databases', things: definition.databases },
    { path: 'kpis', things: definition.kpis },
    { path: 'refreshes', things: definition.refreshes },
    { path: 'calendars', things: definition.calendars },
    { path: 'reports', things: definition.reports },
    ...Object.entries(definition.groups ?? {}).map(([name, { endpoints }]) => ({
      path: `groups.${name}.endpoints`,
      things: endpoints,
    })),
  ];
  return named.flatMap(({ path, things, short = false }) =>
    Object.keys(things ?? {})
      .filter((name) => !(short ? shortNamePattern : namePattern).test(name))
      .map((name) => ({
        path: `${path}.${name}`,
        message: `"${name}" is not a name`,
        hint: `write 1 to ${short ? 20 : 40} lower-case letters, digits and hyphens, a letter first`,
      })),
  );
}

function checkChannelNames(definition: DefinitionInput, { channels }: KnownNames): readonly Problem[] {
  const unknown = (path: string, name: string): Problem => ({
    path,
    message: `no channel is called "${name}"`,
    hint: suggest(name, channels),
  });
  const fromPolicies = severities.flatMap((severity) =>
    definition.policies[severity].flatMap((name, index) =>
      channels.includes(name) ? [] : [unknown(`policies.${severity}.${index}`, name)],
    ),
  );
  const fromBackstop = definition.backstop.flatMap((name, index) => {
    const path = `backstop.${index}`;
    const channel = Object.hasOwn(definition.channels, name) ? definition.channels[name] : undefined;
    if (channel === undefined) return channels.includes(name) ? [] : [unknown(path, name)];
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

/** How panels refer to things: the field, what it names, and one or many. */
const panelReferences = [
  { field: 'endpoints', what: 'endpoint', known: 'endpoints' },
  { field: 'databases', what: 'database', known: 'databases' },
  { field: 'kpis', what: 'KPI', known: 'kpis' },
  { field: 'database', what: 'database', known: 'databases' },
  { field: 'kpi', what: 'KPI', known: 'kpis' },
] as const;

function checkPanel(path: string, panel: PanelInput, known: KnownNames): readonly Problem[] {
  const fields = panel as Readonly<Record<string, unknown>>;
  return panelReferences.flatMap(({ field, what, known: kind }) => {
    const value = fields[field];
    const named = typeof value === 'string' ? [[`${path}.${field}`, value] as const] : [];
    const listed = Array.isArray(value) ? value.map((name, index) => [`${path}.${field}.${index}`, name] as const) : [];
    return [...named, ...listed].flatMap(([at, name]) =>
      known[kind].includes(name)
        ? []
        : [{ path: at, message: `no ${what} is called "${name}"`, hint: suggest(name, known[kind]) }],
    );
  });
}

function checkPanels(definition: DefinitionInput, known: KnownNames): readonly Problem[] {
  return Object.entries(definition.dashboards ?? {}).flatMap(([dashboard, { panels }]) =>
    panels.flatMap((panel, index) => checkPanel(`dashboards.${dashboard}.panels.${index}`, panel, known)),
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
    ...checkPanels(definition, known),
  ];
}
