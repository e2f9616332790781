import type { SecretRef } from '../model/secret-ref.ts';
import type { Severity } from '../model/severity.ts';
import type { NetworkInput } from './database-settings.ts';
import type { ChannelInput, DefinitionInput, EnvironmentInput } from './definition-schema.ts';
import type {
  NamedCalendar,
  NamedCascading,
  NamedDashboard,
  NamedDatabase,
  NamedEndpoint,
  NamedKpi,
  NamedMaintenance,
  NamedPolicy,
  NamedRefresh,
  NamedReport,
  NamedRotation,
  NamedTeam,
  Names,
} from './named-inputs.ts';
import type { PersonInput, RunbookInput } from './people-settings.ts';

/** `T` with everything optional, at any depth; null removes what the definition says. Lists are replaced whole. */
export type DeepPartial<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { readonly [K in keyof T]?: DeepPartial<T[K]> | null }
    : T;

/** Names that refer to something and declare nothing: what is misspelt there is no new name. */
type Known<N extends Names> = { readonly [K in keyof N]: NoInfer<N[K]> } & Names;

/** What of the definition differs in one environment. Merged over the definition, then checked like it. */
interface Overridable<N extends Names> {
  /** What applies to every endpoint that does not say otherwise. */
  defaults?: NamedCascading<Known<N>>;
  /** Endpoints that share settings, such as a base URL. */
  groups?: Record<
    N['group'],
    NamedCascading<Known<N>> & { title?: string; endpoints: { [K in N['endpoint']]?: NamedEndpoint<Known<N>> } }
  >;
  /** Endpoints outside of any group. */
  endpoints?: { [K in N['endpoint']]?: NamedEndpoint<Known<N>> };
  /** Databases whose health is watched, and that business numbers come from. */
  databases?: { [K in N['database']]?: NamedDatabase<Known<N>> };
  /** VPCs that functions run in to reach a database. */
  networks?: { [K in N['network']]?: NetworkInput };
  /** Business numbers: from a database or from a JSON answer. */
  kpis?: { [K in N['kpi']]?: NamedKpi<Known<N>> };
  /** Materialised views that are refreshed before they are read. */
  refreshes?: Record<string, NamedRefresh<Known<N>>>;
  /** Hours of the week by name: business hours, the night, the days on which nothing is sold. */
  calendars?: { [K in N['calendar']]?: NamedCalendar<Known<N>> };
  /** Days on which offices are closed, by name of the list: dates, or `12-25` for every year. */
  holidays?: { [K in N['holidays']]?: readonly string[] };
  /** What comes by itself every day, week or month. */
  reports?: Record<string, NamedReport<Known<N>>>;
  /** Who can be told, and how. */
  people?: { [K in N['person']]?: PersonInput };
  /** People who own things together. */
  teams?: { [K in N['team']]?: NamedTeam<Known<N>> };
  /** Who is on call when. */
  rotations?: { [K in N['rotation']]?: NamedRotation<Known<N>> };
  /** Where alerts can go. */
  channels: Record<N['channel'], ChannelInput>;
  /** How incidents are told: one policy per severity, and others that alerts name. */
  policies: Record<Severity | N['policy'], NamedPolicy<Known<N>>>;
  /** Email and SMS channels that CloudWatch reaches without any code of ours: told of critical alerts and of our own failures. */
  backstop: readonly NoInfer<N['channel']>[];
  /** Planned work: what it is about opens no incident meanwhile. */
  maintenance?: Record<string, NamedMaintenance<Known<N>>>;
  /** What to do, written down: `runbook` names it wherever an address is allowed. */
  runbooks?: Record<string, RunbookInput>;
  /** Who answers for what says nothing else: a team or a person. */
  owner?: NoInfer<N['person'] | N['team']>;
  /** What to do about alerts that say nothing else: an address, or the name of a runbook. */
  runbook?: string;
  /** When every channel is tested; false tests none. */
  channelTests?: NonNullable<DefinitionInput['channelTests']>;
  /** What SMS may cost in a month, US dollars. */
  smsMonthlyLimitUsd?: number;
  dashboards?: Record<string, NamedDashboard<Known<N>>>;
}

/** What must be true of a product, and who is told when it is not. */
export interface Definition<N extends Names = Names> extends Overridable<N> {
  /** Lower-case name of the product: part of every metric, alarm and stack name. */
  service: string;
  /** IANA name; times in alerts are written in it. */
  timeZone: string;
  environments: Record<
    N['environment'],
    Omit<EnvironmentInput, 'overrides'> & { overrides?: DeepPartial<Overridable<Known<N>>> }
  >;
}

/**
 * Declares what is monitored: the default export of `watchkeeper.config.ts`. Returns its argument; the type parameters
 * make a misspelt channel, person, policy, endpoint, database or KPI a compile error. Everything else is checked by
 * `checkDefinition`.
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
  const Person extends string = never,
  const Team extends string = never,
  const Rotation extends string = never,
  const Policy extends string = never,
  const Holidays extends string = never,
>(
  definition: Definition<{
    readonly channel: Channel;
    readonly environment: Environment;
    readonly endpoint: Endpoint;
    readonly group: Group;
    readonly database: Database;
    readonly kpi: Kpi;
    readonly calendar: Calendar;
    readonly network: Network;
    readonly person: Person;
    readonly team: Team;
    readonly rotation: Rotation;
    readonly policy: Policy;
    readonly holidays: Holidays;
  }>,
): typeof definition {
  return definition;
}

/**
 * Names a secret. Its value is read when it is needed: from SSM Parameter Store (`/<service>/<environment>/<name>`,
 * SecureString) or Secrets Manager on AWS, from `.env.local` on this machine (`slack/engineering` is `SLACK_ENGINEERING`).
 */
export function secret(name: string, options: { readonly from?: SecretRef['from'] } = {}): SecretRef {
  return { secret: name, ...(options.from === undefined ? {} : { from: options.from }) };
}
