import type { SecretRef } from '../model/secret-ref.ts';
import type { FunctionKind } from './plan.ts';

/** `<service>-<environment>`: what every name in AWS starts with. */
export function scopeOf({ service, environment }: { readonly service: string; readonly environment: string }): string {
  return `${service}-${environment}`;
}

/** Ids of topics, as the plan's parts refer to them. */
export const topicIds = {
  severity: (severity: string) => `severity/${severity}`,
  watcher: (region: string) => `watcher/${region}`,
  channel: (channel: string) => `channel/${channel}`,
} as const;

/** The kinds of function that talk to databases: of each there is one per network, in it. */
export const networkKinds = ['database-health', 'kpi-query', 'view-refresh'] as const satisfies readonly FunctionKind[];

/** One of `networkKinds`. */
export type NetworkKind = (typeof networkKinds)[number];

/** Whether a kind of function talks to databases. */
export function isNetworkKind(kind: FunctionKind): kind is NetworkKind {
  return (networkKinds as readonly FunctionKind[]).includes(kind);
}

/** Ids of functions. The probe runs once per location, those that talk to databases once per network, the others once. */
export const functionIds = {
  endpointProbe: (location: string) => `endpoint-probe/${location}`,
  inNetwork: (kind: NetworkKind, network: string | undefined) =>
    network === undefined ? kind : (`${kind}/${network}` as const),
  report: 'report',
  alertRouter: 'alert-router',
  incidentActions: 'incident-actions',
} as const;

/** `FunctionName` on AWS is at most 64 characters (API_CreateFunction). */
export const maxFunctionName = 64;

/** `FunctionName` of a kind of function; the same name in every region, so that it can be typed from memory. */
export function functionName(scope: string, kind: string, network?: string): string {
  return network === undefined ? `${scope}-${kind}` : `${scope}-${kind}-${network}`;
}

/** The DynamoDB table of what runs remember. */
export function stateTableName(scope: string): string {
  return `${scope}-state`;
}

/** The DynamoDB table of incidents. */
export function incidentTableName(scope: string): string {
  return `${scope}-incidents`;
}

/** The EventBridge group of the router's one-shot schedules. */
export function wakeUpGroupName(scope: string): string {
  return `${scope}-incidents`;
}

/** The secret that signs acknowledge links; the deployment makes it, nobody has to know it. */
export const actionLinkSecret = {
  secret: 'watchkeeper-action-links',
  from: 'secrets-manager',
} as const satisfies SecretRef;

/** The bucket of reports. Names of buckets are shared by all accounts, and have at most 63 characters: these have 62. */
export function reportBucketName(scope: string, { account }: { readonly account: string }): string {
  return `${scope}-reports-${account}`;
}

/** The dead-letter queue of a function. */
export function deadLetterQueueName(name: string): string {
  return `${name}-dead-letters`;
}

/** The log group of a function. */
export function logGroupName(name: string): string {
  return `/aws/lambda/${name}`;
}

/** Where secrets live on AWS. */
export type SecretStore = NonNullable<SecretRef['from']>;

/** The store and full name of a secret on AWS: what the functions read, and what they are granted. */
export function locateSecret(
  { service, environment }: { readonly service: string; readonly environment: string },
  { secret, from = 'parameter-store' }: SecretRef,
): { readonly store: SecretStore; readonly name: string } {
  const name = `${service}/${environment}/${secret}`;
  return { store: from, name: from === 'parameter-store' ? `/${name}` : name };
}
