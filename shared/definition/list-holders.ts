import type { AlarmSettings } from './alarm-settings.ts';
import type { DefinitionInput } from './definition-schema.ts';
import type { RoutingInput } from './people-settings.ts';
import { listEndpoints } from './resolve-endpoints.ts';

/** A place of a definition that may say who is told and what to do. */
export interface Holder {
  /** Where it stands, e.g. `databases.orders.alarms.full`. */
  readonly path: string;
  readonly input: RoutingInput & {
    readonly runbook?: string | undefined;
    readonly dependsOn?: readonly string[] | undefined;
    readonly alarms?: unknown;
  };
  /** The alarms of endpoints that it sets, which may name policies of their own. */
  readonly alarms?: AlarmSettings | undefined;
  /** Its name, where others may depend on it. */
  readonly parent?: string;
}

function holdersOfEndpoints(definition: DefinitionInput): readonly Holder[] {
  const { defaults = {}, groups = {} } = definition;
  return [
    { path: 'defaults', input: defaults, alarms: defaults.alarms },
    ...Object.entries(groups).map(([name, group]) => ({ path: `groups.${name}`, input: group, alarms: group.alarms })),
    ...listEndpoints(definition).map(({ path, name, endpoint }) => ({
      ...{ path, input: endpoint, alarms: endpoint.alarms },
      parent: name,
    })),
  ];
}

/** Alarms by name below a thing; `false` leaves one out. */
function holdersBelow(path: string, alarms: Readonly<Record<string, Holder['input'] | false>> = {}): readonly Holder[] {
  return Object.entries(alarms).flatMap(([name, input]) =>
    input === false ? [] : [{ path: `${path}.${name}`, input }],
  );
}

/** Every place of a definition that may name an owner, a policy, receivers, parents or a runbook; outer ones first. */
export function listHolders(definition: DefinitionInput): readonly Holder[] {
  const { databases = {}, kpis = {}, refreshes = {} } = definition;
  return [
    ...holdersOfEndpoints(definition),
    ...Object.entries(databases).flatMap(([name, input]) => [
      { path: `databases.${name}`, input, parent: name },
      ...holdersBelow(`databases.${name}.alarms`, input.alarms),
    ]),
    ...Object.entries(kpis).flatMap(([name, input]) => [
      { path: `kpis.${name}`, input },
      ...(input.alert === undefined ? [] : [{ path: `kpis.${name}.alert`, input: input.alert }]),
      ...holdersBelow(`kpis.${name}.alerts`, input.alerts),
    ]),
    ...Object.entries(refreshes).map(([name, input]) => ({ path: `refreshes.${name}`, input })),
  ];
}
