import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule, CfnScheduleGroup, ContextAttribute } from 'aws-cdk-lib/aws-scheduler';
import type { Construct } from 'constructs';
import { scopeOf } from '../../shared/plan/names.ts';
import type { PlannedJob } from '../../shared/plan/plan.ts';
import { scheduleGroupArn } from '../arns.ts';
import type { DeployablePlan } from '../deployable-plan.ts';
import { logicalId } from '../logical-id.ts';
import { allow } from '../permissions/allow.ts';
import type { WatchedFunction } from './watched-function.ts';

/** All schedules of the environment in one region. */
export function scheduleGroup(scope: Construct, plan: DeployablePlan): CfnScheduleGroup {
  return new CfnScheduleGroup(scope, 'Schedules', { name: scopeOf(plan) });
}

/** The role by which the scheduler calls one function and nothing else, for schedules of this group only. */
export function schedulerRole(scope: Construct, plan: DeployablePlan, watched: WatchedFunction): Role {
  const { region } = watched.planned;
  const role = new Role(scope, logicalId(`${watched.planned.id}/scheduler`), {
    description: `Lets schedules call ${watched.planned.name}`,
    assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
      conditions: {
        StringEquals: {
          'aws:SourceAccount': plan.account,
          'aws:SourceArn': scheduleGroupArn(plan, region, scopeOf(plan)),
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

function rateOf(everySeconds: number): string {
  const minutes = everySeconds / 60;
  return minutes === 1 ? 'rate(1 minute)' : `rate(${minutes} minutes)`;
}

interface JobScheduleProps {
  readonly job: PlannedJob;
  readonly group: CfnScheduleGroup;
  readonly role: Role;
  readonly watched: WatchedFunction;
}

/**
 * Runs a job for ever. The event carries the time at which the run was due, so that a late run still stamps its own minute.
 * What could not be started within a minute is given up: the next run is due by then.
 */
export function jobSchedule(scope: Construct, { job, group, role, watched }: JobScheduleProps): CfnSchedule {
  return new CfnSchedule(scope, logicalId(`schedule/${job.id}`), {
    name: job.id.replaceAll('/', '-'),
    groupName: group.ref,
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
}
