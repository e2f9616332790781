import { hash } from 'node:crypto';
import { CfnOutput } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule, CfnScheduleGroup, ContextAttribute } from 'aws-cdk-lib/aws-scheduler';
import type { Construct } from 'constructs';
import type { PlannedJob } from '../../shared/plan/plan.ts';
import { scheduleGroupArn } from '../arns.ts';
import type { DeployablePlan } from '../deployable-plan.ts';
import { logicalId } from '../logical-id.ts';
import { allow } from '../permissions/allow.ts';
import { WatchedFunction, type WatchedFunctionProps } from './watched-function.ts';

/** A group of schedules by its name, which is unique in account and region. */
export interface ScheduleGroup {
  readonly name: string;
  readonly resource: CfnScheduleGroup;
}

/** All schedules of one stack. */
export function scheduleGroup(scope: Construct, name: string): ScheduleGroup {
  return { name, resource: new CfnScheduleGroup(scope, 'Schedules', { name }) };
}

/** Who is called by a schedule, and as whom. */
export interface ScheduleTarget {
  readonly group: ScheduleGroup;
  readonly role: Role;
  readonly watched: WatchedFunction;
}

/** The role by which the scheduler calls one function and nothing else, for schedules of this group only. */
export function schedulerRole(
  scope: Construct,
  plan: DeployablePlan,
  watched: WatchedFunction,
  group: ScheduleGroup,
): Role {
  const { region } = watched.planned;
  const role = new Role(scope, logicalId(`${watched.planned.id}/scheduler`), {
    description: `Lets schedules call ${watched.planned.name}`,
    assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
      conditions: {
        StringEquals: {
          'aws:SourceAccount': plan.account,
          'aws:SourceArn': scheduleGroupArn(plan, region, group.name),
        },
      },
    }),
  });
  allow(role, [
    { actions: ['lambda:InvokeFunction'], resources: [watched.function.functionArn] },
    { actions: ['sqs:SendMessage'], resources: [watched.deadLetters.queueArn] },
  ]);
  return role;
}

/**
 * A schedule runs from the moment it is there, and names its role only: what the role may do is a resource of its own, without
 * which the first calls of a deployment would end in the dead letters.
 */
export function afterItsRole(schedule: CfnSchedule, role: Role): CfnSchedule {
  schedule.node.addDependency(role);
  return schedule;
}

/** A function, where its schedules are, and the event of a run by hand as a shell writes it; default: `{}`, which is all. */
interface ScheduledFunctionProps extends WatchedFunctionProps {
  readonly group: ScheduleGroup;
  readonly payload?: string;
}

/** A function that schedules run, ready for them: its role for the scheduler, the schedules of its jobs, how to run it by hand. */
export function scheduledFunction(scope: Construct, props: ScheduledFunctionProps): ScheduleTarget {
  const { plan, planned, group, payload = '{}' } = props;
  const watched = new WatchedFunction(scope, props);
  const target: ScheduleTarget = { group, watched, role: schedulerRole(scope, plan, watched, group) };
  for (const job of plan.jobs) if (job.function === planned.id) jobSchedule(scope, job, target);
  new CfnOutput(scope, logicalId(`invoke/${planned.id}`), {
    description: `Runs ${planned.id} by hand`,
    value: `aws lambda invoke --region ${planned.region} --function-name ${planned.name} --cli-binary-format raw-in-base64-out --payload ${payload} /dev/stdout`,
  });
  return target;
}

function rateOf(everySeconds: number): string {
  const minutes = everySeconds / 60;
  return minutes === 1 ? 'rate(1 minute)' : `rate(${minutes} minutes)`;
}

/** API_CreateSchedule, `Name`. */
const mostNameLength = 64;

/** The readable name of a job's schedule; where a network's name makes it too long, a hash stands for the rest. */
function nameOf({ id }: PlannedJob): string {
  const name = id.replaceAll('/', '-');
  if (name.length <= mostNameLength) return name;
  const digest = hash('sha256', id).slice(0, 8);
  return `${name.slice(0, mostNameLength - digest.length - 1)}-${digest}`;
}

/**
 * Runs a job for ever. The event carries the time at which the run was due, so that a late run still stamps its own minute.
 * What could not be started within a minute is given up: the next run is due by then.
 */
function jobSchedule(scope: Construct, job: PlannedJob, { group, role, watched }: ScheduleTarget): CfnSchedule {
  const schedule = new CfnSchedule(scope, logicalId(`schedule/${job.id}`), {
    name: nameOf(job),
    groupName: group.resource.ref,
    description: `Runs ${job.id}`,
    scheduleExpression: rateOf(job.everySeconds),
    flexibleTimeWindow: { mode: 'OFF' },
    target: {
      arn: watched.function.functionArn,
      roleArn: role.roleArn,
      input: JSON.stringify({ job: job.id, scheduledAt: ContextAttribute.scheduledTime }),
      retryPolicy: { maximumEventAgeInSeconds: 60, maximumRetryAttempts: 2 },
      deadLetterConfig: { arn: watched.deadLetters.queueArn },
    },
  });
  return afterItsRole(schedule, role);
}
