import type { CfnAlarmMuteRuleProps } from 'aws-cdk-lib/aws-cloudwatch';
import type { Calendar } from '../shared/model/calendar.ts';
import type { MaintenanceWindow } from '../shared/model/policy.ts';
import { scopeOf } from '../shared/plan/names.ts';
import type { Plan } from '../shared/plan/plan.ts';

/** API_PutAlarmMuteRule: a rule names at most 100 alarms. */
const mostAlarms = 100;

/** API_Schedule of CloudWatch: a rule mutes for 15 days at most. */
const longestMs = 15 * 86_400_000;

const minuteMs = 60_000;
const dayMinutes = 1_440;

/** When a rule mutes. */
interface MutedTime {
  /** Names the rule, and does not change when an earlier one is over. */
  readonly part: number;
  /** As CloudWatch writes it; UTC where it names no zone. */
  readonly schedule: { readonly expression: string; readonly duration: string; readonly timezone?: string };
  /** When it is over for good, in epoch milliseconds; absent for what comes back. */
  readonly untilMs?: number;
}

/**
 * The rules by which CloudWatch mutes the alarms of maintenance windows that mute the backstop too; the router knows all windows by
 * itself. Those that are over by `nowMs` (epoch milliseconds) are left out.
 */
export function renderMuteRules(
  plan: Plan,
  nowMs: number,
): readonly { readonly id: string; readonly rule: CfnAlarmMuteRuleProps }[] {
  return plan.maintenance
    .filter(({ mutesBackstop }) => mutesBackstop)
    .flatMap((window) => {
      const groups = chunk(alarmsOf(plan, window), mostAlarms);
      const times = timesOf(window, plan).filter(({ untilMs = Number.POSITIVE_INFINITY }) => untilMs > nowMs);
      return times.flatMap(({ part, schedule }) =>
        groups.map((alarmNames, group) => ({
          id: `mute/${window.name}/${part}/${group + 1}`,
          rule: {
            name: `${scopeOf(plan)}-${window.name}-${part}-${group + 1}`,
            description: window.reason,
            rule: { schedule },
            muteTargets: { alarmNames: [...alarmNames] },
          },
        })),
      );
    });
}

/** CloudWatch's names of the alarms under a window; sorted, so that the order of a definition changes no rule. */
function alarmsOf({ alarms, routing }: Plan, window: MaintenanceWindow): readonly string[] {
  return alarms
    .filter(({ id }) => routing[id]?.maintenance.includes(window.name))
    .map(({ name }) => name)
    .toSorted();
}

function timesOf({ when }: MaintenanceWindow, { calendars }: Plan): readonly MutedTime[] {
  if (when.kind === 'once') return cutUp(when);
  const calendar = calendars[when.calendar];
  return calendar === undefined ? [] : [{ part: 1, schedule: inHoursOf(calendar) }];
}

/** A window that happens once, in UTC and in parts of at most 15 days. */
function cutUp({ fromMs, untilMs }: { readonly fromMs: number; readonly untilMs: number }): readonly MutedTime[] {
  return Array.from({ length: Math.ceil((untilMs - fromMs) / longestMs) }, (_, index) => {
    const beginMs = fromMs + index * longestMs;
    const endMs = Math.min(untilMs, beginMs + longestMs);
    const expression = `at(${new Date(beginMs).toISOString().slice(0, 16)})`;
    const duration = durationOf((endMs - beginMs) / minuteMs);
    return { part: index + 1, schedule: { expression, duration }, untilMs: endMs };
  });
}

/** The hours of a calendar, on its days of the week. Holidays cannot be told apart: CloudWatch mutes on them as well. */
function inHoursOf({ days, fromMinute, toMinute, timeZone }: Calendar): MutedTime['schedule'] {
  const clock = `${fromMinute % 60} ${Math.floor(fromMinute / 60) % 24}`;
  const names = days.map((day) => day.slice(0, 3).toUpperCase()).join(',');
  const minutes = toMinute > fromMinute ? toMinute - fromMinute : toMinute + dayMinutes - fromMinute;
  return {
    expression: `cron(${clock} * * ${days.length === 7 ? '*' : names})`,
    duration: durationOf(minutes),
    timezone: timeZone,
  };
}

/** Minutes as ISO 8601 writes them: `PT1H30M`. */
function durationOf(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return `PT${hours === 0 ? '' : `${hours}H`}${rest === 0 && hours > 0 ? '' : `${rest}M`}`;
}

function chunk<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
