import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import type { Construct } from 'constructs';
import type { RouterEvent } from '../../shared/model/router-event.ts';
import { weekdays } from '../../shared/model/weekday.ts';
import { sweepSeconds } from '../../shared/plan/alarms/router-sweep.ts';
import { alertRouterVariables } from '../../shared/plan/alert-router-config.ts';
import { scopeOf, wakeUpGroupName } from '../../shared/plan/names.ts';
import type { PlannedChannelTests } from '../../shared/plan/plan.ts';
import type { DeployablePlan } from '../deployable-plan.ts';
import { logicalId } from '../logical-id.ts';
import { allow } from '../permissions/allow.ts';
import { afterItsRole, type ScheduleTarget, scheduleGroup, schedulerRole } from './job-schedules.ts';
import type { WatchedFunction } from './watched-function.ts';

/** What calls the router besides alarms: its own one-shot schedules, the sweep, and the tests of channels. */
export function wakeUps(scope: Construct, plan: DeployablePlan, router: WatchedFunction): void {
  const group = scheduleGroup(scope, wakeUpGroupName(scopeOf(plan)));
  const role = schedulerRole(scope, plan, router, group);
  router.function.addEnvironment(alertRouterVariables.wakeUpRoleArn, role.roleArn);
  allow(router.role, [
    {
      actions: ['iam:PassRole'],
      resources: [role.roleArn],
      conditions: { StringEquals: { 'iam:PassedToService': 'scheduler.amazonaws.com' } },
    },
  ]);
  const target = { group, role, watched: router };
  for (const call of [sweep, ...channelTests(plan)]) regularCall(scope, call, target);
}

interface RegularCall {
  readonly name: string;
  readonly description: string;
  readonly expression: string;
  /** Of the expression, where it is wall-clock time. */
  readonly timeZone?: string;
  readonly event: RouterEvent;
  /** How long it may be late. */
  readonly patienceSeconds: number;
}

const sweep: RegularCall = {
  name: 'sweep',
  description: 'Has the alert router look for incidents that wait for something',
  expression: `rate(${sweepSeconds / 60} minutes)`,
  event: { sweep: true },
  // The next one is due by then.
  patienceSeconds: sweepSeconds,
};

/** A test that people see on one day of the week, and a quiet one on the six others. */
function channelTests({ channelTests: planned, timeZone }: DeployablePlan): readonly RegularCall[] {
  if (planned === undefined) return [];
  const others = weekdays.filter((day) => day !== planned.on);
  return [
    {
      name: 'channel-tests-quiet',
      description: 'Tests every channel that can be tested without anybody seeing it',
      expression: cronOf(planned, others),
      timeZone,
      event: { testChannels: { isVisible: false } },
      patienceSeconds: 3_600,
    },
    {
      name: 'channel-tests-visible',
      description: 'Tests every channel, with a message where it takes one',
      expression: cronOf(planned, [planned.on]),
      timeZone,
      event: { testChannels: { isVisible: true } },
      patienceSeconds: 3_600,
    },
  ];
}

/** E.g. `cron(0 9 ? * TUE,WED *)`; 24:00 is a time of day that cron does not know. */
function cronOf({ atMinute }: PlannedChannelTests, days: readonly string[]): string {
  const hour = Math.floor(atMinute / 60) % 24;
  return `cron(${atMinute % 60} ${hour} ? * ${days.map((day) => day.slice(0, 3).toUpperCase()).join(',')} *)`;
}

function regularCall(
  scope: Construct,
  { name, description, expression, timeZone, event, patienceSeconds }: RegularCall,
  { group, role, watched }: ScheduleTarget,
): CfnSchedule {
  const schedule = new CfnSchedule(scope, logicalId(`schedule/${name}`), {
    name,
    groupName: group.resource.ref,
    description,
    scheduleExpression: expression,
    ...(timeZone === undefined ? {} : { scheduleExpressionTimezone: timeZone }),
    flexibleTimeWindow: { mode: 'OFF' },
    target: {
      arn: watched.function.functionArn,
      roleArn: role.roleArn,
      input: JSON.stringify(event),
      retryPolicy: { maximumEventAgeInSeconds: patienceSeconds, maximumRetryAttempts: 2 },
      deadLetterConfig: { arn: watched.deadLetters.queueArn },
    },
  });
  return afterItsRole(schedule, role);
}
