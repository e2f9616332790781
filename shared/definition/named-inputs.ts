import type { Severity } from '../model/severity.ts';
import type { AlarmSettings } from './alarm-settings.ts';
import type { CalendarInput } from './calendar-settings.ts';
import type { DashboardInput, PanelInput } from './dashboard-schema.ts';
import type { DatabaseAlarmInput, DatabaseInput } from './database-settings.ts';
import type { CascadingInput, EndpointInput } from './definition-schema.ts';
import type { KpiAlertInput, KpiInput, RefreshInput } from './kpi-settings.ts';
import type { MaintenanceInput, PolicyInput, ReceiverInput, RotationInput, TeamInput } from './people-settings.ts';
import type { ReportInput } from './report-settings.ts';

/** The names that one definition has, by what they are names of. */
export interface Names {
  readonly channel: string;
  readonly environment: string;
  readonly endpoint: string;
  readonly group: string;
  readonly database: string;
  readonly kpi: string;
  readonly calendar: string;
  readonly network: string;
  readonly person: string;
  readonly team: string;
  readonly rotation: string;
  readonly policy: string;
  readonly holidays: string;
}

/** Narrows the fields of `T` that name other things to the names that there are, in each member of a union. */
type Named<T, Fields> = T extends unknown
  ? Omit<T, keyof Fields> & { [K in keyof Fields as K extends keyof T ? K : never]: Fields[K] }
  : never;

/** Who is told. Takes the names one by one, because the compiler shows them where one is misspelt. */
type Receiver<Channel extends string, Person extends string, Rotation extends string, Team extends string> =
  | Channel
  | Named<Exclude<ReceiverInput, string>, { person: Person; onCall: Rotation; team: Team }>;

/** Who is told of an alert, wherever it stands. */
interface Routing<N extends Names> {
  owner?: N['person'] | N['team'];
  policy?: Severity | N['policy'];
  alsoNotify?: Receiver<N['channel'], N['person'], N['rotation'], N['team']>[];
  dependsOn?: (N['endpoint'] | N['database'])[];
}

type WithPolicy<Alarm, N extends Names> = Alarm extends false
  ? false
  : Named<Alarm, { policy?: Severity | N['policy'] }>;

/** The alarms of endpoints, with the policies that there are. */
interface NamedAlarms<N extends Names> {
  down?: WithPolicy<NonNullable<AlarmSettings['down']>, N>;
  slow?: WithPolicy<NonNullable<AlarmSettings['slow']>, N>;
  certificate?: false | WithPolicy<Exclude<NonNullable<AlarmSettings['certificate']>, false>[number], N>[];
}

/** What applies to every endpoint of the definition or of a group. */
export type NamedCascading<N extends Names> = Named<CascadingInput, Routing<N> & { alarms?: NamedAlarms<N> }>;

export type NamedEndpoint<N extends Names> = Named<EndpointInput, Routing<N> & { alarms?: NamedAlarms<N> }>;

export type NamedDatabase<N extends Names> = Named<
  DatabaseInput,
  Routing<N> & {
    network?: N['network'];
    alarms?: Readonly<Record<string, false | Named<DatabaseAlarmInput, Routing<N>>>>;
  }
>;

type NamedAlert<N extends Names> = Named<
  KpiAlertInput,
  Routing<N> & { during?: N['calendar']; outside?: N['calendar'] }
>;

export type NamedKpi<N extends Names> = Named<
  Named<KpiInput, { database: N['database'] }>,
  Routing<N> & { alert?: NamedAlert<N>; alerts?: Readonly<Record<string, NamedAlert<N>>> }
>;

export type NamedRefresh<N extends Names> = Named<Named<RefreshInput, { database: N['database'] }>, Routing<N>>;

export type NamedCalendar<N extends Names> = Named<CalendarInput, { holidays?: readonly N['holidays'][] }>;

export type NamedTeam<N extends Names> = Named<TeamInput, { people: readonly N['person'][] }>;

type Layers = Extract<RotationInput, { readonly layers: unknown }>['layers'];

type NamedOverride<N extends Names> = Named<NonNullable<RotationInput['overrides']>[number], { person: N['person'] }>;

export type NamedRotation<N extends Names> = Named<
  Named<
    RotationInput,
    {
      people: readonly N['person'][];
      layers: Readonly<
        Record<string, Named<Named<Layers[string], { people: readonly N['person'][] }>, { during?: N['calendar'] }>>
      >;
    }
  >,
  { overrides?: readonly NamedOverride<N>[] }
>;

type Step = Extract<PolicyInput, { readonly steps: unknown }>['steps'][number];

type NamedStep<N extends Names> = Named<
  Named<Step, { notify: readonly Receiver<N['channel'], N['person'], N['rotation'], N['team']>[] }>,
  { during?: N['calendar'] }
>;

/** How incidents are told: a list of receivers, steps, or a digest. */
export type NamedPolicy<N extends Names> =
  | readonly Receiver<N['channel'], N['person'], N['rotation'], N['team']>[]
  | Named<
      Named<
        Exclude<PolicyInput, readonly unknown[]>,
        {
          steps: readonly NamedStep<N>[];
          notify: readonly Receiver<N['channel'], N['person'], N['rotation'], N['team']>[];
        }
      >,
      { holdUntil?: N['calendar']; failover?: readonly N['channel'][] }
    >;

export type NamedMaintenance<N extends Names> = Named<MaintenanceInput, { during: N['calendar'] }>;

export type NamedReport<N extends Names> = Named<
  Named<ReportInput, { to: readonly N['channel'][] }>,
  { kpis?: readonly N['kpi'][] }
>;

type NamedPanel<N extends Names> = Named<
  Named<
    PanelInput,
    { endpoints?: readonly N['endpoint'][]; databases?: readonly N['database'][]; kpis?: readonly N['kpi'][] }
  >,
  { database: N['database']; kpi: N['kpi'] }
>;

export type NamedDashboard<N extends Names> = Omit<DashboardInput, 'panels'> & { panels: readonly NamedPanel<N>[] };
