import type { SecretRef } from '../model/secret-ref.ts';
import type { Severity } from '../model/severity.ts';
import type { DashboardInput, PanelInput } from './dashboard-schema.ts';
import type { CascadingInput, ChannelInput, EndpointInput, EnvironmentInput } from './definition-schema.ts';

/** `T` with everything optional, at any depth; null removes what the definition says. Lists are replaced whole. */
export type DeepPartial<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { readonly [K in keyof T]?: DeepPartial<T[K]> | null }
    : T;

type NamedPanel<Endpoint extends string> = PanelInput extends infer Panel
  ? Panel extends { endpoints?: unknown }
    ? Omit<Panel, 'endpoints'> & { endpoints?: readonly Endpoint[] }
    : Panel
  : never;

/** What of the definition differs in one environment. Merged over the definition, then checked like it. */
interface Overridable<Channel extends string, Endpoint extends string, Group extends string> {
  /** What applies to every endpoint that does not say otherwise. */
  defaults?: CascadingInput;
  /** Endpoints that share settings, such as a base URL. */
  groups?: Record<Group, CascadingInput & { title?: string; endpoints: { [K in Endpoint]?: EndpointInput } }>;
  /** Endpoints outside of any group. */
  endpoints?: { [K in Endpoint]?: EndpointInput };
  /** Where alerts can go. */
  channels: Record<Channel, ChannelInput>;
  /** Who is told, by severity. */
  policies: Record<Severity, readonly NoInfer<Channel>[]>;
  /** Email and SMS channels that CloudWatch reaches without any code of ours: told of critical alerts and of our own failures. */
  backstop: readonly NoInfer<Channel>[];
  dashboards?: Record<string, Omit<DashboardInput, 'panels'> & { panels: readonly NamedPanel<NoInfer<Endpoint>>[] }>;
}

/** What must be true of a product, and who is told when it is not. */
export interface Definition<
  Channel extends string = string,
  Environment extends string = string,
  Endpoint extends string = string,
  Group extends string = string,
> extends Overridable<Channel, Endpoint, Group> {
  /** Lower-case name of the product: part of every metric, alarm and stack name. */
  service: string;
  /** IANA name; times in alerts are written in it. */
  timeZone: string;
  environments: Record<
    Environment,
    Omit<EnvironmentInput, 'overrides'> & {
      overrides?: DeepPartial<Overridable<NoInfer<Channel>, NoInfer<Endpoint>, NoInfer<Group>>>;
    }
  >;
}

/**
 * Declares what is monitored: the default export of `watchkeeper.config.ts`. Returns its argument; the type parameters
 * make a misspelt channel, endpoint or group a compile error. Everything else is checked by `checkDefinition`.
 */
export function defineMonitoring<
  const Channel extends string,
  const Environment extends string,
  const Endpoint extends string = never,
  const Group extends string = never,
>(definition: Definition<Channel, Environment, Endpoint, Group>): Definition<Channel, Environment, Endpoint, Group> {
  return definition;
}

/**
 * Names a secret. Its value is read when it is needed: from SSM Parameter Store (`/<service>/<environment>/<name>`,
 * SecureString) or Secrets Manager on AWS, from `.env.local` on this machine (`slack/engineering` is `SLACK_ENGINEERING`).
 */
export function secret(name: string, options: { readonly from?: SecretRef['from'] } = {}): SecretRef {
  return { secret: name, ...(options.from === undefined ? {} : { from: options.from }) };
}
