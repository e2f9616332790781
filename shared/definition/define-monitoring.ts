import type { SecretRef } from '../model/secret-ref.ts';
import type { Severity } from '../model/severity.ts';
import type { CalendarInput } from './calendar-settings.ts';
import type { DashboardInput, PanelInput } from './dashboard-schema.ts';
import type { DatabaseInput, NetworkInput } from './database-settings.ts';
import type { CascadingInput, ChannelInput, EndpointInput, EnvironmentInput } from './definition-schema.ts';
import type { KpiAlertInput, KpiInput, RefreshInput } from './kpi-settings.ts';
import type { ReportInput } from './report-settings.ts';

/** `T` with everything optional, at any depth; null removes what the definition says. Lists are replaced whole. */
export type DeepPartial<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { readonly [K in keyof T]?: DeepPartial<T[K]> | null }
    : T;

/** Narrows the fields of `T` that name other things to the names that there are, in each member of a union. */
type Named<T, Names> = T extends unknown
  ? Omit<T, keyof Names> & { [K in keyof Names as K extends keyof T ? K : never]: Names[K] }
  : never;

/** A field that was narrowed keeps its question mark. */
type NamedPanel<Endpoint extends string, Database extends string, Kpi extends string> = Named<
  Named<PanelInput, { endpoints?: readonly Endpoint[]; databases?: readonly Database[]; kpis?: readonly Kpi[] }>,
  { database: Database; kpi: Kpi }
>;

type NamedAlert<Calendar extends string> = Named<KpiAlertInput, { during?: Calendar; outside?: Calendar }>;

type NamedKpi<Database extends string, Calendar extends string> = Named<
  KpiInput,
  { database: Database; alert?: NamedAlert<Calendar>; alerts?: Readonly<Record<string, NamedAlert<Calendar>>> }
>;

/** What of the definition differs in one environment. Merged over the definition, then checked like it. */
interface Overridable<
  Channel extends string,
  Endpoint extends string,
  Group extends string,
  Database extends string,
  Kpi extends string,
  Calendar extends string,
  Network extends string,
> {
  /** What applies to every endpoint that does not say otherwise. */
  defaults?: CascadingInput;
  /** Endpoints that share settings, such as a base URL. */
  groups?: Record<Group, CascadingInput & { title?: string; endpoints: { [K in Endpoint]?: EndpointInput } }>;
  /** Endpoints outside of any group. */
  endpoints?: { [K in Endpoint]?: EndpointInput };
  /** Databases whose health is watched, and that business numbers come from. */
  databases?: { [K in Database]?: Named<DatabaseInput, { network?: NoInfer<Network> }> };
  /** VPCs that functions run in to reach a database. */
  networks?: { [K in Network]?: NetworkInput };
  /** Business numbers: from a database or from a JSON answer. */
  kpis?: { [K in Kpi]?: NamedKpi<NoInfer<Database>, NoInfer<Calendar>> };
  /** Materialised views that are refreshed before they are read. */
  refreshes?: Record<string, Named<RefreshInput, { database: NoInfer<Database> }>>;
  /** Hours of the week by name: business hours, the night, the days on which nothing is sold. */
  calendars?: { [K in Calendar]?: CalendarInput };
  /** What comes by itself every day, week or month. */
  reports?: Record<string, Named<ReportInput, { to: readonly NoInfer<Channel>[]; kpis?: readonly NoInfer<Kpi>[] }>>;
  /** Where alerts can go. */
  channels: Record<Channel, ChannelInput>;
  /** Who is told, by severity. */
  policies: Record<Severity, readonly NoInfer<Channel>[]>;
  /** Email and SMS channels that CloudWatch reaches without any code of ours: told of critical alerts and of our own failures. */
  backstop: readonly NoInfer<Channel>[];
  dashboards?: Record<
    string,
    Omit<DashboardInput, 'panels'> & {
      panels: readonly NamedPanel<NoInfer<Endpoint>, NoInfer<Database>, NoInfer<Kpi>>[];
    }
  >;
}

/** What must be true of a product, and who is told when it is not. */
export interface Definition<
  Channel extends string = string,
  Environment extends string = string,
  Endpoint extends string = string,
  Group extends string = string,
  Database extends string = string,
  Kpi extends string = string,
  Calendar extends string = string,
  Network extends string = string,
> extends Overridable<Channel, Endpoint, Group, Database, Kpi, Calendar, Network> {
  /** Lower-case name of the product: part of every metric, alarm and stack name. */
  service: string;
  /** IANA name; times in alerts are written in it. */
  timeZone: string;
  environments: Record<
    Environment,
    Omit<EnvironmentInput, 'overrides'> & {
      overrides?: DeepPartial<
        Overridable<
          NoInfer<Channel>,
          NoInfer<Endpoint>,
          NoInfer<Group>,
          NoInfer<Database>,
          NoInfer<Kpi>,
          NoInfer<Calendar>,
          NoInfer<Network>
        >
      >;
    }
  >;
}

/**
 * Declares what is monitored: the default export of `watchkeeper.config.ts`. Returns its argument; the type parameters
 * make a misspelt channel, endpoint, database or KPI a compile error. Everything else is checked by `checkDefinition`.
 */
export function defineMonitoring<
  const Channel extends string,
  const Environment extends string,
  const Endpoint extends string = never,
  const Group extends string = never,
  const Database extends string = never,
  const Kpi extends string = never,
  const Calendar extends string = never,
  const Network extends string = never,
>(
  definition: Definition<Channel, Environment, Endpoint, Group, Database, Kpi, Calendar, Network>,
): Definition<Channel, Environment, Endpoint, Group, Database, Kpi, Calendar, Network> {
  return definition;
}

/**
 * Names a secret. Its value is read when it is needed: from SSM Parameter Store (`/<service>/<environment>/<name>`,
 * SecureString) or Secrets Manager on AWS, from `.env.local` on this machine (`slack/engineering` is `SLACK_ENGINEERING`).
 */
export function secret(name: string, options: { readonly from?: SecretRef['from'] } = {}): SecretRef {
  return { secret: name, ...(options.from === undefined ? {} : { from: options.from }) };
}
