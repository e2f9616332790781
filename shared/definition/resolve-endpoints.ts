import { durationMs } from '../model/duration.ts';
import type { Severity } from '../model/severity.ts';
import { probeDefaults } from '../probes/probe-settings.ts';
import { type ProbeKindName, type ProbeSpec, probeKinds } from '../probes/registry.ts';
import { type AlarmSettings, alarmDefaults, type MOfN, parseMOfN } from './alarm-settings.ts';
import type { CascadingInput, DefinitionInput, EndpointInput } from './definition-schema.ts';
import { merge } from './merge.ts';

/** What applies to every endpoint of every definition. The only place where defaults outside probes and alarms stand. */
export const endpointDefaults = { every: '1m' } as const;

/** The alarms of one endpoint after the cascade; absent where the definition wants none. */
export interface ResolvedAlarms {
  readonly down?: {
    readonly m: number;
    readonly n: number;
    readonly severity: Severity;
    readonly quorum?: number;
    readonly policy?: string;
  };
  readonly slow?: { readonly m: number; readonly n: number; readonly severity: Severity; readonly policy?: string };
  /** Most days first. */
  readonly certificate: readonly {
    readonly daysLeft: number;
    readonly severity: Severity;
    readonly policy?: string | undefined;
  }[];
}

/** One endpoint after the cascade product -> group -> endpoint: nothing is left open. */
export interface ResolvedEndpoint {
  /** Where it stands in the definition, e.g. `groups.api.endpoints.health`. */
  readonly path: string;
  readonly id: string;
  readonly title: string;
  /** Title of the group, for people. */
  readonly group?: string;
  readonly everySeconds: number;
  readonly runbook?: string;
  readonly alarms: ResolvedAlarms;
  readonly probe: ProbeSpec;
}

/** One endpoint as written, with the layers that it inherits from, outermost first. */
export interface PlacedEndpoint {
  readonly path: string;
  readonly name: string;
  readonly group?: string;
  readonly groupTitle?: string;
  readonly layers: readonly CascadingInput[];
  readonly endpoint: EndpointInput;
}

/** Every endpoint of a definition, grouped ones first, in the order in which they are written. */
export function listEndpoints(definition: DefinitionInput): readonly PlacedEndpoint[] {
  const outer = definition.defaults ?? {};
  const grouped = Object.entries(definition.groups ?? {}).flatMap(([group, { endpoints, title, ...settings }]) =>
    Object.entries(endpoints).map(([name, endpoint]) => ({
      path: `groups.${group}.endpoints.${name}`,
      name,
      group,
      groupTitle: title ?? group,
      layers: [outer, settings as CascadingInput],
      endpoint,
    })),
  );
  const single = Object.entries(definition.endpoints ?? {}).map(([name, endpoint]) => ({
    path: `endpoints.${name}`,
    name,
    layers: [outer],
    endpoint,
  }));
  return [...grouped, ...single];
}

/** `false` switches an alarm off; a later layer that writes fields switches it on again. */
function settle<T extends object>(base: T, layers: readonly (false | object | undefined)[]): T | undefined {
  let settled: T = base;
  let wanted = true;
  for (const layer of layers) {
    if (layer === undefined) continue;
    wanted = layer !== false;
    if (layer !== false) settled = merge(settled, layer) as T;
  }
  return wanted ? settled : undefined;
}

function readMOfN(text: MOfN): { readonly m: number; readonly n: number } {
  const parsed = parseMOfN(text);
  if (parsed === undefined) throw new Error(`Cannot read "${text}": it is not an M of N, must be like "2 of 3"`);
  return parsed;
}

function resolveAlarms(layers: readonly (AlarmSettings | undefined)[], probe: ProbeSpec): ResolvedAlarms {
  const down = settle<{ when: MOfN; severity: Severity; quorum?: number; policy?: string }>(
    alarmDefaults.down,
    layers.map((layer) => layer?.down),
  );
  const slow = settle<{ when: MOfN; severity: Severity; policy?: string }>(
    alarmDefaults.slow,
    layers.map((layer) => layer?.slow),
  );
  const ladder = layers.reduce<AlarmSettings['certificate']>(
    (kept, layer) => layer?.certificate ?? kept,
    [...alarmDefaults.certificate],
  );
  const seesCertificate = probeKinds[probe.kind].seesCertificate(probe as never);
  return {
    ...(down === undefined
      ? {}
      : {
          down: {
            ...readMOfN(down.when),
            severity: down.severity,
            ...(down.quorum === undefined ? {} : { quorum: down.quorum }),
            ...(down.policy === undefined ? {} : { policy: down.policy }),
          },
        }),
    ...(slow === undefined || probe.latency.degradedMs === undefined
      ? {}
      : {
          slow: {
            ...readMOfN(slow.when),
            severity: slow.severity,
            ...(slow.policy === undefined ? {} : { policy: slow.policy }),
          },
        }),
    certificate: seesCertificate && ladder ? [...ladder].sort((a, b) => b.daysLeft - a.daysLeft) : [],
  };
}

/** What a kind of probe may read of the merged layers: a TCP probe inherits no HTTP headers. */
function pickFields(kind: ProbeKindName, merged: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const fields = new Set(Object.keys(probeKinds[kind].fields));
  return Object.fromEntries(Object.entries(merged).filter(([key]) => fields.has(key)));
}

/** All layers of one endpoint as one object; what has a product default is there. */
type MergedLayers = Readonly<Record<string, unknown>> & { readonly every: string; readonly runbook?: string };

/** The cascade: product defaults, the definition's defaults, the group's, the endpoint's own; later wins. */
export function resolveEndpoint({ path, name, groupTitle, layers, endpoint }: PlacedEndpoint): ResolvedEndpoint {
  const { alarms: _alarms, ...own } = endpoint;
  const inherited = layers.map(({ alarms: _skipped, ...settings }) => settings);
  const merged = [probeDefaults, endpointDefaults, ...inherited, own].reduce<unknown>(merge, {}) as MergedLayers;
  const kind = endpoint.kind;
  const probe = probeKinds[kind].resolve(pickFields(kind, merged) as never);
  const runbook = merged.runbook;
  return {
    path,
    id: endpoint.id ?? name,
    title: endpoint.title ?? name,
    ...(groupTitle === undefined ? {} : { group: groupTitle }),
    everySeconds: durationMs(merged.every) / 1_000,
    ...(runbook === undefined ? {} : { runbook }),
    alarms: resolveAlarms([...layers.map((layer) => layer.alarms), endpoint.alarms], probe),
    probe,
  };
}
