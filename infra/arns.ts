import { arnOf } from '../shared/cloudwatch/arn.ts';
import { partitionOf } from '../shared/cloudwatch/region-names.ts';
import { incidentIndexes } from '../shared/plan/incident-attributes.ts';
import {
  incidentTableName,
  logGroupName,
  reportBucketName,
  scopeOf,
  stateTableName,
  wakeUpGroupName,
} from '../shared/plan/names.ts';
import type { PlannedFunction, PlannedTopic } from '../shared/plan/plan.ts';
import { rdsRegionOf } from '../shared/postgres/rds-region.ts';
import type { DeployablePlan } from './deployable-plan.ts';

/**
 * The ARN of something that has its name from the plan. Stacks refer to each other's things this way, across regions too:
 * nothing is exported, so no stack holds another one hostage.
 */
function arn({ account }: DeployablePlan, service: string, region: string, resource: string): string {
  return arnOf(service, { region, account }, resource);
}

/** An SNS topic. */
export function topicArn(plan: DeployablePlan, { name, region }: PlannedTopic): string {
  return arn(plan, 'sns', region, name);
}

/** Everything in the log group of a function: events are read and written on streams, whose names nobody knows beforehand. */
export function logStreamsArn(plan: DeployablePlan, { name, region }: PlannedFunction): string {
  return arn(plan, 'logs', region, `log-group:${logGroupName(name)}:*`);
}

/** A group of EventBridge schedules. */
export function scheduleGroupArn(plan: DeployablePlan, region: string, group: string): string {
  return arn(plan, 'scheduler', region, `schedule-group/${group}`);
}

/** Every one-shot schedule of the router: each has a name of its own. */
export function wakeUpsArn(plan: DeployablePlan): string {
  return arn(plan, 'scheduler', plan.region, `schedule/${wakeUpGroupName(scopeOf(plan))}/*`);
}

/** Everything in SNS that has an ARN, in any account: telephone numbers have none. */
export function snsThingsArn({ region }: DeployablePlan): string {
  return `arn:${partitionOf(region)}:sns:*:*:*`;
}

/** An SSM parameter by its full name, e.g. `/shop/prod/slack/engineering`. */
export function parameterArn(plan: DeployablePlan, region: string, name: string): string {
  return arn(plan, 'ssm', region, `parameter${name}`);
}

/** Secrets Manager appends a hyphen and six random characters to the name; each `?` stands for exactly one. */
export function secretArn(plan: DeployablePlan, region: string, name: string): string {
  return arn(plan, 'secretsmanager', region, `secret:${name}-??????`);
}

/** Every alarm of the environment in its home region: their names start with the scope. */
export function alarmsArn(plan: DeployablePlan): string {
  return arn(plan, 'cloudwatch', plan.region, `alarm:${scopeOf(plan)}/*`);
}

/** A function. */
export function functionArn(plan: DeployablePlan, { name, region }: PlannedFunction): string {
  return arn(plan, 'lambda', region, `function:${name}`);
}

/** The table of what runs remember. */
export function stateTableArn(plan: DeployablePlan): string {
  return arn(plan, 'dynamodb', plan.region, `table/${stateTableName(scopeOf(plan))}`);
}

/** The table of incidents. */
export function incidentTableArn(plan: DeployablePlan): string {
  return arn(plan, 'dynamodb', plan.region, `table/${incidentTableName(scopeOf(plan))}`);
}

/** The indexes of the table of incidents. */
export function incidentIndexArns(plan: DeployablePlan): readonly string[] {
  return Object.values(incidentIndexes).map(({ name }) => `${incidentTableArn(plan)}/index/${name}`);
}

/** Every object in the bucket of reports; names of buckets are unique in the partition, so the ARN names no region. */
export function reportObjectsArn(plan: DeployablePlan): string {
  return `arn:${partitionOf(plan.region)}:s3:::${reportBucketName(scopeOf(plan), plan)}/*`;
}

/** Every KMS key of the home region: whoever is granted it narrows it by a condition on the alias. */
export function keysArn(plan: DeployablePlan): string {
  return arn(plan, 'kms', plan.region, 'key/*');
}

/** In a policy `*`, `?` and `$` mean more than themselves, and names of roles may hold them (reference_policies_variables.html). */
const literally = (text: string): string => text.replace(/[*?$]/g, (sign) => `$\{${sign}}`);

/**
 * A role of a database that logs in with an IAM token, on any instance or proxy of the region: the ARN names a resource id
 * (`db-ABC...`, `prx-ABC...`) that neither the host name nor the plan tells (UsingWithRDS.IAMDBAuth.IAMPolicy.html).
 */
export function databaseUserArn(
  plan: DeployablePlan,
  { host = '', user }: { readonly host?: string | undefined; readonly user: string },
): string {
  return arn(plan, 'rds-db', rdsRegionOf(host) ?? plan.region, `dbuser:*/${literally(user)}`);
}

/** Every alarm of the account in the home region: what a call that names no alarm is checked against. */
export function accountAlarmsArn(plan: DeployablePlan): string {
  return arn(plan, 'cloudwatch', plan.region, 'alarm:*');
}
