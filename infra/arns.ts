import { arnOf } from '../shared/cloudwatch/arn.ts';
import { logGroupName, scopeOf } from '../shared/plan/names.ts';
import type { PlannedFunction, PlannedTopic } from '../shared/plan/plan.ts';
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
