import { CfnSchedule, ContextAttribute } from 'aws-cdk-lib/aws-scheduler';
import type { Construct } from 'constructs';
import type { PlannedReport } from '../../shared/plan/plan.ts';
import { logicalId } from '../logical-id.ts';
import { afterItsRole, type ScheduleTarget } from './job-schedules.ts';

/** Fields of a cron expression of EventBridge Scheduler: day of month, month, day of week; one of the two days is `?`. */
function daysOf({ every, on = 'monday' }: PlannedReport): string {
  if (every === 'day') return '* * ?';
  return every === 'week' ? `? * ${on.slice(0, 3).toUpperCase()}` : '1 * ?';
}

/** When a report is due, e.g. `cron(0 8 ? * MON *)`: wall-clock time of the schedule's time zone. */
function cronOf(report: PlannedReport): string {
  const hour = Math.floor(report.atMinute / 60);
  return `cron(${report.atMinute % 60} ${hour} ${daysOf(report)} *)`;
}

/** A report is worth waiting for: what could not be started is tried for an hour. */
const patienceSeconds = 3_600;

/** Has a report written at the same time of day in summer and in winter. The event says when it was due. */
export function reportSchedule(
  scope: Construct,
  { report, timeZone }: { readonly report: PlannedReport; readonly timeZone: string },
  { group, role, watched }: ScheduleTarget,
): CfnSchedule {
  const schedule = new CfnSchedule(scope, logicalId(`schedule/report/${report.id}`), {
    name: `report-${report.id}`,
    groupName: group.resource.ref,
    description: `Writes the report ${report.id}`,
    scheduleExpression: cronOf(report),
    scheduleExpressionTimezone: timeZone,
    flexibleTimeWindow: { mode: 'OFF' },
    target: {
      arn: watched.function.functionArn,
      roleArn: role.roleArn,
      input: JSON.stringify({ report: report.id, scheduledAt: ContextAttribute.scheduledTime }),
      retryPolicy: { maximumEventAgeInSeconds: patienceSeconds, maximumRetryAttempts: 5 },
      deadLetterConfig: { arn: watched.deadLetters.queueArn },
    },
  });
  return afterItsRole(schedule, role);
}
