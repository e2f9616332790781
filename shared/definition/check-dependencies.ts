import { checkEndpoint } from './check-endpoint.ts';
import { checkRepeats } from './check-repeats.ts';
import type { DefinitionInput } from './definition-schema.ts';
import { suggest } from './did-you-mean.ts';
import type { Problem } from './explain-issue.ts';
import { type Holder, listHolders } from './list-holders.ts';
import { resolveDatabase } from './resolve-databases.ts';
import { listEndpoints, type PlacedEndpoint, resolveEndpoint } from './resolve-endpoints.ts';
import type { KnownNames } from './sound-part.ts';

interface Place {
  readonly definition: DefinitionInput;
  readonly known: KnownNames;
  /** By name. */
  readonly endpoints: ReadonlyMap<string, PlacedEndpoint>;
}

/** A parent says that it is down by an alarm: without one it explains nothing. */
function checkSaysDown(name: string, path: string, { definition, endpoints }: Place): readonly Problem[] {
  const placed = endpoints.get(name);
  const message = `"${name}" has no alarm that says that it is down`;
  if (placed !== undefined) {
    const isMute = checkEndpoint(placed).length === 0 && resolveEndpoint(placed).alarms.down === undefined;
    return isMute ? [{ path, message, hint: `write ${placed.path}.alarms.down` }] : [];
  }
  const database = definition.databases?.[name];
  if (database === undefined) return [];
  if (resolveDatabase(name, database).alarms.some(({ check }) => check === 'unreachable')) return [];
  return [{ path, message, hint: `give databases.${name} an alarm on the check "unreachable"` }];
}

function checkParent(name: string, path: string, place: Place): readonly Problem[] {
  const { known } = place;
  const [isEndpoint, isDatabase] = [known.endpoints.includes(name), known.databases.includes(name)];
  if (isEndpoint && isDatabase) {
    return [{ path, message: `"${name}" is an endpoint and a database`, hint: 'rename one of them' }];
  }
  if (isEndpoint || isDatabase) return checkSaysDown(name, path, place);
  const hint = suggest(name, [...known.endpoints, ...known.databases]);
  return [{ path, message: `no endpoint or database is called "${name}"`, hint }];
}

function checkHolder({ path, input, parent }: Holder, place: Place): readonly Problem[] {
  const names = input.dependsOn ?? [];
  const at = `${path}.dependsOn`;
  const own = names.flatMap((name, index) => {
    if (name !== parent) return checkParent(name, `${at}.${index}`, place);
    return [{ path: `${at}.${index}`, message: `"${name}" depends on itself`, hint: 'leave it out' }];
  });
  return [...own, ...checkRepeats(at, names)];
}

/** What each endpoint and database depends on after the cascade; what is inherited does not mean itself. */
function listEdges(definition: DefinitionInput) {
  const endpoints = listEndpoints(definition).map(({ path, name, layers, endpoint }) => ({
    ...{ path, name },
    parents: [...layers, endpoint].findLast((layer) => layer.dependsOn !== undefined)?.dependsOn ?? [],
  }));
  const databases = Object.entries(definition.databases ?? {}).map(([name, { dependsOn }]) => ({
    ...{ path: `databases.${name}`, name },
    parents: dependsOn ?? [],
  }));
  return [...endpoints, ...databases].map((edge) => ({
    ...edge,
    parents: edge.parents.filter((parent) => parent !== edge.name),
  }));
}

/** Things that explain each other: while both are down, nobody would be told. */
function checkCycles(definition: DefinitionInput): readonly Problem[] {
  const edges = listEdges(definition);
  const parentsOf = new Map(edges.map(({ name, parents }) => [name, parents]));
  const told = new Set<string>();
  const wayBack = (from: string, to: string, seen: Set<string>): readonly string[] | undefined => {
    for (const parent of parentsOf.get(from) ?? []) {
      if (parent === to) return [from, to];
      if (seen.has(parent)) continue;
      seen.add(parent);
      const rest = wayBack(parent, to, seen);
      if (rest !== undefined) return [from, ...rest];
    }
    return undefined;
  };
  return edges.flatMap(({ path, name }) => {
    const way = told.has(name) ? undefined : wayBack(name, name, new Set([name]));
    if (way === undefined) return [];
    for (const one of way) told.add(one);
    const hint = 'one of them must stand alone; dependsOn: [] takes back what is inherited';
    return [{ path: `${path}.dependsOn`, message: `explains itself: ${way.join(' -> ')}`, hint }];
  });
}

/** What contradicts itself in what depends on what. */
export function checkDependencies(definition: DefinitionInput, known: KnownNames): readonly Problem[] {
  const endpoints = new Map(listEndpoints(definition).map((placed) => [placed.name, placed]));
  return [
    ...listHolders(definition).flatMap((holder) => checkHolder(holder, { definition, known, endpoints })),
    ...checkCycles(definition),
  ];
}
