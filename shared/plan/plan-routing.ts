import type { DefinitionInput } from '../definition/definition-schema.ts';
import { stepsOfRunbook } from '../definition/named-runbooks.ts';
import type { ReceiverInput, RoutingInput } from '../definition/people-settings.ts';
import { idOfDatabase } from '../definition/resolve-databases.ts';
import {
  listEndpoints,
  type PlacedEndpoint,
  type ResolvedAlarms,
  resolveEndpoint,
} from '../definition/resolve-endpoints.ts';
import { resolveReceiver } from '../definition/resolve-policies.ts';
import type { AlarmSubject, PlannedAlarm } from '../model/alarm.ts';
import type { AlarmRouting } from '../model/policy.ts';
import { isAsSevere, worseAlarms } from './worse-alarms.ts';

/** Everything that one alarm is told by, as written; nearer layers come later. */
interface Layer extends RoutingInput {
  readonly dependsOn?: readonly string[] | undefined;
  readonly runbook?: string | undefined;
}

/** A thing of the definition that alarms speak about. */
interface Thing {
  readonly layers: readonly Layer[];
  /** Names by which a maintenance window can mean it. */
  readonly names: readonly string[];
  /** Names that it depends on without a word: a KPI on its database. */
  readonly implied: readonly string[];
}

interface NamedEndpoint {
  readonly placed: PlacedEndpoint;
  readonly alarms: ResolvedAlarms;
}

/** What every alarm asks for, looked up once: there may be thousands of them. */
interface Context {
  readonly definition: DefinitionInput;
  /** By id. */
  readonly endpoints: ReadonlyMap<string, NamedEndpoint>;
  /** Names of databases by their ids. */
  readonly databases: ReadonlyMap<string, string>;
  /** The alarms that say that something is down, by its name in the definition. */
  readonly down: ReadonlyMap<string | undefined, readonly PlannedAlarm[]>;
  /** Ids of worse alarms about the same thing, by id. */
  readonly worse: ReadonlyMap<string, readonly string[]>;
}

/** How each alarm that the router hears of is routed, by the alarm's id. Those about our own machinery go to the backstop alone. */
export function planRouting(
  definition: DefinitionInput,
  alarms: readonly PlannedAlarm[],
): Readonly<Record<string, AlarmRouting>> {
  const context = makeContext(definition, alarms);
  return Object.fromEntries(
    alarms.flatMap((alarm) => {
      const thing = findThing(alarm, context);
      return thing === undefined ? [] : [[alarm.id, routeAlarm(alarm, thing, context)] as const];
    }),
  );
}

function makeContext(definition: DefinitionInput, alarms: readonly PlannedAlarm[]): Context {
  const watched = new Set(alarms.flatMap(({ subject }) => (subject.kind === 'endpoint' ? [subject.endpoint] : [])));
  const endpoints = new Map(
    listEndpoints(definition)
      .map((placed) => [placed.endpoint.id ?? placed.name, placed] as const)
      .filter(([id]) => watched.has(id))
      .map(([id, placed]) => [id, { placed, alarms: resolveEndpoint(placed).alarms }] as const),
  );
  const databases = new Map(
    Object.keys(definition.databases ?? {}).map((name) => [idOfDatabase(definition, name), name] as const),
  );
  const down = Map.groupBy(alarms, ({ subject }) => {
    if (subject.kind === 'endpoint' && subject.aspect === 'down') return endpoints.get(subject.endpoint)?.placed.name;
    const isGone = subject.kind === 'database' && subject.check === 'unreachable';
    return isGone ? databases.get(subject.database) : undefined;
  });
  return { definition, endpoints, databases, down, worse: worseAlarms(alarms) };
}

function findThing({ subject, id }: PlannedAlarm, { definition, endpoints, databases }: Context): Thing | undefined {
  switch (subject.kind) {
    case 'endpoint': {
      const endpoint = endpoints.get(subject.endpoint);
      return endpoint && thingOfEndpoint(endpoint, subject, id);
    }
    case 'database': {
      const name = databases.get(subject.database) ?? '';
      const database = definition.databases?.[name];
      const alarm = database?.alarms?.[subject.alarm];
      const own = alarm === undefined || alarm === false ? [] : [alarm];
      return database && { layers: [database, ...own], names: [name], implied: [] };
    }
    case 'kpi': {
      const kpi = definition.kpis?.[subject.kpi];
      if (kpi === undefined) return undefined;
      const alert = kpi.alerts?.[subject.alert] ?? (subject.alert === 'alert' ? kpi.alert : undefined);
      const implied = 'sql' in kpi ? [kpi.database] : [];
      return { layers: [kpi, ...(alert === undefined ? [] : [alert])], names: [subject.kpi], implied };
    }
    case 'refresh': {
      const refresh = definition.refreshes?.[subject.refresh];
      return refresh && { layers: [refresh], names: [subject.refresh], implied: [refresh.database] };
    }
    default:
      return undefined;
  }
}

type EndpointSubject = Extract<AlarmSubject, { readonly kind: 'endpoint' }>;

function thingOfEndpoint({ placed, alarms }: NamedEndpoint, { aspect }: EndpointSubject, alarmId: string): Thing {
  const { layers, endpoint, name, group } = placed;
  const alarm =
    aspect === 'certificate'
      ? alarms.certificate.find(({ daysLeft }) => alarmId.endsWith(`/certificate-${daysLeft}d`))
      : alarms[aspect];
  return {
    layers: [...layers, endpoint, alarm?.policy === undefined ? {} : { policy: alarm.policy }],
    names: [name, ...(group === undefined ? [] : [group])],
    implied: [],
  };
}

function routeAlarm(alarm: PlannedAlarm, { layers, names, implied }: Thing, context: Context): AlarmRouting {
  const { id, severity } = alarm;
  const { definition, down } = context;
  const last = <Key extends keyof Layer>(key: Key): Layer[Key] =>
    layers.findLast((layer) => layer[key] !== undefined)?.[key];
  const owner = last('owner') ?? definition.owner;
  const also = (last('alsoNotify') ?? []) as readonly ReceiverInput[];
  const parents = [...(last('dependsOn') ?? []), ...implied].flatMap((name) => down.get(name) ?? []);
  const explained = parents.filter((parent) => isAsSevere(parent, alarm)).map((parent) => parent.id);
  const worse = context.worse.get(id) ?? [];
  return {
    policy: last('policy') ?? severity,
    ...(owner === undefined ? {} : { owner }),
    alsoNotify: also.map(resolveReceiver),
    // What a group depends on may be one of its own.
    dependsOn: [...new Set(explained)].filter((parent) => parent !== id && !worse.includes(parent)),
    worse,
    maintenance: Object.entries(definition.maintenance ?? {}).flatMap(([window, { of }]) =>
      of === 'everything' || of.some((one) => names.includes(one)) ? [window] : [],
    ),
    runbookSteps: stepsOfRunbook(definition, last('runbook') ?? definition.runbook),
  };
}
